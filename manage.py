#!/usr/bin/env python
"""Django's command line; brings a private database and broker when none are configured."""

import os
import sys

from portal.engines import private as engines


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if "serve" in sys.argv[1:2]:  # before anything is started
        engines.chosen_port()
    engines.ensure()

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
