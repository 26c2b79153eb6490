from odoo import api, fields, models
from odoo.fields import Command

from ...models.task.directive_task_deadline import DEADLINE_KINDS
from ...models.task.finding.directive_task_figures import TIMELINESS
from ...tools.history.model import PastTask
from ...tools.history.reader import class_of
from ...tools.workflow import STATES
from ..imports.directive_import_line import names_of

SOURCES_OF_STATE = [
    ("text", "Status in words"),
    ("mark", "A mark"),
    ("result", "The result"),
    ("colour", "The colour"),
    ("heading", "The heading"),
    ("none", "Nothing"),
]
CLAIMS = [("on_time", "On time"), ("late", "Late")]
KNOWN = [("new", "New"), ("changed", "Changed"), ("same", "Taken over before")]


class DirectiveHistoryImportLine(models.TransientModel):
    """One row of a tracker as understood; it can be corrected before it becomes a past task."""

    _name = "directive.history.import.line"
    _description = "Row of a Tracker"
    _inherit = ["directive.filled.mixin", "directive.rhythm.mixin"]
    _transient_max_hours = 72
    _order = "sequence, id"

    import_id = fields.Many2one(
        "directive.history.import", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=1000000)
    file_name = fields.Char(string="File", readonly=True)
    place = fields.Char(string="In the file", readonly=True)
    is_included = fields.Boolean(string="Load", default=True)
    left_why = fields.Char(string="Why it is left out", readonly=True)

    # What and who
    point = fields.Char()
    group_title = fields.Char(string="Heading")
    name = fields.Char(string="Content", required=True)
    product = fields.Char(string="Expected product")
    source_number = fields.Char(string="Number of the order")
    source_date = fields.Date(string="Date of the order")
    leader = fields.Char(string="Given by")
    lead_agency_id = fields.Many2one("directive.agency", string="Lead agency")
    coordinating_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_history_import_line_coordinating_rel",
        "line_id",
        "agency_id",
        string="Coordinating agencies",
    )
    unmatched_leads = fields.Text(string="Leads not recognised")
    unmatched_coordinators = fields.Text(string="Coordinators not recognised")

    # Until when
    deadline_kind = fields.Selection(DEADLINE_KINDS, required=True, default="none")
    date_deadline = fields.Date(string="Deadline")
    date_deadline_original = fields.Date(string="Original deadline")
    deadline_text = fields.Char(string="Deadline as worded")
    deadline_days = fields.Integer(string="Working days")

    # What became of it
    state = fields.Selection([one for one in STATES if one[0] != "draft"])
    state_from = fields.Selection(SOURCES_OF_STATE, string="State read from", readonly=True)
    status_text = fields.Char(string="Status in the file")
    progress = fields.Integer(help="In percent.")
    date_reported = fields.Date(string="Completed on")
    results = fields.Json(readonly=True, help="Number and date of each document of the result.")
    results_text = fields.Char(string="Documents of the result", compute="_compute_results_text")
    result_text = fields.Text(string="Result in the file")
    claim = fields.Selection(CLAIMS, string="The file says")
    official_class = fields.Selection(TIMELINESS, compute="_compute_official_class")
    note = fields.Text(string="Remarks in the file")

    # How sure
    problems = fields.Json(
        readonly=True, help="Contradictions, doubts and warnings of the reading."
    )
    warning = fields.Text(compute="_compute_warning", store=True)
    has_warning = fields.Boolean(compute="_compute_warning", store=True)
    is_checked = fields.Boolean(string="Checked", help="Checked and found correct.")
    needs_check = fields.Boolean(compute="_compute_needs_check", store=True)
    is_incomplete = fields.Boolean(compute="_compute_needs_check", store=True)

    # Whether it is known
    row_key = fields.Char(readonly=True)
    said = fields.Json(readonly=True)
    known = fields.Selection(KNOWN, required=True, default="new", readonly=True)
    changes = fields.Text(string="Changed since the last load", readonly=True)
    # A number, since administrators load tasks whose names they may not read.
    task_ref = fields.Integer(string="Task", readonly=True)
    is_loaded = fields.Boolean(readonly=True)

    @api.depends("results")
    def _compute_results_text(self):
        for line in self:
            line.results_text = "; ".join(map(_in_words, line.results or ()))

    @api.depends("state", "date_deadline", "date_reported", "is_included", "import_id.as_of")
    def _compute_official_class(self):
        for line in self:
            past = PastTask(
                {}, "", state=line.state or None, date_deadline=line.date_deadline or None
            )
            past.date_reported = line.date_reported or None
            as_of = line.import_id.as_of or fields.Date.context_today(line)
            line.official_class = line.is_included and class_of(past, as_of)

    @api.depends(
        "has_warning",
        "is_checked",
        "is_included",
        "lead_agency_id",
        "state",
        "date_deadline",
        "date_reported",
    )
    def _compute_needs_check(self):
        """A row must have a lead and a state; without its day, a done task would pass as on time."""
        for line in self:
            undated = line.state == "done" and line.date_deadline and not line.date_reported
            lacking = not line.lead_agency_id or not line.state or undated and not line.is_checked
            line.is_incomplete = line.is_included and bool(lacking)
            doubtful = line.is_included and line.has_warning and not line.is_checked
            line.needs_check = line.is_incomplete or doubtful

    def _settle(self, name, agency):
        """Match ``name`` to ``agency`` in these rows; a row that has a lead gets a coordinator."""
        for line in self:
            for column in ("unmatched_leads", "unmatched_coordinators"):
                names = names_of(line[column])
                if name not in names:
                    continue
                vals = {column: "\n".join(other for other in names if other != name)}
                if column == "unmatched_leads" and not line.lead_agency_id:
                    vals["lead_agency_id"] = agency.id
                elif agency != line.lead_agency_id:
                    vals["coordinating_agency_ids"] = [Command.link(agency.id)]
                line.write(vals)

    def _is_untouched(self):
        """Tell whether nobody has taken a step on the task of this row since it was taken over.

        Whoever holds the preview can enter any task: it must have come from this very row.
        """
        came = [("task_id", "=", self.task_ref), ("key", "=", self.row_key)]
        if not self.env["directive.history.row"].sudo().search_count(came, limit=1):  # anybody's
            return False
        own = [("task_id", "=", self.task_ref), ("history_load_id", "=", False)]
        models = ("directive.transition", "directive.task.progress")
        # Any step counts, whoever may see it.
        return not any(self.env[model].sudo().search_count(own, limit=1) for model in models)

    def _still_to_load(self):
        """Leave out what another load has taken over since these rows were read; return the rest.

        A row whose task was undone meanwhile is new again.
        """
        # The rows of all loads, whoever made them; only the office comes here.
        Row = self.env["directive.history.row"].sudo()
        taken = {
            row.key: row.task_id.id for row in Row.search([("key", "in", self.mapped("row_key"))])
        }
        for line in self:
            if not taken.get(line.row_key):
                line.write({"known": "new", "task_ref": False})
        again = self.filtered(lambda line: line.known != "changed" and line.row_key in taken)
        again.left_why = self.env._("Taken over meanwhile by another load.")
        for line in again:
            line.write({"task_ref": taken[line.row_key], "is_included": False})
        return self - again

    def _row_names(self, limit):
        """Return the places of the first ``limit`` rows as shown in the file."""
        names = [f"{line.file_name}, {line.place}" for line in self[:limit]]
        return "; ".join(names) + (" …" if len(self) > limit else "")


def _in_words(result):
    """Return number and date of one document of a result."""
    day = fields.Date.to_date(result.get("date"))
    return " ".join(filter(None, (result.get("number"), day and f"({day:%d/%m/%Y})"))) or "–"
