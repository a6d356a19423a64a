"""Who may see and do what: the actor, permissions, policies, row filters and guards. The only place for them."""
