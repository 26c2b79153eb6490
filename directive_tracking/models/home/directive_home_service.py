import shutil
from datetime import timedelta

from odoo import api, fields, models, release
from odoo.tools import SQL, config, human_size

from ...tools.home.page import ALARM, GOOD, WARNING, Line, line_cell
from ...tools.watch.alarm import OLDEST_BACKUP
from ...tools.watch.problem import ERROR, NOTE

ADDONS = "directive\\_%"
LEAST_FREE = 0.1  # of the disk: below it somebody must act


class DirectiveHome(models.AbstractModel):
    """The page of an administrator: is everything running?

    Another addon adds lines by extending ``_service``.
    """

    _inherit = "directive.home"

    @api.model
    def _section_service(self, chosen):
        return {
            "kind": "lines",
            "title": self.env._("Is everything running?"),
            "rows": [line_cell(name, line) for name, line in self._service().items()],
        }

    @api.model
    def _opened_service(self, chosen, name):
        return self._service()[name].action

    @api.model
    def _service(self):
        """Return ``{name: Line}``: what an administrator looks after, in order."""
        # Counts and states of the server only: an administrator need not manage the whole of Odoo.
        system = self.sudo()
        lines = {
            **system._first_steps(),
            "jobs": system._line_of_jobs(),
            "sending": system._line_of_sending(),
            "mail": system._line_of_mail(),
            "disk": system._line_of_disk(),
            "backup": system._line_of_backup(),
            "versions": system._line_of_versions(),
            "newcomers": system._line_of_newcomers(),
        }
        return {name: self._with_list_i_may_open(line) for name, line in lines.items()}

    @api.model
    def _with_list_i_may_open(self, line):
        """Return ``line`` without an action that its reader may not open."""
        model = line.action and line.action.get("res_model")
        may_open = not model or self.env[model].has_access("read")
        return line if may_open else line._replace(action=None, count=None)

    @api.model
    def _line_of_jobs(self):
        jobs = self.env["directive.sending.check"]._jobs()
        health = self.env["directive.health"]
        ill = jobs.filtered(lambda job: not job.active or job.failure_count or health._trouble(job))
        action = self.env["directive.sending.check"]._list_action(
            "ir.cron",
            [("id", "in", (ill or jobs).ids), ("active", "in", (True, False))],
            self.env._("Scheduled actions"),
        )
        text = (
            self.env._(
                "%(ill)s of %(all)s are turned off, late or failing", ill=len(ill), all=len(jobs)
            )
            if ill
            else self.env._("all %(all)s run", all=len(jobs))
        )
        return Line(
            self.env._("Scheduled actions"), text, ALARM if ill else GOOD, action, len(ill or jobs)
        )

    @api.model
    def _line_of_sending(self):
        problems = self.env["directive.sending.check"]._problems()
        counted = [one for one in problems if one.severity != NOTE]
        worst = ALARM if any(one.severity == ERROR for one in counted) else WARNING
        text = (
            self.env._("problems found: %(count)s", count=len(counted))
            if counted
            else self.env._("no problem found")
        )
        action = self.env["ir.actions.actions"]._for_xml_id(
            "directive_tracking.directive_sending_check_action"
        )
        return Line(self.env._("Sending"), text, worst if counted else GOOD, action)

    @api.model
    def _line_of_mail(self):
        servers = self.env["ir.mail_server"].search([("active", "=", True)])
        check = self.env["directive.sending.check"]
        action = check._list_action("ir.mail_server", [], self.env._("Outgoing mail servers"))
        label = self.env._("Mail server")
        if servers:
            return Line(label, ", ".join(servers.mapped("smtp_host")), GOOD, action)
        if check._has_outgoing_server():
            return Line(label, self.env._("that of this machine"), GOOD, action)
        return Line(label, self.env._("none is set up"), ALARM, action)

    @api.model
    def _line_of_disk(self):
        total, _used, free = shutil.disk_usage(config["data_dir"])
        [[size]] = self.env.execute_query(SQL("SELECT pg_database_size(current_database())"))
        text = self.env._(
            "%(free)s of %(total)s free; the database holds %(size)s",
            free=human_size(free),
            total=human_size(total),
            size=human_size(size),
        )
        return Line(self.env._("Disk"), text, GOOD if free > LEAST_FREE * total else ALARM)

    @api.model
    def _line_of_backup(self):
        """Tell of the last one by `bin/backup`; of others nothing is known."""
        label, age = self.env._("Last backup"), self.env["directive.metrics"]._backup_age()
        if age is None:
            text = self.env._("not known here: look at the machine that makes it")
            return Line(label, text, WARNING)
        moment = fields.Datetime.now() - timedelta(seconds=age)
        text = self.env["directive.settings"]._moment_in_words(moment)
        return Line(label, text, ALARM if age > OLDEST_BACKUP else GOOD)

    @api.model
    def _line_of_versions(self):
        addons = self.env["ir.module.module"].search(
            [("name", "=like", ADDONS), ("state", "=", "installed")], order="name"
        )
        database = self.env.cr._cnx.server_version // 10_000
        versions = [f"{one.shortdesc} {one.installed_version}" for one in addons]
        text = ", ".join([*versions, f"Odoo {release.version}", f"PostgreSQL {database}"])
        return Line(self.env._("Versions"), text, GOOD)

    @api.model
    def _line_of_newcomers(self):
        never = [("log_ids", "=", False), ("share", "=", False)]
        count = self.env["res.users"].search_count(never)
        action = self.env["directive.sending.check"]._list_action(
            "res.users", never, self.env._("Users who never logged in")
        )
        text = self.env._("users: %(count)s", count=count)
        return Line(self.env._("Never logged in"), text, WARNING if count else GOOD, action, count)
