from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.evidence.file_kinds import in_megabytes
from ...tools.guard.quotes import cut
from ...tools.workflow import IN_PROGRESS
from ..notice.telling import says_what_it_sent


class DirectiveTaskProgress(models.Model):
    """The versions of a result, each with its reviews, and the head's decision on the newest."""

    _inherit = "directive.task.progress"

    version = fields.Integer(
        compute="_compute_version",
        aggregator=None,
        help="The place of this completion report among those of its agency on the task.",
    )
    review_ids = fields.One2many("directive.task.review", "report_id", string="Reviews")
    is_mine_to_approve = fields.Boolean(
        string="For me to approve",
        compute="_compute_is_mine_to_approve",
        search="_search_is_mine_to_approve",
    )
    waits_in_agency = fields.Boolean(
        string="Waits in the agency",
        compute="_compute_waits_in_agency",
        search="_search_waits_in_agency",
        help="A completion report that the head of the agency has not yet approved.",
    )

    @api.depends("kind", "task_id", "agency_id")
    def _compute_version(self):
        versions = {}
        for report in self._all_versions():
            key = (report.task_id, report.agency_id)
            versions[key] = [*versions.get(key, ()), report.id]
        for report in self:
            ids = versions.get((report.task_id, report.agency_id), [])
            report.version = ids.index(report._origin.id) + 1 if report._origin.id in ids else 0

    def _all_versions(self):
        """Return all completion reports on the tasks of these reports, the oldest first."""
        domain = [("kind", "=", "completion"), ("task_id", "in", self.task_id.ids)]
        return self.search(domain, order="id")

    @api.depends("review_state", "task_id.state")
    @api.depends_context("uid")
    def _compute_is_mine_to_approve(self):
        for report in self:
            report.is_mine_to_approve = report.can_send_back

    def _search_is_mine_to_approve(self, operator, value):
        if operator != "in":
            return NotImplemented
        user = self.env.user
        mine = Domain("agency_id", "in", user._directive_headed_agencies().ids)
        own = Domain("agency_id", "in", user._directive_own_headed_agencies().ids)
        mine &= own | Domain("author_id", "!=", user.id)
        return mine & Domain("waits_in_agency", "=", True)

    @api.depends("kind", "review_state", "task_id.state")
    def _compute_waits_in_agency(self):
        for report in self:
            waits = report.kind == "completion" and report.review_state == "pending"
            report.waits_in_agency = waits and report.task_id.state == IN_PROGRESS

    def _search_waits_in_agency(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["directive.task"].flush_model(["state"])

        def to_sql(model, alias, query):
            # Asked of each waiting report: a join begins with all tasks in progress.
            state = SQL(
                "(SELECT task.state FROM directive_task task WHERE task.id = %s)",
                model._field_to_sql(alias, "task_id", query),
            )
            return SQL("%s = %s", state, IN_PROGRESS)

        in_progress = Domain.custom(to_sql=to_sql, predicate=lambda one: one.waits_in_agency)
        waiting = Domain("kind", "=", "completion") & Domain("review_state", "=", "pending")
        return waiting & in_progress

    # Files

    def _own_attachments(self):
        result = super()._own_attachments()
        if not self._in_workflow():
            self._check_size_of_files()
        return result

    def _check_size_of_files(self):
        limit = self.env["directive.settings"]._get("report_megabytes") * 2**20
        for report in self:
            # The author's own files; readers of the report are checked elsewhere.
            size = sum(report.sudo().attachment_ids.mapped("file_size"))
            if size > limit:
                raise UserError(
                    self.env._(
                        "The files of this report come to %(size)s; the limit for one report is "
                        "%(limit)s. Leave some out, or send them with a second report.",
                        size=in_megabytes(size),
                        limit=in_megabytes(limit),
                    )
                )

    # The head

    @says_what_it_sent
    def action_approve(self):
        """Approve these completion reports of a two-tier agency: they go to the Office.

        :raises UserError: when the user is not the head, the report has left the agency, or a newer
            version of it waits
        """
        self.check_access("read")
        self.task_id.sudo()._hold_and_touch()  # agencies have no right to write it
        for report in self:
            report._check_may_approve()
        return self.task_id._apply_transition("report_completion")

    def _check_may_approve(self):
        self._check_not_own_words()
        if not self.can_send_back:
            raise UserError(
                self.env._(
                    "Only the head of %(agency)s can approve this report, before it reaches the "
                    "Office or is sent back.",
                    agency=cut(self.agency_id.name),
                )
            )
        newest = self.task_id._waiting_completion().sorted("id")[-1:]
        if newest != self:
            raise UserError(
                self.env._(
                    "Version %(newest)s of this report is newer: read and approve that one.",
                    newest=newest.version,
                )
            )

    def _check_not_own_words(self):
        user, agency = self.env.user, self.agency_id
        acts = agency in user._directive_headed_agencies() and self.author_id == user
        if acts and not user._directive_signs(agency, user):
            raise UserError(
                self.env._(
                    "You wrote this report yourself and act in the place of the head of "
                    "%(agency)s: the head, a deputy or another stand-in must approve it.",
                    agency=agency.name,
                )
            )

    @says_what_it_sent
    def action_send_back(self, note=None):
        """Send these completion reports back to their authors, who read ``note``.

        :raises UserError: when the user is not the head, the report has left the agency, or no
            reason is given
        """
        note = self._typed_text(note)
        if not note and self.env.context.get("directive_ask_note"):
            return self.task_id._open_wizard(
                "directive.task.decision",
                default_verb="send_back",
                default_report_ids=self.ids,
            )
        if not note:
            raise UserError(self.env._("Say what is missing before you send a report back."))
        return super().action_send_back(note)

    # Reviews

    def _review(self, review_state, note=None, tier="office"):
        super()._review(review_state, note, tier)
        self._log_review(review_state, tier, note)

    def _log_review(self, outcome, tier, note=None):
        """Add one row for each of these reports: who judged it, when, how and why."""
        self.env["directive.task.review"]._log(self, outcome, tier, note)
