"""What texts there are: one frozen dataclass for each group."""
