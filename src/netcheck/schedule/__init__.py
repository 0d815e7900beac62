"""The reminder's line in the machine's scheduler: put in, taken out, looked at."""
