"""The leak tests of the main addon, asked about this addon's records alone."""

from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.matrix import (
    test_matrix_access,
    test_matrix_fields,
    test_matrix_methods,
    test_matrix_rpc,
    test_matrix_search,
)

ADDON = "directive_example"


@tagged("post_install", "-at_install")
class TestExampleAccess(test_matrix_access.TestMatrixAccess):
    allow_inherited_tests_method = True
    addon = ADDON
    test_telephone_numbers_are_told_to_nobody_else = None  # it holds none


@tagged("post_install", "-at_install")
class TestExampleFields(test_matrix_fields.TestMatrixFields):
    allow_inherited_tests_method = True
    addon = ADDON

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The ledger's own fields are judged where they are declared.
        cls.records = {name: one for name, one in cls.records.items() if "example" in one._name}


@tagged("post_install", "-at_install")
class TestExampleMethods(test_matrix_methods.TestMatrixMethods):
    allow_inherited_tests_method = True
    addon = ADDON
    test_what_a_call_writes_is_noticed = None  # about tasks, as the next one


@tagged("post_install", "-at_install")
class TestExampleSearch(test_matrix_search.TestMatrixSearch):
    allow_inherited_tests_method = True
    addon = ADDON
    test_the_order_by_what_is_hidden_tells_nothing = None
    hiding = frozenset(("directive.example.inspection.message_ids",))
    hiding_all = "directive.example.inspection.message_ids"
    not_grouped = frozenset()


@tagged("post_install", "-at_install")
class TestExampleRpc(test_matrix_rpc.TestMatrixRpc):
    allow_inherited_tests_method = True
    addon = ADDON
    sample = "directive.example.inspection"
