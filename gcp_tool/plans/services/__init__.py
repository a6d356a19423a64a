"""Writing down what happens around a family. A service checks, changes, records and never commits."""
