"""`python -m netcheck` is `netcheck`."""

from netcheck.cli import main

raise SystemExit(main())
