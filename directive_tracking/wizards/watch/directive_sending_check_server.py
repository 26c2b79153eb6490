from datetime import timedelta
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.tools import config

from ...tools.watch.problem import ERROR, NOTE, WARNING, Problem

SETTINGS = "directive_tracking.res_config_settings_action"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
# A job is late after this many missed runs, but not before half an hour.
TURNS_MISSED = 3
LATE_AFTER = timedelta(minutes=30)
MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080, "months": 43200}


class DirectiveSendingCheck(models.TransientModel):
    """Checks of the server: scheduled actions, mail servers, address."""

    _inherit = "directive.sending.check"

    @api.model
    def _server_problems(self):
        return [
            *self._problems_of_jobs(),
            *self._problems_of_outgoing_mail(),
            *self._problems_of_returning_mail(),
            *self._problems_of_address(),
        ]

    # Scheduled actions

    @api.model
    def _problems_of_jobs(self):
        problems = [self._problem_of_job(job) for job in self._jobs()]
        return [problem for problem in problems if problem]

    @api.model
    def _jobs(self):
        """Return the scheduled actions of the suite, including disabled ones."""
        data = self.env["ir.model.data"].search(
            [("model", "=", "ir.cron"), ("module", "=like", "directive\\_%")]
        )
        return self.env["ir.cron"].with_context(active_test=False).browse(data.mapped("res_id"))

    @api.model
    def _problem_of_job(self, job):
        action = self._list_action(
            "ir.cron",
            [("id", "=", job.id), ("active", "in", (True, False))],
            self.env._("Scheduled actions"),
        )
        if not job.active:
            return Problem(
                ERROR,
                self.env._("The scheduled action “%(name)s” is turned off.", name=job.name),
                self.env._("Turn it on; waiting messages are then sent."),
                action,
            )
        if self._is_late(job):
            return Problem(
                ERROR,
                self.env._(
                    "The scheduled action “%(name)s” should have run on %(moment)s and has not.",
                    name=job.name,
                    moment=self._moment_words(job.nextcall),
                ),
                self.env._("Check that the server's workers for scheduled actions are running."),
                action,
            )
        if job.failure_count:
            return Problem(
                WARNING,
                self.env._(
                    "The scheduled action “%(name)s” has failed %(count)s times in a row.",
                    name=job.name,
                    count=job.failure_count,
                ),
                self.env._("The server's log contains the reason."),
                action,
            )
        return None

    @api.model
    def _is_late(self, job):
        turn = timedelta(minutes=job.interval_number * MINUTES[job.interval_type])
        return job.nextcall < fields.Datetime.now() - max(turn * TURNS_MISSED, LATE_AFTER)

    # Mail going out and coming back

    @api.model
    def _problems_of_outgoing_mail(self):
        problems = []
        if not (self.env.company.email or "").strip():
            problems.append(
                Problem(
                    WARNING,
                    self.env._("The organisation has no e-mail address to send from."),
                    self.env._("Enter it on the page of the company."),
                    self._list_action(
                        "res.company", [("id", "=", self.env.company.id)], self.env._("Companies")
                    ),
                )
            )
        if not self._has_outgoing_server():
            problems.append(
                Problem(
                    ERROR,
                    self.env._(
                        "No outgoing mail server is set up and no e-mail has gone out in the last day."
                    ),
                    self.env._(
                        "Enter the province's mail server under Outgoing Mail Servers and test it there."
                    ),
                    self._list_action("ir.mail_server", [], self.env._("Outgoing mail servers")),
                )
            )
        return problems

    @api.model
    def _has_outgoing_server(self):
        """Tell whether mail can be sent: a server is set up, or a local one has worked recently."""
        if self.env["ir.mail_server"].search_count([], limit=1):
            return True
        if config["smtp_server"] not in (None, "", *LOCAL_HOSTS):
            return True
        sent = self._last_sent("email")
        return bool(sent) and sent > fields.Datetime.now() - timedelta(days=1)

    @api.model
    def _problems_of_returning_mail(self):
        if not self.env.company.bounce_email:
            return [
                Problem(
                    WARNING,
                    self.env._("Bounced e-mails are not received: no alias domain is set."),
                    self.env._(
                        "Set the alias domain in the general settings, with a bounce address."
                    ),
                )
            ]
        if not self.env["fetchmail.server"].search_count([("state", "=", "done")], limit=1):
            return [
                Problem(
                    NOTE,
                    self.env._("Mail is not fetched from any incoming mail server."),
                    self.env._("Set one up: otherwise bounces go unnoticed."),
                    self._list_action("fetchmail.server", [], self.env._("Incoming mail servers")),
                )
            ]
        return []

    # The address used in links

    @api.model
    def _problems_of_address(self):
        address = self.env["directive.notice"].get_base_url()
        parts = urlsplit(address)
        if parts.hostname in LOCAL_HOSTS:
            severity, words = (
                ERROR,
                self.env._(
                    "Links in messages lead to %(address)s: they open on this machine only.",
                    address=address,
                ),
            )
        elif parts.scheme != "https":
            severity, words = (
                WARNING,
                self.env._(
                    "Links in messages lead to %(address)s, which is not protected by https.",
                    address=address,
                ),
            )
        else:
            return []
        remedy = self.env._(
            "Enter the address people use under Settings, “Address of this server”."
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(SETTINGS)
        return [Problem(severity, words, remedy, action)]
