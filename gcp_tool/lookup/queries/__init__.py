"""What look-up and break-glass read: families that fit, and the uses of break-glass one may see."""
