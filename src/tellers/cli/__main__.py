"""`python -m tellers.cli`."""

import sys

from tellers.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
