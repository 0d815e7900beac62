"""One verb a file: its signature, and what it does with the store, the domain and a view."""
