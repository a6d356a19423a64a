"""Accounts: signing in and out, sessions and what they keep, who works where with which roles and training."""
