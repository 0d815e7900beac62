"""The German texts. The reader is addressed with du."""
