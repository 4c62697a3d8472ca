"""A helper process of `officina`: reads pickled lists of HTML, writes their PDFs, until its input is closed."""

import os
import pickle
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")
    django.setup()
    from socialabs.documenti.officina import rendi

    # Whatever a library prints goes elsewhere: the output belongs to the pipe.
    uscita = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            lavori = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump([rendi(lavoro) for lavoro in lavori], uscita, protocol=pickle.HIGHEST_PROTOCOL)
        uscita.flush()


if __name__ == "__main__":
    main()
