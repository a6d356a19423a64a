"""Values of assessments turned into words for pages."""
