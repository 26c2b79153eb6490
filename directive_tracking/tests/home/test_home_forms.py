from ..common import DirectiveCase
from ..forms.common import FormCase


class TestHomeForms(FormCase, DirectiveCase):
    """A number of a form opens as a condition of its list, and finds the very tasks it counts."""

    def test_every_number_of_every_form_opens_the_tasks_it_counts(self):
        today = self.env["directive.settings"]._today()
        for state in ("assigned", "in_progress", "done"):
            self.make_task(self.agency_a, state=state)
            self.make_task(self.agency_b, state=state, deadline=today)
        for code in ("01", "02", "03", "04", "05"):
            ask = self.ask(self.office_user, f"{code}_nv", day=today)
            content = ask.content
            self.assertTrue(content["rows"])
            for row in [*content["rows"], content["total"]]:
                for column, cell in zip(content["columns"], row["cells"], strict=True):
                    if cell["opens"]:
                        self.check(ask, column["code"], row["key"], row is content["total"])

    def check(self, ask, code, key, is_total):
        domain = ask.action_open_cell(code, key, is_total)["domain"]
        self.assertEqual(domain[0][0], "counted_in")
        found = self.env["directive.task"].with_user(self.office_user).search(domain)
        self.assertEqual(found, ask._tasks_behind(code, key, is_total), (code, key))
