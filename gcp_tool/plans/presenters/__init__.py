"""Plans, referrals, support and events in words, and as a timeline."""
