"""Values of a family's history turned into words, figures and tables. Every form is made from the same series."""
