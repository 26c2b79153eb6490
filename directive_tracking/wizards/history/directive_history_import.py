import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.appendix.sheet.left_sheet import write_left

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
    _inherit = ["directive.filled.mixin"]
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
    account = fields.Text(string="Account of the rows", readonly=True)
    left = fields.Json(readonly=True, help="Place, reason and text of each row that is not a task.")
    left_count = fields.Integer(string="Not tasks", readonly=True)
    left_file = fields.Binary(compute="_compute_left_file")
    row_count = fields.Integer(string="Rows in all", compute="_compute_counts")
    load_count = fields.Integer(string="To load", compute="_compute_counts")
    doubtful_count = fields.Integer(string="Doubtful", compute="_compute_counts")
    incomplete_count = fields.Integer(string="Incomplete", compute="_compute_counts")
    changed_count = fields.Integer(string="Changed", compute="_compute_counts")
    open_count = fields.Integer(string="Still open", compute="_compute_counts")
    unknown_count = fields.Integer(string="Unknown names to settle", compute="_compute_counts")

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

    @api.depends("state", "shown")
    def _compute_counts(self):
        """Count the saved rows in the database: there may be twenty thousand."""
        Line = self.env["directive.history.import.line"]
        included = Domain("is_included", "=", True)
        for wizard in self:
            mine = Domain("import_id", "=", wizard._origin.id)
            wizard.row_count = Line.search_count(mine)
            wizard.load_count = Line.search_count(mine & included)
            wizard.doubtful_count = Line.search_count(mine & Domain("needs_check", "=", True))
            wizard.incomplete_count = Line.search_count(mine & Domain("is_incomplete", "=", True))
            wizard.changed_count = Line.search_count(mine & Domain("known", "=", "changed"))
            still = Domain("state", "not in", ("done", "revoked", "closed", False))
            wizard.open_count = Line.search_count(mine & included & still)
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

    def _compute_left_file(self):
        headers = (self.env._("In the file"), self.env._("Reason"), self.env._("Row content"))
        for wizard in self:
            wizard.left_file = base64.b64encode(write_left(headers, wizard.left or []))

    # Buttons

    def action_show(self):
        """Show all rows or those of one counter, depending on the context."""
        shown = self.env.context.get("directive_shown", "all")
        self.shown = shown if shown in dict(SHOWN) else "all"
        return True

    def action_apply_names(self):
        """Put the agencies chosen for unknown names into every row with that name."""
        self._check_office()
        for name in self.name_ids.filtered("agency_id"):
            self.line_ids._settle(name.name, name.agency_id)
        return True

    def action_leave_incomplete(self):
        """Leave out the rows that lack what a task needs; they stay in the account."""
        self._check_office()
        self._check_state("read")
        self.incomplete_line_ids.write({"is_included": False})
        return True

    def action_download_left(self):
        """Download the rows that are not tasks, as a spreadsheet."""
        self.ensure_one()
        name = self.env._("Rows that are not tasks")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/left_file/{name}.xlsx?download=true",
            "target": "self",
        }

    def action_restart(self):
        """Open an empty import and discard this preview.

        :raises UserError: while it is being loaded
        """
        self._check_office()
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

    def _check_office(self):
        roles = ("office", "admin")
        if not self.env.su and not any(
            self.env.user.has_group(f"directive_tracking.group_directive_{role}") for role in roles
        ):
            raise UserError(
                self.env._("Only Office specialists and administrators may take over past tasks.")
            )
        self.check_access("write")  # the rows may be in memory, where no rule applies

    def _check_state(self, *states):
        if self.state not in states:
            raise UserError(
                self.env._(
                    "This is not possible now: the import is in the step “%(step)s”.",
                    step=dict(self._fields["state"]._description_selection(self.env))[self.state],
                )
            )

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
