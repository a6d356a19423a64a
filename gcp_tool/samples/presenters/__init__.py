"""Words for the pages of samples, and the document of what was found."""
