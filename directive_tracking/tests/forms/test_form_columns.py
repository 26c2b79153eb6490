from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import DirectiveCase
from .common import FormCase


@tagged("post_install", "-at_install")
class TestFormColumns(FormCase, DirectiveCase):
    """A form is data: the administrator adds a column or a form, and a formula must be one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls.env["directive.form"].with_user(cls.admin_user).create(
            {
                "code": "11-NV",
                "name": "Tasks of the year",
                "column_ids": [
                    (0, 0, {"name": "Old", "code": "2", "measure": "figures.2"}),
                    (0, 0, {"name": "New", "code": "3", "measure": "figures.3"}),
                    (0, 0, {"name": "All", "code": "1", "formula": "2+3", "sequence": 1}),
                ],
            }
        )  # fmt: skip

    def add(self, **vals):
        values = {"form_id": self.form.id, "name": "New column", **vals}
        return self.form.column_ids.create(values)

    def test_every_word_printed_on_a_form_is_in_the_readers_language(self):
        signs = {"code", "measure", "formula", "also"}
        for name in ("directive.form", "directive.form.column"):
            for field in self.env[name]._fields.values():
                is_word = field.store and field.type in ("char", "text") and field.name not in signs
                if is_word:
                    self.assertTrue(field.translate, field)

    def test_a_new_form_is_filled_in(self):
        ask = self.ask(form_id=self.form.id)
        row = dict.fromkeys(self.random_rows([self.agency_a])[self.agency_a.id], 0)
        with self.figures({self.agency_a.id: row | {"2": 4, "3": 3}}):
            page = ask._page()
        self.assertEqual([one["printed"] for one in page["columns"]], ["1=2+3", "2", "3"])
        self.assertEqual([cell["text"] for cell in page["rows"][0]["cells"]], ["7", "4", "3"])

    def test_a_new_column_is_worked_out_from_others(self):
        self.add(code="x", formula="3/1", is_percent=True)
        with self.figures(self.random_rows([self.agency_a])):
            page = self.ask(form_id=self.form.id)._page()
        self.assertEqual(page["columns"][-1]["printed"], "x=3/1")

    def test_products_of_products_and_endless_forms_do_not_keep_the_server_busy(self):
        for code, before in (("a", "2"), ("b", "a"), ("c", "b"), ("d", "c"), ("e", "d")):
            self.add(code=code, formula="*".join([before] * 99))
        row = dict.fromkeys(self.random_rows([self.agency_a])[self.agency_a.id], 0)
        with self.figures({self.agency_a.id: row | {"2": 4}}):
            page = self.ask(form_id=self.form.id)._page()
        self.assertEqual([cell["text"] for cell in page["rows"][0]["cells"][-5:]], [""] * 5)
        chain = [
            {"form_id": self.form.id, "name": "One more", "code": f"x{rank}", "formula": "2+3"}
            for rank in range(300)
        ]
        with self.assertRaisesRegex(ValidationError, "more than 300 columns"):
            self.form.column_ids.create(chain)

    def test_a_formula_that_cannot_be_worked_out_is_refused_with_a_sentence(self):
        for formula, words in {
            "2+9": "names column 9",
            "1+x": "in a circle: x → x",
            "2+": "ends too early",
            "(2": "bracket is missing",
            "2**3": "cannot stand there",
            "env.cr": "cannot stand there",
        }.items():
            with (
                self.subTest(formula=formula),
                self.assertRaisesRegex(ValidationError, words),
                self.env.cr.savepoint(),
            ):
                self.add(code="x", formula=formula)

    def test_a_column_others_are_worked_out_from_stays(self):
        with self.assertRaisesRegex(ValidationError, "names column 3"), self.env.cr.savepoint():
            self.form.column_ids.filtered(lambda one: one.code == "3").unlink()

    def test_a_column_needs_a_code_of_its_own_and_a_measure_of_its_source(self):
        for vals, words in (
            ({"code": "2", "measure": "figures.2"}, "have the code 2"),
            ({"measure": "figures.2"}, "needs a code"),
            ({"code": "x", "measure": "tasks.content"}, "does not belong to the source"),
            ({"code": "x", "measure": "figures.nothing"}, "choose one of its values"),
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaisesRegex(ValidationError, words),
                self.env.cr.savepoint(),
            ):
                self.add(**vals)

    def test_a_copy_has_the_same_columns(self):
        first = self.env.ref("directive_tracking.directive_form_01_nv")
        copy = first.with_user(self.admin_user).copy()
        heads, depth, columns = first._layout()
        same_heads, same_depth, same_columns = copy._layout()
        self.assertEqual((heads, depth), (same_heads, same_depth))
        self.assertEqual(*([one.printed for one in some] for some in (columns, same_columns)))

    def test_every_form_installed_has_columns_that_can_be_used(self):
        forms = self.env["directive.form"].search([])
        self.assertGreater(len(forms), 8)
        for form in forms:
            form._check_columns()
            self.assertTrue(form._layout()[2])

    def test_only_the_administrator_changes_forms(self):
        for user in (self.office_user, self.leader_user, self.head_a):
            with self.assertRaises(AccessError):
                self.form.with_user(user).write({"name": "Mine"})
            with self.assertRaises(AccessError):
                self.form.column_ids.with_user(user).write({"formula": "2"})
