"""Importing plans, events, support and referrals by the keys of another system, as often as wanted."""
