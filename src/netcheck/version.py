"""The version, in one place for the build and for `netcheck --version`."""

__version__ = "0.1.0"
