"""`python -m ei_collect.cli` is `ei-collect`."""

import sys

from ei_collect.cli import main

sys.exit(main())
