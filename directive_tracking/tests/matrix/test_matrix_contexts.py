import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from odoo import orm
from odoo.modules import Manifest
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.conversation.doors import mail_thread_tracking
from . import calls, table
from .test_matrix_access import QUIET
from .test_matrix_methods import LOUD
from .writing import MAGIC, WritingCase

CORE = ("base", "mail", "web", "bus", "portal")
READS = re.compile(
    r"""(?:context|ctx)(?:\.get\(\s*|\[)["'](\w+)["']"""
    r"""|["'](\w+)["']\s+(?:not\s+)?in\s+[\w.]*(?:context|ctx)\b"""
)
NAMED = re.compile(
    r"(?:context|ctx)(?:\.get\(|\[)([A-Z_]+)\b|\b([A-Z_]+) (?:not )?in [\w.]*(?:context|ctx)\b"
)
# Often refused whatever stands beside them, so they are tried alone.
ALONE = ("allowed_company_ids", "lang", "__m2o_order_seen")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?")
ROLES = ("responder", "head", "specialist")
MAKERS = ("specialist", "administrator")  # of what has a conversation
# What else an agency does: (model, method, its values), besides pressing buttons.
TYPED = (
    ("directive.task", "message_post", {"body": "A word on the task"}),
    ("directive.task.progress", "create", {"kind": "progress", "content": "A word", "percent": 70}),
    ("directive.task.progress", "create", {"kind": "result", "content": "A result"}),
    ("directive.task.request", "create", {"kind": "extension", "reason": "A reason"}),
)

# What a report says is typed when it is made, and never after.
TYPED_ONCE = {
    ("directive_task_progress", name)
    for name in (
        *("difficulty", "difficulty_cause_id", "proposal", "expected_date"),
        *("result_number", "no_result_reason", "open_parts_reason"),
    )
}


class Step(NamedTuple):
    """What one person does to one record, and with what."""

    role: str
    record: object
    method: str
    args: list
    kwargs: dict


def context_keys(env):
    """Return the names that our code, and Odoo's about records and mail, read in a context."""
    found = set()
    for folder in _folders(env):
        for path in sorted(folder.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            found |= {one or other for one, other in READS.findall(text)}
            for one, other in NAMED.findall(text):
                found |= set(re.findall(rf'^{one or other} = "(\w+)"', text, re.MULTILINE))
    return found


def _folders(env):
    yield Path(orm.__file__).parent
    for addon in (*CORE, *table.addons(env)):
        for name in ("models", "wizards", "wizard"):
            yield Path(Manifest.for_addon(addon).path) / name


@tagged("post_install", "-at_install")
class TestMatrixContexts(WritingCase):
    """Whatever a caller puts into the context, a step leaves the same rows, or none.

    The context comes from the caller, like the arguments. With a key of Odoo's or of ours, or a
    default for a field, a step might leave no trail, tell nobody, or be signed by somebody else.
    """

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, *LOUD, "odoo.tools.translate"))
        self.enterContext(patch.object(mail_thread_tracking, "request", True))
        self.env.cr.execute("CREATE TEMPORARY TABLE zqx_marker (id int) ON COMMIT DROP")
        self.env.cr.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'id'"
        )
        self.with_ids = {name for (name,) in self.env.cr.fetchall()}

    def test_the_keys_are_found(self):
        known = {
            "tracking_disable", "mail_notrack", "mail_create_nosubscribe", "mail_create_nolog",
            "mail_notify_force_send", "mail_auto_subscribe_no_notify", "active_test", "bin_size",
            "lang", "tz", "allowed_company_ids", "prefetch_fields", "directive_workflow",
            "directive_ask_note", "directive_no_follow", "petition_visit",
        }  # fmt: skip
        self.assertEqual(known - context_keys(self.env), set())

    def test_no_key_and_no_default_changes_what_a_step_leaves(self):
        keys = sorted(context_keys(self.env) - set(ALONE))
        flags = [dict.fromkeys(keys, value) for value in (True, "zqx")]
        alone = [{key: "zqx"} for key in ALONE]
        tried = 0
        for step in self.steps():
            tried += 1
            plain = [self.footprint(step, {}) for _time in range(2)]
            for context in (*flags, *alone):
                self.check(step, context, plain)
            for model in self.models_of(plain[0]):
                self.check(step, self.defaults(step, model), plain, model._table)
        self.assertGreater(tried, 60)

    def test_what_a_key_changes_is_noticed(self):
        def forged(task, **kwargs):
            words = "Other words" if task.env.context.get("zqx_key") else "A word"
            return post(task, **{**kwargs, "body": words})

        tasks = self.env.registry["directive.task"]
        post, task = tasks.message_post, self.as_role(self.records["directive.task"], "responder")
        step = Step("responder", task, "message_post", [task.ids], {"body": "A word"})
        with patch.object(tasks, "message_post", forged):
            plain = [self.footprint(step, {}) for _time in range(2)]
            found = list(self.changes(step, {"zqx_other": 1, "zqx_key": 1}, plain))
        self.assertEqual([key for key, _changed in found], ["zqx_key"])
        self.assertIn(("mail_message", "body"), found[0][1])

    def models_of(self, tables):
        return [model for model in self.env.registry.values() if model._table in tables]

    def defaults(self, step, model):
        """Return a default of another value for each stored field of ``model``."""
        given = step.args[0][0] if step.method == "create" else {}
        model = self.env[model._name].sudo()
        return {
            f"default_{field.name}": self.value(field, model)
            for field in model._fields.values()
            if field.store and field.type != "binary" and field.name not in (*MAGIC, *given)
        }

    # What is done

    def steps(self):
        """Yield each step that writes something, on one record, of one role that may take it."""
        one_of_each = {record._name: record for record in reversed(self.records.values())}
        for record in one_of_each.values():
            for method in table.steps(record):
                yield from self.first_taken(record, method, [record.ids], {})
            if isinstance(record, self.env.registry["mail.thread"]):
                yield from self.first_taken(record, "copy", [record.ids], None, MAKERS)
        task = self.records["directive.task"]
        for name, method, values in TYPED:
            if method == "create":
                values = [{**values, "task_id": task.id}]
                yield from self.first_taken(self.env[name], method, [values], None)
            else:
                yield from self.first_taken(task, method, [task.ids], values)

    def first_taken(self, record, method, args, kwargs, asked=ROLES):
        if kwargs == {}:
            kwargs = calls.arguments(getattr(type(record), method))
        for role in asked:
            step = Step(role, self.as_role(record, role), method, args, kwargs or {})
            if step.record.browse().has_access("read") and self.footprint(step, {}):
                yield step
                return

    # What it leaves

    def check(self, step, context, plain, name=None):
        """Check each key; a default may fill what the step's role may write in the table ``name``."""
        free = self.free(step.role)
        for key, changed in self.changes(step, context, plain):
            if (name, key.removeprefix("default_")) in free:
                continue
            with self.subTest(model=step.record._name, method=step.method, key=key):
                self.assertEqual(changed - free, set(), context[key])

    def free(self, role):
        """Return the columns that ``role`` may write anyway, so that a default may, too."""
        return TYPED_ONCE | {
            (self.env[row["record"].partition(":")[0]]._table, field)
            for row in table.rows(self.env, "fields")
            if role in row["who"].split()
            for field in row["fields"].split()
        }

    def changes(self, step, context, plain):
        """Yield each key with which the step leaves other rows, and in which columns."""
        found = self.footprint(step, context)
        if found and not self.compared(plain, found):
            return
        keys = list(context)
        if len(keys) == 1:
            # Told again: two runs may differ by a moment of the first ones.
            plain = [self.footprint(step, {}) for _time in range(2)]
            yield keys[0], self.compared(plain, self.footprint(step, context))
            return
        half = len(keys) // 2
        for part in (keys[:half], keys[half:]):
            yield from self.changes(step, {key: context[key] for key in part}, plain)

    def compared(self, plain, found):
        """Return the columns in which rows differ, of those that are the same each time anyway.

        Where the number of rows differs, that is told instead; a refused step changes nothing.
        """
        changed = set()
        first, second = plain
        for name in {*first, *found} if found else ():
            rows = [one.get(name, []) for one in (first, second, found)]
            if len(rows[0]) != len(rows[2]):
                changed.add((name, f"{len(rows[2])} rows instead of {len(rows[0])}"))
                continue
            for one, again, now in zip(*rows, strict=True):
                changed |= {(name, key) for key in one if one[key] == again[key] != now[key]}
        return changed

    def footprint(self, step, context):
        """Return ``{table: rows}`` as a step leaves them, which is then undone; {} if refused."""
        cr, found = self.env.cr, {}
        with cr.savepoint() as savepoint:
            cr.execute("INSERT INTO zqx_marker VALUES (1) RETURNING xmin::text::bigint")
            [marker] = cr.fetchone()
            with calls.watched(self.env) as tables:
                is_done = self.is_done(step, context)
            if is_done:
                names = sorted(self.with_ids.intersection(tables))
                found = {name: self.written(name, marker) for name in names}
            savepoint.rollback()
        cr.precommit.clear()
        self.env.invalidate_all(flush=False)
        for name in found:
            self.count_again(name)
        return found

    def is_done(self, step, context):
        given = {**step.kwargs, "context": context}
        try:
            with self.env.cr.savepoint():
                call_kw(step.record.browse(), step.method, step.args, given)
                self.env.flush_all()
                self.env.cr.precommit.run()
                self.env.flush_all()
        except Exception:  # refused, with an error of whatever kind
            return False
        return True

    def written(self, name, marker):
        """Return the rows of a table that were written since ``marker``."""
        query = "SELECT to_jsonb(t)::text FROM %s t WHERE xmin::text::bigint >= %s ORDER BY id"
        self.env.cr.execute(SQL(query, SQL.identifier(name), marker))
        rows = [json.loads(MOMENT.sub(self.moment, row)) for (row,) in self.env.cr.fetchall()]
        # Who wrote last is no signature: the system may, after the person.
        return [{key: row[key] for key in row if key != "write_uid"} for row in rows]

    def moment(self, found):
        """Return a moment as it stands, but one around now as such: it differs each time."""
        away = datetime.now() - datetime.fromisoformat(found.group()[:19])
        return "now" if abs(away) < timedelta(days=60) else found.group()

    def count_again(self, name):
        """Give the next row of a table the same id as before."""
        sequence = SQL("pg_get_serial_sequence(%s, 'id')", name)
        self.env.cr.execute(
            SQL(
                "SELECT setval(%s, max(id)) FROM %s HAVING max(id) > 0",
                sequence,
                SQL.identifier(name),
            )
        )
