"""How the command-line framework is bent, and nothing else."""
