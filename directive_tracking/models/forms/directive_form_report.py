import base64
from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import libreoffice
from ...tools.chasing.grades import lines_of
from ...tools.paper import Signature
from ...tools.workflow import DRAFT, WORKFLOW

STATES = [("draft", "Draft"), ("released", "Released")]
# Fields that only the steps of a report write.
GUARDED = {
    *("state", "schedule_id", "date_released", "released_by_id"),
    *("docx_file", "xlsx_file", "signer_name", "signer_post"),
}


class DirectiveFormReport(models.Model):
    """A report on the carrying out of tasks: text, figures in sentences, the form as annex.

    A draft belongs to the Office and is sent to nobody. Once released it is evidence: its files
    stay as they were, the leaders see it, and those chosen are told.
    """

    _name = "directive.form.report"
    _description = "Report on Tasks"
    _inherit = [
        "directive.form.ask.mixin",
        "directive.subject.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
        "directive.signature.mixin",
    ]
    _order = "date_last desc, id desc"
    _notice_path = "reports-on-tasks"
    _notice_watcher = "user_id"
    _signatures = {"released_by_id": "signer"}

    agency_ids = fields.Many2many(relation="directive_form_report_asked_agency_rel")
    name = fields.Char(string="Subject", required=True, index="trigram")
    number = fields.Char(string="Number and symbol", copy=False)
    user_id = fields.Many2one(
        "res.users",
        string="Office specialist",
        required=True,
        default=lambda self: self.env.user,
        index=True,
        ondelete="restrict",
    )
    schedule_id = fields.Many2one(
        "directive.form.schedule",
        string="Drafted by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    text = fields.Text(help="The body of the report; each line is a paragraph.")
    posts = fields.Char(
        string="Signed as",
        default=lambda self: self.env["directive.settings"]._get("chase_posts"),
        help="Authority and post, lines separated by semicolons.",
    )
    signed_by = fields.Char(string="Signer")
    copies = fields.Char(string="Copies to", help="Lines separated by semicolons.")
    recipient_ids = fields.Many2many(
        "res.users", string="Told when released", help="Leaders and colleagues of the Office."
    )
    state = fields.Selection(STATES, required=True, default=DRAFT, readonly=True, copy=False)
    date_released = fields.Date(string="Released on", readonly=True, copy=False)
    released_by_id = fields.Many2one(
        "res.users", string="Released by", readonly=True, copy=False, ondelete="restrict"
    )
    docx_file = fields.Binary(string="Report (DOCX)", readonly=True, copy=False)
    xlsx_file = fields.Binary(string="Figures (XLSX)", readonly=True, copy=False)

    _scheduled_once = models.UniqueIndex(
        "(schedule_id, date_last) WHERE schedule_id IS NOT NULL",
        "The report of this period has been drafted already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            vals.update(dict.fromkeys(GUARDED, False), state=DRAFT)
        reports = super().create(vals_list)
        for report in reports:
            report.recipient_ids._check_may_read_reports()
            if not report.text:
                report._write_text()
        return reports

    def write(self, vals):
        if not self._in_workflow():
            self._check_is_draft()
            if GUARDED & vals.keys():
                raise UserError(
                    self.env._("The release is not written directly: release the report.")
                )
        result = super().write(vals)
        if "recipient_ids" in vals:
            self.recipient_ids._check_may_read_reports()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_is_draft()

    def _check_is_draft(self):
        for report in self.filtered(lambda one: one.state != DRAFT):
            raise UserError(
                self.env._(
                    "“%(name)s” has been released and cannot be changed: draft another one.",
                    name=report.name,
                )
            )

    def _record(self, vals):
        """Write what a step says; the caller has checked the user."""
        # Released ones can be written by nobody.
        return self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    def _write_text(self):
        """Write the figures of now into the text."""
        for report in self:
            report.text = "\n".join(report._in_official_language()._sentences())

    # Steps

    def action_rewrite(self):
        """Write the figures into the text anew, as after another period was chosen."""
        self.check_access("write")
        self._check_is_draft()
        self._write_text()
        return True

    def action_release(self):
        """Release these drafts: keep their files as they are, and tell those chosen.

        :raises UserError: if the user is not of the Office, or one has been released
        """
        self._check_office()
        self.sudo()._hold_and_touch()  # the second to press finds it released
        self.invalidate_recordset(["state"])
        self._check_is_draft()
        for report in self:
            report._record(report._released())
            report._close_todos()
            report._tell_recipients()
        return True

    def _check_office(self):
        self.check_access("read")
        if not (self.env.su or self.env["directive.task"]._is_office()):
            raise UserError(self.env._("Only Office specialists can release reports."))

    def _released(self):
        """Return what the release writes, with both files as they are at this moment."""
        return {
            "state": "released",
            "date_released": self.env["directive.settings"]._today(),
            "released_by_id": self.env.uid,
            **self._signature(self.env.user),
            "docx_file": base64.b64encode(self._paper_file("docx")),
            "xlsx_file": base64.b64encode(self._paper_file("xlsx")),
        }

    # On paper

    def _paper_file(self, kind):
        """Return the bytes of the document; of a released one what was released."""
        return super()._paper_file(kind) if self.state == DRAFT else self._kept_file(kind)

    def _kept_file(self, kind):
        kept = self.with_context(bin_size=False)
        data = base64.b64decode(kept.xlsx_file if kind == "xlsx" else kept.docx_file)
        if kind != "pdf":
            return data
        try:
            return libreoffice.convert(data, "docx", "MS Word 2007 XML", "pdf", "writer_pdf_Export")
        except (libreoffice.NotConverted, libreoffice.Busy) as error:
            raise UserError(
                self.env._("The PDF could not be written now: download the report as DOCX.")
            ) from error

    def _paper(self):
        paper = super()._paper()
        values = {
            "subject": self.name,
            "body": tuple((self.text or "").splitlines()),
            "signature": Signature(lines_of(self.posts), self.signed_by or ""),
            "copies": (*lines_of(self.copies), *paper.copies),
        }
        return replace(paper, **values)

    def _report_number(self):
        return self.number or super()._report_number()

    def _sheet_lines(self):
        return [*super()._sheet_lines(), self._with_report()]
