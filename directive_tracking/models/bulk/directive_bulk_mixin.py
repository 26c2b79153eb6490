from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT
from ...tools.bulk import STEPS
from ..chasing.directive_chaser import GRADES

LABELS = [
    ("accept", "Accept the results"),
    ("return", "Return the results"),
    ("extend", "Extend the deadline"),
    ("transfer", "Give them to another agency"),
    ("star", "Star"),
    ("unstar", "Remove the star"),
    ("chase", "Chase by formal reminders"),
]
MODES = [
    ("each", "Do what can be done, and list what was refused and why"),
    ("together", "All or nothing"),
]
UNWRITTEN = "…"  # stands for a reason not entered yet


class DirectiveBulkMixin(models.AbstractModel):
    """One step for many tasks, with its arguments: how it is checked, and how it is taken.

    Rights, locks, trail and notices are those of the single step, which is called.
    """

    _name = "directive.bulk.mixin"
    _description = "Step on Many Tasks"

    step = fields.Selection(LABELS, required=True)
    mode = fields.Selection(MODES, string="If some are refused", required=True, default="each")
    deadline = fields.Date(string="New deadline")
    agency_id = fields.Many2one("directive.agency", string="New lead agency", ondelete="restrict")
    grade = fields.Selection(GRADES, default="reminder")
    note = fields.Text(string="Reason or remark")

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}

    # Taking it

    def _take(self, tasks):
        """Take the step on ``tasks``; all of them move, or it raises."""
        getattr(self, f"_take_{self.step}")(tasks)

    def _take_accept(self, tasks):
        tasks.action_accept()

    def _take_return(self, tasks):
        tasks.action_return(self.note)

    def _take_extend(self, tasks):
        tasks.action_extend(self.note, self.deadline)

    def _take_transfer(self, tasks):
        tasks.action_transfer(self.note, self.agency_id.id)

    def _take_star(self, tasks):
        tasks.filtered(lambda task: not task.is_starred).action_toggle_star()

    def _take_unstar(self, tasks):
        tasks.filtered("is_starred").action_toggle_star()

    def _take_chase(self, tasks):
        tasks._check_can_be_chased(self.grade)  # or those chased today would count as done
        tasks._chase(self.grade, self.note)

    def _take_apart(self, tasks):
        """Take the step on those of ``tasks`` on which it is possible.

        They go together; only if something refuses them all, it is looked for by halves.

        :return: ``{task id: the sentence why it was refused}``
        """
        refused = self._refusals(tasks)
        return refused | self._take_or_halve(tasks.filtered(lambda task: task.id not in refused))

    def _take_or_halve(self, tasks):
        if not tasks:
            return {}
        try:
            with self.env.cr.savepoint():
                self._take(tasks)
            return {}
        except UserError as error:
            if len(tasks) == 1:
                return {tasks.id: str(error)}
        half = len(tasks) // 2
        return self._take_or_halve(tasks[:half]) | self._take_or_halve(tasks[half:])

    # Asking before

    def _refusals(self, tasks):
        """Return ``{task id: why the step is not possible on it}``, by the checks of the step."""
        if not self._refuses(tasks):
            return {}
        found = {task.id: self._refuses(task) for task in tasks}
        return {task_id: sentence for task_id, sentence in found.items() if sentence}

    def _refuses(self, tasks):
        """Return the sentence with which the step refuses ``tasks``, None if it does not."""
        try:
            tasks.check_access("read")
            self._check(tasks)
        except UserError as error:
            return str(error)

    def _check(self, tasks):
        """Raise what the step would raise on ``tasks`` before anything is changed."""
        verb = STEPS[self.step].verb
        if verb:
            tasks._check_transition(verb, self.note or UNWRITTEN)
        if verb and self._granted():
            tasks._check_granted(verb, **self._granted())
        if self.step == "chase":
            tasks._check_can_be_chased(self.grade)
        if self.step in ("star", "unstar"):
            tasks._check_can_be_starred()

    def _granted(self):
        """Return what the step gives to each task, as far as it is entered."""
        if self.step == "extend" and self.deadline:
            return {"deadline": self.deadline}
        if self.step == "transfer" and self.agency_id:
            return {"agency": self.agency_id}
        return {}

    # Its arguments

    def _needs(self, name):
        return self.step in STEPS and name in STEPS[self.step].needs

    def _check_entered(self):
        """Raise if something the step needs is not entered."""
        for name in STEPS[self.step].needs:
            value = self[name]
            if not (value.strip() if isinstance(value, str) else value):
                raise UserError(
                    self.env._(
                        "Enter “%(field)s”: this step needs it.",
                        field=self._fields[name]._description_string(self.env),
                    )
                )
