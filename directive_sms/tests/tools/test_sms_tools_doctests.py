from odoo.addons.directive_tracking.tests.doctest_case import DoctestCase

from ... import connectors, tools


class TestSmsToolsDoctests(DoctestCase):
    packages = (tools, connectors)
    fewest = 40
