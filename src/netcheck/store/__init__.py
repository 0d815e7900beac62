"""The only place with SQL: one SQLite file, an append-only log of ops, and the tables folded from it."""
