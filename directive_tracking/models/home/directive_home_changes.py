from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.home.page import ALARM, GOOD, WARNING, number
from ...tools.home.visit import read_moment


class DirectiveHome(models.AbstractModel):
    """What changed since a leader's last visit."""

    _inherit = "directive.home"

    @api.model
    def mark_seen(self, moment):
        """Record that the leader has seen the page as it was at ``moment`` (UTC).

        :raises UserError: if ``moment`` is not one
        """
        self._check_role("leader")
        try:
            read = read_moment(moment)
        except ValueError as error:
            raise UserError(self.env._("“%(moment)s” is not a moment.", moment=moment)) from error
        self.env["directive.home.visit"]._mark_seen(read)
        return True

    @api.model
    def _section_changes(self, chosen):
        now = fields.Datetime.now()
        since = self.env["directive.home.visit"]._open()
        lists = self._changes(since)
        counts = self._count_each(
            {name: (model, domain) for name, (_label, model, domain, _tone) in lists.items()}
        )
        return {
            "kind": "numbers",
            "title": self.env._("New since your last visit"),
            "note": self.env._("Since %(moment)s", moment=self._moment_words(since)),
            "seen": fields.Datetime.to_string(now),
            "rows": [
                number(label, counts[name], name, fields.Datetime.to_string(since), tone=tone)
                for name, (label, _model, _domain, tone) in lists.items()
            ],
        }

    @api.model
    def _changes(self, since):
        """Return ``{name: (label, model, domain, tone)}`` of what happened after ``since``."""
        task, whole = "directive.task", Domain("parent_id", "=", False)
        day = self.env["directive.settings"]._to_local(since).date()
        # The day narrows the search down to an index; the trail tells the moment.
        done = whole & Domain("state", "=", "done") & Domain("date_done", ">=", day)
        done &= self._after("accept", since)
        late = whole & self.env[task]._timeliness_domain("open_overdue")
        late &= Domain("date_deadline", ">=", day)
        asked = Domain("state", "=", "pending") & Domain("date", ">", since)
        request = "directive.task.request"
        return {
            "done": (self.env._("Newly done"), task, done, GOOD),
            "overdue": (self.env._("Newly overdue"), task, late, ALARM),
            "returned": (
                self.env._("Returned"),
                task,
                whole & self._after("return", since),
                WARNING,
            ),
            "asked": (self.env._("New requests"), request, asked, None),
        }

    @api.model
    def _after(self, verb, since):
        """Return the domain of the tasks on which the step ``verb`` was taken after ``since``."""
        step = Domain("verb", "=", verb) & Domain("date", ">", since)
        return Domain("transition_ids", "any", step)

    @api.model
    def _opened_changes(self, chosen, name, since):
        label, model, domain, _tone = self._changes(read_moment(since))[name]
        if model == "directive.task":
            return self._open_tasks(label, domain)
        action = self._list("directive_tracking.directive_task_request_action_leader")
        action.update(name=label, display_name=label)
        return {**action, "domain": list(domain), "context": {}}

    @api.model
    def _moment_words(self, moment):
        return self.env["directive.sending.check"]._moment_words(moment)
