from odoo import api, models
from odoo.fields import Domain

from ...tools.home.page import ALARM, WARNING, Column, number
from .directive_home_figures import CLASSES

# Why an agency stands as it does, as columns of the form.
WHY = {"long": ("12a",), "waiting": ("12r",), "excused": ("8x", "12x"), "extended": ("16a",)}
PARTS = "overdue_parts"


class DirectiveHome(models.AbstractModel):
    """The page of an agency: what is new, due, late or returned, and who has how much to do."""

    _inherit = "directive.home"

    @api.model
    def _section_agency_now(self, chosen):
        return self._section_of_queues("agency_now", self.env._("To do now"))

    @api.model
    def _opened_agency_now(self, chosen, name):
        return self._opened_queue("agency_now", name)

    @api.model
    def _section_agency_under_way(self, chosen):
        return self._section_of_queues("agency_under_way", self.env._("Under way"))

    @api.model
    def _opened_agency_under_way(self, chosen, name):
        return self._opened_queue("agency_under_way", name)

    # How we stand, and why

    @api.model
    def _ours(self):
        return self.env.user._directive_agencies().ids

    @api.model
    def _section_standing(self, chosen):
        form = self._form_of_agencies(chosen, self._ours())
        why = [
            number(
                label, self._sum_of(form, WHY[name]), name, tone=name == "long" and ALARM or None
            )
            for name, label in self._why_labels().items()
        ]
        if not chosen.back:
            why.append(self._number_of_parts())
        section = {
            "kind": "bar",
            "title": self.env._("How we stand, and why"),
            "summary": self._summary(chosen, form),
            "rows": self._rows_of_classes(form),
            "why": why,
        }
        return self._with_period(chosen, section)

    @api.model
    def _summary(self, chosen, form):
        """Say how much was on time, and in which band each of the reader's agencies is."""
        standings = self._standings(chosen)
        agencies = self.env["directive.agency"].browse(self._ours())
        bands = [
            f"{agency.display_name}: {self._band_labels()[standings[agency.id].band][0]}"
            for agency in agencies
            if agency.id in standings
        ]
        return " ".join([self._on_time_words(form), *bands])

    @api.model
    def _on_time_words(self, form):
        done = self._sum_of(form, ("7", "8"))
        if not done:
            return self.env._("No task with a deadline was done in these days.")
        return self.env._(
            "%(on_time)s of %(done)s done with a deadline were on time.",
            on_time=form.get("7", 0),
            done=done,
        )

    # Parts are no tasks of the official figures; who carries them out has to know of them

    @api.model
    def _overdue_parts(self):
        late = self.env["directive.task"]._timeliness_domain("open_overdue")
        return self._led() & late & Domain("parent_id", "!=", False)

    @api.model
    def _number_of_parts(self):
        [count] = self._count_each({PARTS: ("directive.task", self._overdue_parts())}).values()
        return number(self._parts_label(), count, PARTS, tone=ALARM)

    @api.model
    def _parts_label(self):
        return self.env._("Parts overdue now, beside the official figures")

    @api.model
    def _why_labels(self):
        return {
            "long": self.env._("Overdue by more than 30 days"),
            "waiting": self.env._("Reported in time, awaiting acceptance"),
            "excused": self.env._("Late, objective cause confirmed"),
            "extended": self.env._("Extended"),
        }

    @api.model
    def _opened_standing(self, chosen, name):
        if name == PARTS:
            return self._open_tasks(self._parts_label(), self._overdue_parts())
        labels = self._class_labels() | self._why_labels()
        row = {"by": "agency", "key": self._ours()}
        counted = self._cell(chosen, (CLASSES | WHY)[name], **row)
        return self._open_counted(labels[name], counted)

    # The load of our officers

    @api.model
    def _load(self):
        """Return the columns of what an officer has to do."""
        Task = self.env["directive.task"]
        due = Domain("is_due_in_a_week", "=", True)
        return {
            "overdue": Column(
                self.env._("Overdue"), Task._timeliness_domain("open_overdue"), ALARM
            ),
            "due": Column(self.env._("Due within 7 days"), due, WARNING),
            "open": Column(self.env._("Not finished"), Domain.TRUE),
        }

    @api.model
    def _led(self):
        """Return the domain of the open tasks that the reader's agencies lead."""
        return Domain("is_led_by_me", "=", True) & Domain("is_open", "=", True)

    @api.model
    def _section_agency_officers(self, chosen):
        return {
            **self._task_table("officer_ids", self._led(), self._load()),
            "title": self.env._("Who has how much to do"),
            "empty": self.env._("Your agency has no open task."),
            "note": self.env._("A task with several officers counts for each of them."),
            "key_label": self.env._("Officer"),
            "sorted": "open",
        }

    @api.model
    def _opened_agency_officers(self, chosen, key, name):
        return self._open_cell("officer_ids", self._led(), self._load(), key, name)
