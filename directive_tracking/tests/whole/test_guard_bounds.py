from datetime import date, datetime, timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL
from odoo.tools.sql import table_exists

from ...models.guard.values.base_bounds import CORE
from ...tools.guard.bounds import FIRST_DAY, INDEXED, LARGEST, LAST_DAY, LONGEST, PASTED
from ...tools.guard.ours import is_our_addon
from ..access.test_access_rpc import RpcCase

PERIODS = (
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "hour",
    "day_of_week",
    "day_of_month",
    "day_of_year",
    "month_number",
    "quarter_number",
    "year_number",
)
ONE_DAY = timedelta(days=1)
# Addons with days of their own.
ADDONS = ("directive_tracking", "directive_sms", "directive_calendar", "directive_petition")


def fields_of(env, types):
    """Yield (model, field) for each stored field of these types that the bounds are for."""
    for name in sorted(env.registry):
        model = env[name]
        if model._guard_applies() and not model._abstract:
            for field in model._fields.values():
                if field.type in types and field.store and field.name not in MAGIC_COLUMNS:
                    yield model, field


@tagged("post_install", "-at_install")
class TestGuardDays(TransactionCase):
    """No day breaks a view, for any model and grouping."""

    def test_every_model_of_the_suite_is_bounded(self):
        ours = {
            name
            for name, model in self.env.registry.items()
            if is_our_addon(model._original_module or "")
        }
        for name in ours | set(CORE):
            self.assertTrue(self.env[name]._guard_applies(), name)

    def test_every_day_that_an_addon_adds_is_bounded_in_forms_and_in_odoo_s_models(self):
        bounded = set(fields_of(self.env, ("date", "datetime")))
        found = {
            (self.env[name], field)
            for name, model in self.env.registry.items()
            if not model._abstract
            for field in model._fields.values()
            if field.type in ("date", "datetime")
            and field.store
            and is_our_addon(field._module)
            and field.name not in MAGIC_COLUMNS
        }
        self.assertFalse(found - bounded)
        self.assertLessEqual(set(ADDONS) & self.installed(), {field._module for _, field in found})
        self.assertTrue(any(model._transient for model, _field in found))

    def installed(self):
        domain = [("state", "=", "installed")]
        return set(self.env["ir.module.module"].search(domain).mapped("name"))

    def test_the_first_and_the_last_day_are_grouped_by_every_period(self):
        for model, field in fields_of(self.env, ("date", "datetime")):
            if not table_exists(self.env.cr, model._table):
                continue  # a query over tables that are tried themselves
            first, last = model._guard_days(field.name)
            with self.env.cr.savepoint(flush=False) as savepoint:
                self.set_in_an_empty_table(model, field, (first, last))
                for period in PERIODS:
                    if period == "hour" and field.type == "date":
                        continue
                    with self.subTest(field=str(field), period=period):
                        groups = self.grouped(model, f"{field.name}:{period}")
                        self.assertEqual(sum(group["__count"] for group in groups), 2)
                savepoint.rollback()

    def set_in_an_empty_table(self, model, field, days):
        """Put a table before the model's own that holds these days and knows no constraint."""
        self.env.flush_all()
        table = SQL.identifier(model._table)
        self.env.cr.execute(
            SQL("CREATE TEMP TABLE %s AS SELECT * FROM %s WITH NO DATA", table, table)
        )
        for number, day in enumerate(days, 1):
            column = SQL.identifier(field.name)
            self.env.cr.execute(
                SQL("INSERT INTO %s (id, %s) VALUES (%s, %s)", table, column, number, day)
            )
        self.env.invalidate_all()

    def grouped(self, model, spec):
        bare = model.sudo().with_context(active_test=False, tz="Asia/Ho_Chi_Minh", lang="en_US")
        return bare.formatted_read_group([], [spec], ["__count"])

    def test_a_day_beyond_the_bounds_is_refused_on_every_field(self):
        for model, field in fields_of(self.env, ("date", "datetime")):
            first, last = model._guard_days(field.name)
            for day in (first - ONE_DAY, last + ONE_DAY, date(9999, 12, 31), date(1, 1, 1)):
                value = day if field.type == "date" else datetime(day.year, day.month, day.day)
                for written in (value, str(value)):
                    with self.subTest(field=str(field), value=written):
                        with self.assertRaises(UserError):
                            model.write({field.name: written})
                        with self.assertRaisesRegex(ValidationError, "enter a day from"):
                            model._prepare_create_values([{field.name: written}])

    def test_what_has_happened_is_at_most_a_year_ahead(self):
        for model, name in (
            ("directive.directive", "date_issued"),
            ("directive.task.progress", "result_date"),
        ):
            _first, last = self.env[model]._guard_days(name)
            self.assertLess(last, self.env["directive.settings"]._today() + timedelta(days=367))

    def test_what_is_no_day_is_refused_with_the_same_sentence(self):
        for value in ("99999-01-01", "31/12/2026", "soon"):
            with self.assertRaisesRegex(ValidationError, "enter a day from"):
                self.env["directive.task"]._prepare_create_values(
                    [{"date_deadline_original": value}]
                )

    def test_days_within_the_bounds_pass(self):
        for model, field in fields_of(self.env, ("date", "datetime")):
            for day in model._guard_days(field.name):
                model._guard_bounds({field.name: day})
        self.assertLess(FIRST_DAY, LAST_DAY)


@tagged("post_install", "-at_install")
class TestGuardNumbers(TransactionCase):
    """A number that no column holds is refused in a sentence."""

    def test_on_every_field(self):
        found = list(fields_of(self.env, ("integer",)))
        self.assertGreater(len(found), 50)
        for model, field in found:
            for value in (LARGEST + 1, -LARGEST - 1, 10**30, "many", [1], float("inf")):
                with self.subTest(field=str(field), value=value):
                    with self.assertRaisesRegex(ValidationError, "enter a whole number"):
                        model._prepare_create_values([{field.name: value}])
            model._guard_bounds({field.name: LARGEST})


@tagged("post_install", "-at_install")
class TestGuardChoices(TransactionCase):
    """What is not offered, and a blank where a text is needed, is refused in a sentence."""

    def refuses(self, field, value, sentence):
        for vals in ({field.name: value}, {field.name: value, "display_name": "x"}):
            with self.assertRaisesRegex(ValidationError, sentence):
                self.env[field.model_name]._guard_values([vals])

    def test_on_every_selection(self):
        found = [
            field
            for _model, field in fields_of(self.env, ("selection",))
            if isinstance(field.selection, list)
        ]
        self.assertGreater(len(found), 50)
        for field in found:
            for value in ("zqx", 5, ["zqx"], {"a": 1}):
                with self.subTest(field=str(field), value=value):
                    self.refuses(field, value, "choose one of its values")
            for value in field.get_values(self.env):
                self.env[field.model_name]._guard_bounds({field.name: value})

    def test_on_every_text_that_is_needed(self):
        found = [
            field
            for _model, field in fields_of(self.env, LONGEST)
            if field.required and not field.readonly
        ]
        self.assertGreater(len(found), 20)
        for field in found:
            for value in ("", "  ", "\n\t"):
                with self.subTest(field=str(field), value=value):
                    self.refuses(field, value, "is empty: enter it")


@tagged("post_install", "-at_install")
class TestGuardTexts(TransactionCase):
    """No text without an end, in whatever field."""

    def test_each_text_field_has_a_limit_and_says_so(self):
        seen = set()
        for model, field in fields_of(self.env, LONGEST):
            longest = model._guard_lengths()[field.name]
            self.assertLess(longest, 1_000_000)
            with self.subTest(field=str(field)):
                model._guard_bounds({field.name: "x" * longest})
                vals = {field.name: "x" * (longest + 1)}
                with self.assertRaisesRegex(ValidationError, "attach the text as a file"):
                    model._guard_bounds(vals)
                if not field.related:  # a copy is not written by itself
                    with self.assertRaises(UserError):
                        model.write(vals)
                if not field.compute and field.name != "parent_path":
                    with self.assertRaises(ValidationError):
                        model._prepare_create_values([vals])
            seen.add(longest)
            if longest == PASTED:
                self.assertTrue(model._transient, field)
        self.assertLessEqual(seen, {INDEXED, PASTED, *LONGEST.values()})

    def test_what_stands_in_an_index_fits_into_it(self):
        lengths = self.env["directive.agency"]._guard_lengths()
        self.assertEqual((lengths["code"], lengths["email"]), (INDEXED, LONGEST["char"]))
        self.assertEqual(self.env["directive.issuer"]._guard_lengths()["name"], INDEXED)

    def test_a_default_in_the_context_is_no_way_round(self):
        Task = self.env["directive.task"].with_context(default_name="x" * 1_000_000)
        with self.assertRaises(ValidationError):
            Task._prepare_create_values([{}])


@tagged("post_install", "-at_install")
class TestGuardBoundsRpc(RpcCase):
    """The same over the interface, with the verbs people use."""

    def test_by_whatever_verb(self):
        self.log_in(self.office_user)
        ids, long, far = self.task.ids, "x" * 1_000_000, "9999-12-31"
        for model, method, args in (
            ("directive.task", "web_save", [ids, {"name": long}, {}]),
            ("directive.task", "web_save", [ids, {"date_deadline": far}, {}]),
            ("directive.task", "copy", [ids, {"date_deadline": far}]),
            ("directive.task", "message_post", [ids]),
            ("directive.directive", "web_save", [[], {"subject": long}, {}]),
            ("directive.task.batch", "create", [{"date_deadline": far}]),
            ("directive.task.decision", "create", [{"note": long}]),
            (
                "mail.activity",
                "create",
                [{"res_model": "directive.task", "res_id": ids[0], "note": long}],
            ),
            ("mail.activity", "create", [{"date_deadline": far}]),
        ):
            kwargs = {"body": long} if method == "message_post" else {}
            with self.subTest(model=model, method=method, args=str(args)[:60]), self.refused():
                self.call(model, method, *args, **kwargs)
