from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

STATES = [
    ("draft", "Choose the files"),
    ("read", "Check the rows"),
    ("loading", "Loading"),
    ("done", "Loaded"),
]
SHOWN = [
    ("all", "All rows"),
    ("doubtful", "Doubtful rows"),
    ("incomplete", "Incomplete rows"),
    ("changed", "Changed since the last load"),
]
ROWS_NAMED = 10  # in one sentence


class DirectiveHistoryImport(models.TransientModel):
    """Take over past tasks from the trackers of earlier years, without telling anybody.

    The files are read into a preview that the clerk corrects. Reading is in
    directive_history_import_reading.py, loading in directive_history_import_loading.py.
    """

    _name = "directive.history.import"
    _description = "Import of Past Tasks"
    _inherit = ["directive.filled.mixin", "directive.preview.mixin"]
    _transient_max_hours = 72  # a preview left in the evening is still available the next day

    state = fields.Selection(STATES, required=True, default="draft", readonly=True)
    file_ids = fields.One2many("directive.history.import.file", "import_id", string="Files")
    as_of = fields.Date(
        string="Up to date as of",
        help="The day to which the files say they are up to date. Empty: read from the files.",
    )
    line_ids = fields.One2many("directive.history.import.line", "import_id", string="Rows")
    doubtful_line_ids = fields.One2many(
        "directive.history.import.line", "import_id", string="Doubtful rows",
        domain=[("needs_check", "=", True)],
    )  # fmt: skip
    incomplete_line_ids = fields.One2many(
        "directive.history.import.line", "import_id", string="Incomplete rows",
        domain=[("is_incomplete", "=", True)],
    )  # fmt: skip
    changed_line_ids = fields.One2many(
        "directive.history.import.line", "import_id", string="Changed rows",
        domain=[("known", "=", "changed")],
    )  # fmt: skip
    name_ids = fields.One2many("directive.history.import.name", "import_id", string="Unknown names")
    shown = fields.Selection(SHOWN, required=True, default="all")

    # The account of the rows
    left_count = fields.Integer(string="Not tasks")
    load_count = fields.Integer(string="To load")
    changed_count = fields.Integer(string="Changed", compute="_compute_counts")
    open_count = fields.Integer(string="Still open", compute="_compute_counts")
    unknown_count = fields.Integer(
        string="Unknown names to settle", compute="_compute_unknown_count"
    )

    # The load
    load_id = fields.Many2one("directive.history.load", readonly=True)
    loaded_count = fields.Integer(string="Loaded so far", compute="_compute_progress")
    percent = fields.Float(string="Progress", compute="_compute_progress")
    problem = fields.Text(string="Why the load stopped", readonly=True)

    @api.depends("state")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = ", ".join(
                wizard.file_ids.filtered("name").mapped("name")
            ) or self.env._("New import of past tasks")

    def _counters(self):
        still = Domain("state", "not in", ("done", "revoked", "closed", False))
        return super()._counters() | {
            "doubtful_count": Domain("needs_check", "=", True),
            "incomplete_count": Domain("is_incomplete", "=", True),
            "changed_count": Domain("known", "=", "changed"),
            "open_count": Domain("is_included", "=", True) & still,
        }

    @api.depends("state", "shown")
    def _compute_unknown_count(self):
        for wizard in self:
            unknown = wizard.name_ids.filtered(lambda name: not name.agency_id)
            wizard.unknown_count = len(unknown)

    @api.depends("state")
    def _compute_progress(self):
        Line = self.env["directive.history.import.line"]
        for wizard in self:
            mine = Domain("import_id", "=", wizard._origin.id) & Domain("is_included", "=", True)
            total = Line.search_count(mine)
            wizard.loaded_count = Line.search_count(mine & Domain("is_loaded", "=", True))
            wizard.percent = 100 * wizard.loaded_count / total if total else 0

    # Buttons

    def action_apply_names(self):
        """Put the agencies chosen for unknown names into every row with that name."""
        self._check_may_take_over()
        for name in self.name_ids.filtered("agency_id"):
            self.line_ids._settle(name.name, name.agency_id)
        return True

    def action_download_left(self):
        """Download the rows that are not tasks, as a spreadsheet."""
        return self._download_left(self.env._("Rows that are not tasks"))

    def action_restart(self):
        """Open an empty import and discard this preview.

        :raises UserError: while it is being loaded
        """
        self._check_may_take_over()
        if self.state == "loading":
            raise UserError(self.env._("This import is being loaded: wait until it has ended."))
        self.unlink()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_history_import_action"
        )

    def action_open_tasks(self):
        """Open the tasks of this load."""
        self.check_access("read")
        return self.load_id.action_open_tasks()

    # Preconditions

    def _check_may_take_over(self):
        roles = ("office", "admin")
        if not self.env.su and not any(
            self.env.user.has_group(f"directive_tracking.group_directive_{role}") for role in roles
        ):
            raise UserError(
                self.env._("Only Office specialists and administrators may take over past tasks.")
            )
        self.check_access("write")  # the rows may be in memory, where no rule applies

    def _check_rows(self):
        """Raise if nothing is to be loaded or a row lacks what a task needs."""
        Line = self.env["directive.history.import.line"]
        mine = Domain("import_id", "=", self.id)
        if not Line.search_count(mine & Domain("is_included", "=", True), limit=1):
            raise UserError(self.env._("No row is ticked: there is nothing to load."))
        lacking = Line.search(mine & Domain("is_incomplete", "=", True), limit=ROWS_NAMED + 1)
        if lacking:
            raise UserError(
                self.env._(
                    "These rows lack a lead agency, a state or the day of completion: %(rows)s. "
                    "Complete them, tick “Checked” where the day is not known, or press “Leave "
                    "out the incomplete”.",
                    rows=lacking._row_names(ROWS_NAMED),
                )
            )
