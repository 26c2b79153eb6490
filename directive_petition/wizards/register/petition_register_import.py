import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

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
    _inherit = ["directive.filled.mixin", "directive.preview.mixin"]
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
    left_count = fields.Integer(string="No letters")

    @api.depends("file_name")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.file_name or self.env._("New import of a register")
        self._hide_unreadable_names()

    def _counters(self):
        return super()._counters() | {
            "doubtful_count": Domain("warning", "!=", False),
            "incomplete_count": Domain("is_incomplete", "=", True),
        }

    # The file, sealed as soon as it comes

    def _compute_file(self):
        self.file = False

    def _inverse_file(self):
        keys = self.env["petition.seal.keys"]
        for wizard in self.filtered("file"):
            content = base64.b64decode(wizard.with_context(bin_size=False).file)
            sealed = keys._with_keys(seal_bytes, content, wizard._place())
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
        return keys._with_keys(open_bytes, base64.b64decode(sealed), self._place())

    def _place(self):
        return f"{self._name},{self.id}"

    # Buttons

    def action_download_left(self):
        """Download the rows that are no letters, as a spreadsheet."""
        return self._download_left(self.env._("Rows that are no letters"))

    # Preconditions

    def _check_may_take_over(self):
        self.ensure_one()
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise UserError(self.env._("Only a petition manager may take over a register."))
        self.check_access("write")  # the rows may be in memory, where no rule applies
        if self.agency_id not in self.env.user._directive_agencies():
            raise UserError(self.env._("Choose an agency of your own: the register is theirs."))
