from odoo.tests import tagged
from odoo.tools import mute_logger

from . import calls, roles, table
from .judging import JudgingCase
from .records import SECRET
from .test_matrix_access import QUIET
from .test_matrix_methods import LOUD, READING


@tagged("post_install", "-at_install")
class TestMatrixServices(JudgingCase):
    """Models without records answer over RPC too: each method only to those it is for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fitting = table.calls(cls, cls.addon)

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, *LOUD, "py.warnings"))

    def test_every_public_method_is_judged(self):
        missing = [
            f"{name},{method}"
            for name in table.services(self.env, self.addon)
            for method in table.public_methods(self.env[name])
            if self.judgement(self.env[name], method) is None
        ]
        advice = (
            "Judge who may call each and add it to methods.csv of its addon, or make it private."
        )
        self.assertFalse(missing, advice)

    def test_every_step_on_a_model_of_odoo_is_judged(self):
        missing = [
            f"{name},{method}"
            for name, model in sorted(self.env.registry.items())
            if not table.is_ours(model)
            for method in table.steps(self.env[name], self.addon)
            if self.judgement(self.env[name], method) is None
        ]
        self.assertFalse(missing, "Judge each in methods.csv of its addon, or make it private.")

    def test_every_service_has_a_call_that_it_answers(self):
        asked = {(name, method) for name, method in self.of_services()}
        self.assertEqual(set(self.fitting), asked, "Keep them in `calls` of records.py.")

    def of_services(self):
        """Yield ``(model, method)`` of what belongs to no record."""
        for name in table.services(self.env, self.addon):
            for method in table.steps(self.env[name]):
                if getattr(getattr(type(self.env[name]), method), "_api_model", False):
                    yield name, method

    def test_a_service_answers_those_it_is_for_and_nobody_else(self):
        for (name, method), arguments in self.fitting.items():
            who = self.judgement(self.env[name], method)
            for role in roles.ROLES:
                with self.subTest(service=name, method=method, role=role):
                    answer, tables = self.answer(name, role, method, arguments)
                    may = "anybody" in who or role in who
                    self.assertEqual(answer is not None, may)
                    if not may:
                        self.assertEqual(tables, [])
                    if role in roles.STRANGERS:
                        self.assertNotIn(SECRET, answer or "")

    def test_a_model_without_records_does_nothing_for_strangers(self):
        """Whatever else such a model inherits is called on no record, and does nothing."""
        for name in table.services(self.env, self.addon):
            for role, method in self.worth_calling(name):
                with self.subTest(service=name, method=method, role=role):
                    answer, tables = self.answer(name, role, method)
                    self.assertEqual(tables, [])
                    self.assertNotIn(SECRET, answer or "")

    def worth_calling(self, name):
        for method in table.public_methods(self.env[name]):
            if (name, method) not in self.fitting:
                if method not in self.base_methods:
                    yield from ((role, method) for role in ("none", "foreign", "leader"))
                elif method not in READING:
                    yield "foreign", method

    def answer(self, name, role, method, arguments=None):
        mine = self.as_role(self.env[name], role)
        with self.env.cr.savepoint() as savepoint:
            answer, tables = calls.call(mine, method, arguments)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return answer, tables
