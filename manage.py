#!/usr/bin/env python
"""Run a command of the site."""

import os
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from django.core.management import execute_from_command_line
from django.db import OperationalError


def main() -> None:
    """Run the command; what a person can mend is said in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kmsite.settings")
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, leave_in_order)
    if sys.argv[1:2] == ["serve"]:
        tell_the_settings_where(sys.argv[2:])
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None):
            raise
        sys.exit(f"The database cannot be used: {' '.join(str(error).split())}")
    except KeyboardInterrupt:
        print("Stopped.")
        sys.exit(130)


def tell_the_settings_where(arguments: Sequence[str]) -> None:
    """Put --host and --port of `serve` where the settings, which are read only once, look for them."""
    parser = ArgumentParser(add_help=False)
    for name in ("--host", "--port"):
        parser.add_argument(name, nargs="?")
    told, _ = parser.parse_known_args(arguments)
    os.environ.update({name.upper(): value for name, value in vars(told).items() if value is not None})


def leave_in_order(number: int, frame: object) -> None:
    """End as by Ctrl+C, so that the embedded Postgres is left as well."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
