"""Reports for conferences and courts, the sheet for one carer, the summary to copy: their content and forms."""
