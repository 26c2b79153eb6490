import json
import logging

from odoo.tests import tagged
from odoo.tools import mute_logger

from . import calls, roles, table
from .judging import JudgingCase
from .records import SECRET
from .test_matrix_access import QUIET

_logger = logging.getLogger(__name__)

LOUD = ("odoo.http", "odoo.sql_db", "odoo.addons.mail.models.mail_thread", "odoo.tools.mail")
# Read-only methods are already covered by the access matrix.
READING = frozenset(
    ("read", "search", "search_count", "web_read", "search_read", "web_search_read", "name_search",
     "web_name_search", "formatted_read_group", "web_read_group", "read_group", "export_data",
     "get_metadata", "copy_data", "onchange", "get_formview_action", "fields_get", "get_views")
)  # fmt: skip
STRANGERS = ("none", "former", "foreign", "administrator", "portal", "public")


@tagged("post_install", "-at_install")
class TestMatrixMethods(JudgingCase):
    """RPC calls neither change nor reveal records that the caller may not read."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, *LOUD))

    def test_every_public_method_is_judged(self):
        missing = sorted(
            f"{name},{method}"
            for name in table.models(self.env, self.addon)
            for method in table.public_methods(self.env[name])
            if self.judgement(self.env[name], method) is None
        )
        advice = (
            "Judge who may call each and add it to methods.csv of its addon, or make it private."
        )
        self.assertFalse(missing, advice)

    def test_every_judged_method_exists(self):
        for model, method in self.judged:
            with self.subTest(model=model, method=method):
                model = model.partition(":")[0]
                self.assertTrue(model == "*" or hasattr(self.env[model], method))

    def test_what_a_call_writes_is_noticed(self):
        task = self.as_role(self.records["directive.task"], "leader")
        _answer, tables = calls.call(task, "action_toggle_star")
        self.assertIn("directive_task", tables)

    def test_no_stranger_does_anything_to_what_is_hidden(self):
        for name, record in self.records.items():
            for role in STRANGERS:
                mine = self.as_role(record, role)
                if mine.has_access("read"):
                    continue
                for method in self.worth_calling(mine, role):
                    self.check_call(name, role, mine, method)

    def worth_calling(self, record, role):
        """Return the methods to try on a hidden record, besides those of the doors.

        All methods inherited from Odoo's base model use the same access check: two strangers call
        them.
        """
        for method in table.public_methods(record):
            is_own = method not in self.base_methods
            if is_own or (method not in READING and role in ("foreign", "administrator")):
                yield method

    def test_a_reader_changes_nothing_by_what_is_for_others(self):
        for name, record in self.records.items():
            for role in roles.ROLES:
                mine = self.as_role(record, role)
                if not mine.has_access("read"):
                    continue
                for method in table.public_methods(record):
                    if not self.may_change(mine, role, method):
                        self.check_call(name, role, mine, method, is_hidden=False)

    def may_change(self, record, role, method):
        """Tell whether a call by ``role``, who reads ``record``, may write something."""
        who = self.judgement(record, method) or ()
        if {"anybody", "readers", role} & set(who) or method in READING:
            return True
        if "writers" in who:
            return record.has_access("write") or record.has_access("unlink")
        return "creators" in who and record.browse().has_access("create")

    def check_call(self, name, role, record, method, is_hidden=True):
        with self.subTest(record=name, role=role, method=method):
            with self.env.cr.savepoint() as savepoint:
                answer, tables = calls.call(record, method)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)
            if is_hidden:
                self.assertNotIn(SECRET, answer or "")
                self.assertFalse(self.names_hidden(record, answer), "It names a hidden record.")
            if not self.may_make(record, method):
                self.assertEqual(tables, [], "It wrote to the database.")

    def names_hidden(self, record, answer):
        """Tell whether ``answer`` is an action on one of the records that the caller may not read."""
        action = json.loads(answer or "null")
        if not isinstance(action, dict):
            return False
        named = [
            one
            for one in self.records.values()
            if (one._name, one.id) == (action.get("res_model"), action.get("res_id"))
        ]
        return any(not one.with_env(record.env).has_access("read") for one in named)

    def may_make(self, record, method):
        """Tell whether the call only creates or changes the caller's own records."""
        who = self.judgement(record, method) or ()
        return "anybody" in who or ("creators" in who and record.browse().has_access("create"))
