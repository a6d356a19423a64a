"""What `gcp-tool doctor` looks at: the settings, the database, the tools and the machine. Each says what to do."""
