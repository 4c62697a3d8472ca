#!/usr/bin/env python3
"""The one entry point: `avvia` runs the portal, `prova` runs the tests, anything else is a Django command.

It needs nothing but Python: the virtual environment is made on the way (socialabs/servizi/preparazione.py).
This file stays readable to any Python 3, so that an old one gets a sentence and not a SyntaxError.
"""

import sys


def main():
    if sys.version_info < (3, 11):  # noqa: UP036  the older Python is who reads this
        sys.exit("SOCIALABS: serve Python 3.11 o successivo, questo è {}.{}.".format(*sys.version_info[:2]))
    from socialabs.servizi.comandi import run

    sys.exit(run(sys.argv))


if __name__ == "__main__":
    main()
