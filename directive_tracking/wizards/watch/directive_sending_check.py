from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ...tools.watch.problem import ERROR, NOTE, WARNING

READERS = ("directive_tracking.group_directive_admin", "directive_tracking.group_directive_office")
SEVERITIES = [(ERROR, "Problem"), (WARNING, "Needs attention"), (NOTE, "For information")]
LATEST_ROWS = 50_000  # of the ledger: enough to say when something was last sent


class DirectiveSendingCheck(models.TransientModel):
    """The current problems with sending, in plain words.

    The check shows counts and reasons but no content of messages, so administrators who may not
    read orders can use it.
    """

    _name = "directive.sending.check"
    _description = "Sending Check"

    line_ids = fields.One2many(
        "directive.sending.check.line", "check_id", string="Problems", readonly=True
    )
    is_well = fields.Boolean(string="No problems", readonly=True)
    last_sent = fields.Text(string="Last sent", readonly=True)
    date = fields.Datetime(string="Checked on", readonly=True)

    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("Sending check")

    @api.model
    def action_check(self):
        """Run all checks now and open the result."""
        if not any(self.env.user.has_group(group) for group in READERS):
            raise AccessError(
                self.env._("Only administrators and the Office can open the sending check.")
            )
        # Users who may not read messages, gateways or jobs get only counts and reasons.
        problems = self.sudo()._problems()
        order = [severity for severity, _label in SEVERITIES]
        problems.sort(key=lambda problem: order.index(problem.severity))
        # The system creates the page: its readers cannot write their own findings.
        check = self.sudo().create(
            {
                "is_well": not any(one.severity != NOTE for one in problems),
                # Times of the last messages, without their content.
                "last_sent": self.sudo()._last_sent_words(),
                "date": fields.Datetime.now(),
                "line_ids": [(0, 0, self._prepare_line_vals(problem)) for problem in problems],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": check.display_name,
            "res_model": self._name,
            "res_id": check.id,
            "view_mode": "form",
        }

    def action_look_again(self):
        """Run the checks again, from the button of an earlier result."""
        return {**self.action_check(), "target": "main"}

    @api.model
    def _prepare_line_vals(self, problem):
        action = problem.action
        # A button without access is useless.
        may_open = bool(action) and self.env[action["res_model"]].has_access("read")
        return {
            "severity": problem.severity,
            "sentence": problem.sentence,
            "remedy": problem.remedy,
            "action": action if may_open else False,
        }

    @api.model
    def _problems(self):
        """Return the current list of :class:`Problem`; other sending addons extend it."""
        return [
            *self._server_problems(),
            *self._ledger_problems(),
            *self._people_problems(),
            *self._problems_of_watcher(),
        ]

    # Words

    @api.model
    def _last_sent_words(self):
        """Return a line for each channel with the time of its last message."""
        selection = self.env["directive.notice.delivery"]._fields["channel"]
        lines = []
        for channel, label in selection._description_selection(self.env):
            moment = self._last_sent(channel)
            words = self._moment_words(moment) if moment else self.env._("nothing recently")
            lines.append(f"{label}: {words}")
        return "\n".join(lines)

    @api.model
    def _last_sent(self, channel):
        """Return the time of the last message through ``channel``, or None."""
        self.env["directive.notice.delivery"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT max(date_sent) FROM (
                       SELECT channel, date_sent FROM directive_notice_delivery
                        ORDER BY id DESC LIMIT %s) AS latest
                 WHERE channel = %s
                """,
                LATEST_ROWS,
                channel,
            )
        )
        return rows[0][0]

    @api.model
    def _moment_words(self, moment):
        """Return ``moment`` (UTC) in the time zone of the province."""
        return self.env["directive.settings"]._moment_in_words(moment)

    @api.model
    def _list_action(self, model, domain, name):
        """Return the action that lists the affected records."""
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "domain": domain,
            "views": [[False, "list"], [False, "form"]],
        }
