"""What changes assessments. Every function is keyword-only, names its actor with `by`, and never commits."""
