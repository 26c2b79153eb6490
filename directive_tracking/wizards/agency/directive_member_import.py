import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.member_sheet import (
    build_template,
    mobile_of,
    read_file,
    role_of,
)
from ...tools.agency.spellings import finder
from ...tools.appendix.errors import SENTENCES, AppendixError
from ...tools.appendix.sheet.listed_rows import SheetError
from ...tools.text import clean
from ...tools.wording import _lt
from ..wording import said

AGENCY_GROUP = "directive_tracking.group_directive_agency"
OFFICE_GROUP = "directive_tracking.group_directive_office"
TOO_LARGE = _lt("%(file)s is too large: keep only the list of people, or split the file.")
UNREADABLE = _lt(
    "%(file)s cannot be read as a spreadsheet: save it as .xlsx (without macros) or as .csv "
    "and choose that file."
)
REFUSALS = {
    "no_header": _lt(
        "No header row was found in %(file)s: one row must name the columns, at least the "
        "full name and one more. Compare it with the empty spreadsheet."
    ),
    "too_large": TOO_LARGE,
    "too_many_rows": TOO_LARGE,
    "zip_bomb": TOO_LARGE,
    "password": _lt("%(file)s is protected by a password: remove it and try again."),
    "empty": _lt("%(file)s is empty: choose the file that lists the people."),
    "busy": SENTENCES["busy"],
}


class DirectiveMemberImport(models.TransientModel):
    """Add members of agencies, and their users, from a spreadsheet.

    Nothing is created before the preview is confirmed. Confirming creates the rows
    without a problem; the others stay, to be corrected in place and confirmed again.
    """

    _name = "directive.member.import"
    _description = "Member Import"

    file = fields.Binary(string="Spreadsheet", attachment=False)
    file_name = fields.Char()
    agency_id = fields.Many2one(
        "directive.agency",
        string="Agency for rows without one",
        help="For a list of one agency's people, without a column of agencies.",
    )
    line_ids = fields.One2many("directive.member.import.line", "import_id", string="Rows")
    state = fields.Selection([("file", "File"), ("preview", "Preview")], default="file")
    problem_count = fields.Integer(compute="_compute_counts", string="Rows to correct")
    ready_count = fields.Integer(compute="_compute_counts", string="Rows ready")
    created_count = fields.Integer(compute="_compute_counts", string="Members created")
    new_user_ids = fields.Many2many("res.users", string="New users", readonly=True)
    template = fields.Binary(compute="_compute_template", string="Empty spreadsheet")
    template_name = fields.Char(compute="_compute_template")

    @api.depends("line_ids.problem", "line_ids.is_created")
    def _compute_counts(self):
        for wizard in self:
            waiting = wizard.line_ids.filtered(lambda line: not line.is_created)
            wizard.problem_count = len(waiting.filtered("problem"))
            wizard.ready_count = len(waiting) - wizard.problem_count
            wizard.created_count = len(wizard.line_ids) - len(waiting)

    @api.depends_context("lang")
    def _compute_template(self):
        names = self.env["directive.agency"].search([("active", "=", True)]).mapped("name")
        content = base64.b64encode(build_template(self.env.lang, names))
        for wizard in self:
            wizard.template = content
            wizard.template_name = self.env._("members.xlsx")

    def action_download_template(self):
        """Provide an empty spreadsheet with the right headers and choices."""
        self.ensure_one()
        address = f"/web/content/{self._name}/{self.id}/template"
        return {
            "type": "ir.actions.act_url",
            "url": f"{address}?download=true&filename={self.template_name}",
            "target": "self",  # an attachment: the page stays
        }

    def action_read(self):
        """Fill the preview from the file, replacing an earlier preview."""
        self.ensure_one()
        rows = self._read_rows()
        find = self._agency_finder()
        vals_list = [self._prepare_line(row, find) for row in rows]
        self.line_ids = [fields.Command.clear(), *map(fields.Command.create, vals_list)]
        for line in self.line_ids:
            line.had_problem = bool(line.problem)
        self.invalidate_recordset(["line_ids"])  # their order has changed
        self.state = "preview"
        return self._reopen()

    def action_confirm(self):
        """Create the members of every row without a problem; the others stay to be corrected."""
        self.ensure_one()
        ready = self.line_ids.filtered(lambda line: not line.is_created and not line.problem)
        if not ready:
            raise UserError(
                self.env._(
                    "No row is ready: make the corrections listed in the column 'To correct', "
                    "or read another file."
                )
            )
        self.new_user_ids |= ready._create_users()
        ready._create_members()
        ready.is_created = True
        return self._reopen()

    def action_set_passwords(self):
        """Open Odoo's password form for the users created here."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("base.change_password_wizard_action")
        action["context"] = {"active_model": "res.users", "active_ids": self.new_user_ids.ids}
        return action

    def action_open_users(self):
        """Show the users created here, with Odoo's invitation and password actions."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New users"),
            "res_model": "res.users",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", self.new_user_ids.ids)],
        }

    def _read_rows(self):
        if not self.file:
            raise UserError(self.env._("Choose a spreadsheet (.xlsx or .csv) first."))
        try:
            return read_file(self.file_name or "", base64.b64decode(self.file))
        except (AppendixError, SheetError) as error:
            raise UserError(self._explain(error.code)) from error

    def _explain(self, code):
        """Return the sentence for a file that could not be read."""
        return said(self.env, REFUSALS.get(code, UNREADABLE), file=self.file_name)

    def _agency_finder(self):
        """Return a function from a spelling to the id of the agency it means, or False."""
        agencies = self.env["directive.agency"].search([("active", "=", True)])
        return finder((agency.id, (agency.code, *agency._spellings())) for agency in agencies)

    def _prepare_line(self, row, find):
        return {
            "row_number": row.number,
            "name": row.name,
            "title": row.title,
            "role_text": row.role,
            "role": role_of(row.role) if row.role else "responder",
            "email": row.email,
            "mobile": mobile_of(row.mobile) or row.mobile,
            "login": clean(row.login).lower(),
            "agency_text": row.agency,
            "agency_id": find(row.agency) if row.agency else self.agency_id.id,
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import members"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }
