"""The record of who did and saw what, and the transaction that seals it: the only commit there is."""
