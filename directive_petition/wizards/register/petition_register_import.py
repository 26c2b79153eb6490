import base64

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from odoo.addons.directive_tracking.tools.appendix.sheet.left_sheet import write_left

from ...tools.seal.cipher import open_bytes, seal_bytes

STATES = [("draft", "Choose the file"), ("read", "Check the rows"), ("done", "Taken over")]
SHOWN = [
    ("all", "All rows"),
    ("doubtful", "Doubtful rows"),
    ("incomplete", "Incomplete rows"),
]
MANAGER = "directive_petition.group_petition_manager"


class PetitionRegisterImport(models.TransientModel):
    """Take over a register of letters and visits kept in Excel: read, checked, then written.

    Nothing is written before it is confirmed. The file may name denouncers: it is kept encrypted by
    the key of the seal, and the preview of such a row names nobody.
    """

    _name = "petition.register.import"
    _description = "Import of a Register"
    _inherit = ["directive.filled.mixin"]
    _transient_max_hours = 72  # a preview left in the evening is still there the next day

    state = fields.Selection(STATES, required=True, default="draft", readonly=True)
    agency_id = fields.Many2one(
        "directive.agency",
        string="Register of",
        required=True,
        default=lambda self: self.env["petition.letter"]._default_agency(),
    )
    file = fields.Binary(compute="_compute_file", inverse="_inverse_file")
    file_name = fields.Char()
    sealed_file = fields.Binary(attachment=False, readonly=True)
    register_date = fields.Date(string="Kept up to", readonly=True)
    keeper = fields.Char(string="Kept by, as the file says", readonly=True)
    line_ids = fields.One2many("petition.register.import.line", "import_id", string="Rows")
    doubtful_line_ids = fields.One2many(
        "petition.register.import.line",
        "import_id",
        string="Doubtful rows",
        domain=[("warning", "!=", False)],
    )
    incomplete_line_ids = fields.One2many(
        "petition.register.import.line",
        "import_id",
        string="Incomplete rows",
        domain=[("is_incomplete", "=", True)],
    )
    shown = fields.Selection(SHOWN, required=True, default="all")
    left = fields.Json(readonly=True, help="Place, reason and text of each row that is no letter.")
    left_count = fields.Integer(string="No letters", readonly=True)
    left_file = fields.Binary(compute="_compute_left_file")
    account = fields.Text(string="Account of the rows", readonly=True)
    row_count = fields.Integer(string="Rows in all", compute="_compute_counts")
    load_count = fields.Integer(string="To take over", compute="_compute_counts")
    doubtful_count = fields.Integer(string="Doubtful", compute="_compute_counts")
    incomplete_count = fields.Integer(string="Incomplete", compute="_compute_counts")

    @api.depends("file_name")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.file_name or self.env._("New import of a register")
        self._hide_unreadable_names()

    @api.depends("line_ids.is_included", "line_ids.is_incomplete", "line_ids.warning")
    def _compute_counts(self):
        for wizard in self:
            lines = wizard.line_ids
            wizard.row_count = len(lines)
            wizard.load_count = len(lines.filtered("is_included"))
            wizard.doubtful_count = len(lines.filtered("warning"))
            wizard.incomplete_count = len(lines.filtered("is_incomplete"))

    # The file, sealed as soon as it comes

    def _compute_file(self):
        self.file = False

    def _inverse_file(self):
        keys = self.env["petition.seal.keys"]
        for wizard in self.filtered("file"):
            content = base64.b64decode(wizard.with_context(bin_size=False).file)
            sealed = keys._with_ring(seal_bytes, content, wizard._place())
            wizard._filling().sealed_file = base64.b64encode(sealed)

    def _content(self):
        """Return the bytes of the file.

        :raises UserError: if none was chosen, or its key is missing
        """
        # The owner of the preview reads the file they brought.
        sealed = self.sudo().with_context(bin_size=False).sealed_file
        if not sealed:
            raise UserError(self.env._("Choose the file of the register first."))
        keys = self.env["petition.seal.keys"]
        return keys._with_ring(open_bytes, base64.b64decode(sealed), self._place())

    def _place(self):
        return f"{self._name},{self.id}"

    def _compute_left_file(self):
        headers = (self.env._("In the file"), self.env._("Reason"), self.env._("Row content"))
        for wizard in self:
            wizard.left_file = base64.b64encode(write_left(headers, wizard.left or []))

    # Buttons

    def action_show(self):
        """Show all rows or those of one counter, depending on the context."""
        shown = self.env.context.get("petition_shown", "all")
        self.shown = shown if shown in dict(SHOWN) else "all"
        return True

    def action_leave_incomplete(self):
        """Leave out the rows that lack a day or a kind; they stay in the account."""
        self._check_manager()
        self._check_state("read")
        self.incomplete_line_ids.write({"is_included": False})
        return True

    def action_download_left(self):
        """Download the rows that are no letters, as a spreadsheet."""
        self.ensure_one()
        name = self.env._("Rows that are no letters")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/left_file/{name}.xlsx?download=true",
            "target": "self",
        }

    # Preconditions

    def _check_manager(self):
        self.ensure_one()
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise UserError(self.env._("Only a petition manager may take over a register."))
        self.check_access("write")  # the rows may be in memory, where no rule applies
        if self.agency_id not in self.env.user._directive_agencies():
            raise UserError(self.env._("Choose an agency of your own: the register is theirs."))

    def _check_state(self, *states):
        if self.state not in states:
            raise UserError(
                self.env._(
                    "This is not possible now: the import is in the step “%(step)s”.",
                    step=dict(self._fields["state"]._description_selection(self.env))[self.state],
                )
            )

    def _lock_against_second_click(self):
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("This register is being taken over right now: wait for it.")
            ) from error
