"""Tools: reading, checking and publishing their files. What a tool means lives in the domain."""
