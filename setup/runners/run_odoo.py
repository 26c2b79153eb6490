"""python run_odoo.py RESULT ARGUMENTS...: Odoo as `python -m odoo` starts it.

RESULT gets the outcome of its tests and its log entries from WARNING upwards, as JSON.
"""

import logging
import sys

from outcomes import Noting, Outcomes, TroubleHandler


def main(result_path, *arguments):
    sys.path.pop(0)
    sys.argv[1:] = arguments
    outcomes = Outcomes()
    logging.getLogger().addHandler(TroubleHandler(outcomes))
    try:
        _odoo_main(outcomes)()
    except SystemExit:
        outcomes.write(result_path)
        raise


def _odoo_main(outcomes):
    """Run Odoo's entry point with test suites that report to `outcomes`."""
    from odoo.cli.command import main
    from odoo.tests import loader

    loader.OdooTestResult = type("Result", (Noting, loader.OdooTestResult), {"outcomes": outcomes})
    return main


if __name__ == "__main__":
    main(*sys.argv[1:])
