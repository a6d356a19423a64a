"""Plans, referrals, help and events of a family: typed here, shown on its timeline."""
