from datetime import timedelta

from odoo import api, models
from odoo.tools import format_date

from ...tools.home.counted import CELL, COUNTER, Counted
from ...tools.home.page import ALARM, GOOD, WARNING, number

# The official classes as columns of the form.
CLASSES = {
    "done_on_time": ("7", "9"),
    "done_late": ("8",),
    "open_in_term": ("11",),
    "open_overdue": ("12",),
    "open_no_deadline": ("13",),
}
COLUMNS = {"total": ("1",), "done": ("6",), "open": ("10",), "overdue": ("12",)}
AGES = ("overdue_1_7", "overdue_8_30", "overdue_31_90", "overdue_over_90")
LAST_WEEK = timedelta(days=6)  # and today


class DirectiveHome(models.AbstractModel):
    """Sections of official figures: all numbers come from ``directive.figures``."""

    _inherit = "directive.home"

    # The figures of the chosen period, each asked for once a page

    @api.model
    def _days(self, chosen):
        return chosen.days(self.env["directive.settings"]._today())

    @api.model
    def _figures(self, chosen):
        """Return the forms of the chosen period and the counters of its last day, read at once.

        Both of the whole and by issuer.
        """
        read = self.env["directive.figures"]._forms_and_counters
        return chosen.once("figures", lambda: read((None, "issuer"), *self._days(chosen)))

    @api.model
    def _forms(self, chosen):
        """Return the forms over the chosen period, of the whole and by issuer."""
        return self._figures(chosen)[0]

    @api.model
    def _form_row(self, chosen):
        """Return the row of the form over the chosen period, of all tasks."""
        return self._forms(chosen)[None].get(None, {})

    @api.model
    def _form_of_agencies(self, chosen, agencies):
        """Return the row of the form over the chosen period, of the tasks of these agencies."""
        form = self.env["directive.figures"]._form(*self._days(chosen), agency=agencies)
        return form.get(None, {})

    @api.model
    def _counter_row(self, chosen):
        """Return the counters of the last day of the chosen period."""
        return self._figures(chosen)[1][None].get(None, {})

    @api.model
    def _sum_of(self, row, columns):
        return sum(row.get(column, 0) for column in columns)

    # Their sections

    @api.model
    def _with_period(self, chosen, section):
        """Return ``section`` with the buttons that choose its period."""
        first, last = self._days(chosen)
        labels = {
            "month": self.env._("Month"),
            "quarter": self.env._("Quarter"),
            "year": self.env._("Year"),
        }
        periods = [{"name": name, "label": label} for name, label in labels.items()]
        note = self.env._(
            "%(first)s to %(last)s",
            first=format_date(self.env, first),
            last=format_date(self.env, last),
        )
        return {**section, "note": note, "periods": periods}

    @api.model
    def _glance_labels(self):
        return {
            "total": self.env._("To be done"),
            "done": self.env._("Done"),
            "in_hand": self.env._("In hand"),
            "not_begun": self.env._("Not begun"),
            "overdue": self.env._("Overdue"),
        }

    @api.model
    def _section_glance(self, chosen):
        form, now = self._form_row(chosen), self._counter_row(chosen)
        tones = {"done": GOOD, "overdue": ALARM}
        rows = [
            number(
                label,
                form.get(*COLUMNS[name], 0) if name in COLUMNS else now.get(name, 0),
                name,
                tone=tones.get(name),
            )
            for name, label in self._glance_labels().items()
        ]
        title = self.env._("How the tasks stand")
        return self._with_period(chosen, {"kind": "numbers", "title": title, "rows": rows})

    @api.model
    def _opened_glance(self, chosen, name):
        label = self._glance_labels()[name]
        if name in COLUMNS:
            return self._open_counted(label, self._cell(chosen, COLUMNS[name]))
        return self._open_counted(label, self._counter(chosen, name))

    @api.model
    def _section_classes(self, chosen):
        rows = self._rows_of_classes(self._form_row(chosen))
        return {"kind": "bar", "title": self.env._("Official classes"), "rows": rows}

    @api.model
    def _rows_of_classes(self, form):
        return [
            {**number(label, self._sum_of(form, CLASSES[name]), name), "code": name}
            for name, label in self._class_labels().items()
        ]

    @api.model
    def _class_labels(self):
        selection = self.env["directive.task"]._fields["timeliness"]
        return dict(selection._description_selection(self.env))

    @api.model
    def _opened_classes(self, chosen, name):
        return self._open_counted(self._class_labels()[name], self._cell(chosen, CLASSES[name]))

    @api.model
    def _section_ages(self, chosen):
        now = self._counter_row(chosen)
        tones = dict(zip(AGES, (WARNING, WARNING, ALARM, ALARM), strict=True))
        rows = [
            number(label, now.get(name, 0), name, tone=tones.get(name))
            for name, label in self._age_labels().items()
        ]
        title = self.env._("Overdue for how long, and without a deadline")
        return {"kind": "numbers", "title": title, "rows": rows}

    @api.model
    def _age_labels(self):
        return {
            "overdue_1_7": self.env._("Overdue by 1–7 days"),
            "overdue_8_30": self.env._("Overdue by 8–30 days"),
            "overdue_31_90": self.env._("Overdue by 31–90 days"),
            "overdue_over_90": self.env._("Overdue by more than 90 days"),
            "open_no_deadline": self.env._("No deadline"),
            "silent": self.env._("No deadline and silent for 3 months"),
        }

    @api.model
    def _opened_ages(self, chosen, name):
        return self._open_counted(self._age_labels()[name], self._counter(chosen, name))

    # What the reader ordered

    @api.model
    def _my_issuers(self):
        """Return the ids of the issuers that the reader is."""
        user = self.env.user
        mine = ["|", ("user_id", "=", user.id), ("partner_id", "=", user.partner_id.id)]
        return self.env["directive.issuer"].search(mine).ids

    @api.model
    def _section_ordered(self, chosen):
        mine = self._my_issuers()
        if not mine:
            return None
        today = self.env["directive.settings"]._today()
        given = self.env["directive.figures"]._count_given(today - LAST_WEEK, today, issuer=mine)
        rows = self._forms(chosen)["issuer"]
        form = {
            name: sum(rows.get(one, {}).get(column, 0) for one in mine)
            for name, (column,) in COLUMNS.items()
        }
        labels = self._ordered_labels()
        rows = [
            number(labels["week"], given, "week"),
            number(labels["total"], form["total"], "total"),
            number(labels["done"], form["done"], "done", tone=GOOD),
            number(labels["overdue"], form["overdue"], "overdue", tone=ALARM),
        ]
        return {"kind": "numbers", "title": self.env._("What I ordered"), "rows": rows}

    @api.model
    def _ordered_labels(self):
        return {
            "week": self.env._("Given in the last 7 days"),
            "total": self.env._("To be done"),
            "done": self.env._("Done"),
            "overdue": self.env._("Overdue"),
        }

    @api.model
    def _opened_ordered(self, chosen, name):
        row = {"by": "issuer", "key": self._my_issuers()}
        if name == "week":
            today = self.env["directive.settings"]._today()
            counted = Counted(CELL, ("3",), today - LAST_WEEK, today, **row)
        else:
            counted = self._cell(chosen, COLUMNS[name], **row)
        title = self.env._("What I ordered: %(what)s", what=self._ordered_labels()[name])
        return self._open_counted(title, counted)

    # What stands behind a number

    @api.model
    def _cell(self, chosen, columns, **row):
        return Counted(CELL, tuple(columns), *self._days(chosen), **row)

    @api.model
    def _counter(self, chosen, name, **row):
        return Counted(COUNTER, (name,), *self._days(chosen), **row)

    @api.model
    def _open_counted(self, title, counted):
        """Return the action that lists the tasks behind a number of the figures."""
        return self._open_tasks(title, [("counted_in", "=", counted.as_text())])
