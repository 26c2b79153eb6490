import base64

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ...models.directive.directive_directive import SOURCES
from ...tools.evidence.file_kinds import not_taken, packed
from ...tools.order import RULES
from ...tools.workflow import WORKFLOW

MODES = [
    ("one_task_each", "One task for each lead agency"),
    ("first_leads", "The first leads, the others coordinate"),
]
STATES = [("draft", "Choose the file"), ("read", "Check the rows"), ("done", "Created")]
ROWS_NAMED = 10  # names in one sentence


class DirectiveImport(models.TransientModel):
    """Turn the appendix of a document into a directive with its tasks.

    The file is read into a preview that the clerk corrects. Nothing else is created until they
    confirm; then everything is created in one transaction. The reading is in
    directive_import_reading.py.
    """

    _name = "directive.import"
    _description = "Appendix Import"
    _inherit = ["directive.urgency.mixin"]
    _urgency_words = ("subject", "file_name", "line_ids.deadline_text")
    _looks_for_marks = True  # and says where they are in the file
    _transient_max_hours = 72  # a preview left in the evening is still available the next day

    state = fields.Selection(STATES, required=True, default="draft", readonly=True)

    # The file, stored in the row itself, so that it is deleted with the row
    file = fields.Binary(attachment=False)
    file_name = fields.Char()
    checksum = fields.Char(readonly=True)
    duplicate_id = fields.Many2one("directive.directive", compute="_compute_duplicate_id")
    import_again = fields.Boolean(string="Import it again anyway")
    unfinished_id = fields.Many2one("directive.import", compute="_compute_unfinished_id")

    # The document
    number = fields.Char()
    subject = fields.Char()
    document_type_id = fields.Many2one(
        "directive.document.type",
        string="Kind of document",
        compute="_compute_document_type_id",
        store=True,
        readonly=False,
    )
    date_issued = fields.Date(string="Issued on")
    issuer_id = fields.Many2one("directive.issuer", string="Given by")
    source = fields.Selection(SOURCES, required=True, default="document")
    field_id = fields.Many2one("directive.field", string="Field of work")
    twin_warning = fields.Char(compute="_compute_twin_warning")

    # The rows
    leads_mode = fields.Selection(
        MODES,
        string="Several leads in one row",
        required=True,
        default="one_task_each",
        help="A row for a whole group, such as all communes, always becomes one task per agency.",
    )
    line_ids = fields.One2many("directive.import.line", "import_id", string="Rows")
    doubtful_line_ids = fields.One2many(
        "directive.import.line",
        "import_id",
        string="Doubtful rows",
        domain=[("needs_check", "=", True)],
    )
    leadless_line_ids = fields.One2many(
        "directive.import.line",
        "import_id",
        string="Rows without a lead agency",
        domain=[("is_leadless", "=", True)],
    )
    name_ids = fields.One2many("directive.import.name", "import_id", string="Unknown names")
    shown = fields.Selection(
        [("all", "All rows"), ("doubtful", "Doubtful rows"), ("leadless", "Without a lead agency")],
        required=True,
        default="all",
    )
    row_count = fields.Integer(compute="_compute_counts")
    task_count = fields.Integer(compute="_compute_counts")
    doubtful_count = fields.Integer(compute="_compute_counts")
    alike_count = fields.Integer(compute="_compute_counts", string="Rows similar to open tasks")
    leadless_count = fields.Integer(compute="_compute_counts")
    unknown_count = fields.Integer(compute="_compute_counts")

    # Content that became no row
    left_ids = fields.One2many("directive.import.left", "import_id", readonly=True)
    left_count = fields.Integer(string="Not imported", readonly=True)
    left_alert = fields.Char(readonly=True)
    left_file = fields.Binary(compute="_compute_left_file")

    directive_id = fields.Many2one("directive.directive", readonly=True)

    @api.depends("file_name", "number")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.number or wizard.file_name or self.env._("New import")

    @api.depends("checksum", "state")
    def _compute_duplicate_id(self):
        for wizard in self:
            domain = Domain("import_checksum", "=", wizard.checksum)
            others = domain & Domain("id", "!=", wizard.directive_id.id)
            wizard.duplicate_id = wizard.checksum and self.env["directive.directive"].search(
                others, order="id", limit=1
            )

    @api.depends("state")
    def _compute_unfinished_id(self):
        mine = Domain("state", "=", "read") & Domain("create_uid", "=", self.env.uid)
        for wizard in self:
            others = mine & Domain("id", "!=", wizard._origin.id)
            wizard.unfinished_id = wizard.state == "draft" and self.search(
                others, order="id desc", limit=1
            )

    @api.depends("number")
    def _compute_document_type_id(self):
        """Propose the kind of document from its number: QĐ in 128/QĐ-UBND."""
        Kind = self.env["directive.document.type"]
        by_letters = Kind._by_letters()
        for wizard in self.filtered("number"):
            letters = Kind._letters_of(wizard.number)
            wizard.document_type_id = by_letters.get(letters, wizard.document_type_id)

    @api.depends("number", "issuer_id", "document_type_id", "date_issued")
    def _compute_twin_warning(self):
        for wizard in self:
            twin = self.env["directive.directive"].new(wizard._prepare_header())
            wizard.twin_warning = wizard.state != "done" and twin.duplicate_warning

    @api.depends("state", "leads_mode")
    def _compute_counts(self):
        """Count the saved rows: counting at every keystroke would slow down typing."""
        for wizard in self:
            rows = wizard.line_ids.filtered("is_included")
            wizard.row_count = len(wizard.line_ids)
            wizard.unknown_count = len(wizard.name_ids.filtered(lambda name: not name.agency_id))
            wizard.alike_count = len(rows.filtered("alike_count"))
            wizard.doubtful_count = len(rows.filtered("needs_check"))
            wizard.leadless_count = len(rows.filtered("is_leadless"))
            wizard.task_count = sum(len(row._split(wizard.leads_mode)) for row in rows)

    # Button actions

    def action_read(self):
        """Read the file, or else the pasted rows, into the preview, replacing an earlier one.

        :raises UserError: with the problem of the file, which is then discarded
        """
        self.ensure_one()
        if not self.file and (self.pasted_text or "").strip():
            return self.action_read_pasted()
        self._check_office()
        self._check_not_done()
        self.write(self._prepare_preview(self._read_file()))
        return True

    def action_apply_names(self):
        """Put the agencies chosen for unknown names into every row with that name."""
        for name in self.name_ids.filtered("agency_id"):
            self.line_ids._settle(name.name, name.agency_id)
        return True

    def action_confirm(self):
        """Create the directive and its tasks as previewed, and open it.

        :raises UserError: with the rows that still need an answer
        """
        self.ensure_one()
        self._check_office()
        self._lock_against_second_click()
        self._check_not_done()
        self.action_apply_names()
        self._check_header()
        self._check_rows(self.line_ids.filtered("is_included"))
        self.directive_id = self._create_directive()
        self.name_ids._remember()
        self.write({"state": "done", "file": False, "shown": "all"})
        return self.action_open_directive()

    def _lock_against_second_click(self):
        """Lock this import, so that two clicks do not create two directives."""
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("This import is being confirmed right now: wait for the directive.")
            ) from error

    def action_open_directive(self):
        """Open the directive created by this import, or the earlier one of the same file."""
        directive = self.directive_id or self.duplicate_id
        return directive.get_formview_action()

    def action_restart(self):
        """Open an empty import and discard this preview."""
        self.unlink()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_import_action"
        )

    def action_show(self):
        """Show all rows or those of one counter, depending on the context."""
        self.shown = self.env.context.get("directive_shown", "all")
        return True

    # Preconditions

    def _check_office(self):
        if not (
            self.env.su or self.env.user.has_group("directive_tracking.group_directive_office")
        ):
            raise UserError(self.env._("Only an Office specialist may import an appendix."))
        self.check_access("write")  # the rows may be in memory, where no rule applies

    def _check_not_done(self):
        if self.state == "done":
            raise UserError(
                self.env._(
                    "This file has already been imported as %(directive)s.",
                    directive=self.directive_id.display_name,
                )
            )

    def _check_header(self):
        if self.state != "read":
            raise UserError(self.env._("Read the file first: press “Read the file”."))
        if self.file and self._is_another_file():
            raise UserError(
                self.env._("The file was replaced since it was read: press “Read the file” again.")
            )
        if self.duplicate_id and not self.import_again:
            raise UserError(
                self.env._(
                    "This file was imported before, as %(directive)s on %(day)s. To import it "
                    "once more, tick “Import it again anyway” and confirm again.",
                    directive=self.duplicate_id.display_name,
                    day=format_date(self.env, self.duplicate_id.date_entered),
                )
            )
        if not (self.subject or "").strip():
            raise UserError(self.env._("Enter the subject of the directive."))

    def _check_rows(self, rows):
        if not rows:
            raise UserError(self.env._("No row is ticked: there is nothing to create."))
        leadless = rows.filtered("is_leadless")
        if leadless:
            raise UserError(
                self.env._(
                    "These rows have no lead agency: %(rows)s. Choose one for each, or clear "
                    "the tick of the row.",
                    rows=leadless._row_names(ROWS_NAMED),
                )
            )
        undated = rows.filtered(lambda row: not row._is_deadline_complete())
        if undated:
            raise UserError(
                self.env._(
                    "These rows have a kind of deadline, but no day or number of days: "
                    "%(rows)s. Enter it, or choose “No deadline”.",
                    rows=undated._row_names(ROWS_NAMED),
                )
            )

    # Creation

    def _create_directive(self):
        quiet = self.with_context(tracking_disable=WORKFLOW)  # no followers while creating
        directive = quiet.env["directive.directive"].create(self._prepare_header())
        directive.with_context(directive_workflow=WORKFLOW).import_checksum = self.checksum
        rows = self.line_ids.filtered("is_included")
        quiet.env["directive.task"].create(
            [vals for row in rows for vals in row._prepare_tasks(directive, self.leads_mode)]
        )
        quiet._keep_file(directive)
        return directive.with_env(self.env)

    def _prepare_header(self):
        """Return the values of the order that the preview provides."""
        return {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in RULES["directive.directive"].corrected
            if name in self._fields
        }

    def _keep_file(self, directive):
        """Attach the appendix to its directive, so that the import can be traced."""
        self.env["ir.attachment"].create(
            [
                {"name": name, "raw": raw, "res_model": directive._name, "res_id": directive.id}
                for name, raw in map(self._as_taken, self._sources())
            ]
        )

    def _as_taken(self, source):
        """Return the name and content of a source; a web page called .xls is kept inside an archive."""
        allowed = self.env["directive.settings"]._file_kinds()
        if "zip" in allowed and not_taken(*source, allowed):
            return packed(*source)
        return source

    def _sources(self):
        """Return ``[(name, content)]`` of the sources of the rows."""
        content = self._file_content()
        of_file = [(self.file_name or self.env._("Appendix"), content)] if content else []
        return of_file + self._pasted_sources()

    def _file_content(self):
        return base64.b64decode(self.with_context(bin_size=False).file or b"")
