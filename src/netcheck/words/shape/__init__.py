"""What texts there are: one class for each group."""
