"""An invented borough, made through the services and the import that real ones use. For the training area only."""
