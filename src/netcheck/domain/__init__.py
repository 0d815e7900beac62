"""Pure functions over frozen types; standard library only, codes instead of sentences."""
