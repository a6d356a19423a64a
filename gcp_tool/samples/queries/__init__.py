"""What samples read: the families that fit, the samples one may open, and the audits in them."""
