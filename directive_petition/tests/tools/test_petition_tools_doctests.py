from odoo.addons.directive_tracking.tests.doctest_case import DoctestCase

from ... import tools


class TestPetitionToolsDoctests(DoctestCase):
    packages = (tools,)
    fewest = 10
