"""netcheck shows one person the quality of their social network."""
