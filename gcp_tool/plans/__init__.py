"""What happens around a family: plans, referrals, help given, events, and the timeline that shows them together."""
