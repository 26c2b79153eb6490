"""python run_odoo.py RESULT ARGUMENTS...: Odoo as `python -m odoo` starts it.

RESULT gets the outcome of its tests and its log entries from WARNING upwards, as JSON.
"""

import gc
import logging
import sys

import bundles
from outcomes import Noting, Outcomes, TroubleHandler
from pressing import opens_a_browser


def main(result_path, *arguments):
    sys.path.append(sys.path.pop(0))  # nothing here hides a module of Odoo's
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
    from odoo.tests.common import TransactionCase
    from odoo.tests.suite import OdooSuite

    import kept_browser
    import kept_caches

    bases = (Collecting, Noting, loader.OdooTestResult)
    loader.OdooTestResult = type("Result", bases, {"outcomes": outcomes})
    kept_browser.use()
    OdooSuite.has_http_case = _needs_bundles
    TransactionCase.setUpClass = classmethod(_with_models_as_they_are(TransactionCase.setUpClass))
    kept_caches.use()
    return main


def _needs_bundles(suite):
    """Tell whether Odoo is to build scripts and styles before these tests, and which."""
    bundles.use()
    return opens_a_browser(suite)


class Collecting:
    """Collects garbage in tests: Odoo stops that while it loads addons and runs their first tests."""

    def startTest(self, test):  # noqa: N802  unittest's name
        gc.enable()
        gc.set_threshold(500, 20, 25)
        super().startTest(test)


def _with_models_as_they_are(set_up):
    """Return `set_up` for a registry that counts as unchanged until the class changes it.

    While Odoo loads addons, it counts as changed all the time, and Odoo would set up every model
    again after each class.
    """

    def set_up_class(cls):
        from odoo.orm.registry import Registry
        from odoo.tests.common import get_db_name

        registry = Registry(get_db_name())
        registry.registry_invalidated = False
        registry._ordinary_tables = None  # asked once, maybe before the last addon was there
        set_up.__func__(cls)

    return set_up_class


if __name__ == "__main__":
    main(*sys.argv[1:])
