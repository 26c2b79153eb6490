from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Command, Domain

from odoo.addons.directive_tracking.tools.text import fold
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...models.week.groups import KEEPER

IMPORTING = ("directive_tracking.group_directive_office", KEEPER)
NOTHING_PASTED = {"pasted_text": False, "pasted_html": False}
STATES = [("draft", "Choose the file"), ("read", "Check the entries"), ("done", "Imported")]


class DirectiveWeekImport(models.TransientModel):
    """Take over a week from a file or from pasted rows: read, checked by a person, then written.

    Nothing is written before it is confirmed; then all of it in one transaction. What became no
    entry is listed with its reason.
    """

    _name = "directive.week.import"
    _description = "Import of a Week"
    _transient_max_hours = 72  # a preview left in the evening is still there the next day

    state = fields.Selection(STATES, required=True, default="draft", readonly=True)
    group_id = fields.Many2one(
        "directive.week.group", string="Calendar", default=lambda self: self._only_group()
    )
    # The file, stored in the row itself, so that it is deleted with the row.
    file = fields.Binary(attachment=False)
    file_name = fields.Char()
    pasted_text = fields.Text(string="Pasted rows")
    pasted_html = fields.Text(
        string="Pasted HTML", help="The same rows as HTML, with merged cells and line breaks."
    )
    title = fields.Char(string="Heading of the file", readonly=True)
    date_from = fields.Date(string="Week from", help="The Monday of the week.")
    asked_from = fields.Date(
        string="Week asked for", readonly=True, help="The Monday chosen before the file was read."
    )
    revision = fields.Integer(string="Revision in the file", readonly=True, aggregator=None)
    line_ids = fields.One2many("directive.week.import.line", "import_id", string="Entries")
    left_ids = fields.One2many("directive.week.import.left", "import_id", readonly=True)
    left_count = fields.Integer(string="Left aside", compute="_compute_counts")
    line_count = fields.Integer(string="To be imported", compute="_compute_counts")
    doubt_count = fields.Integer(string="To be checked", compute="_compute_counts")
    outside_count = fields.Integer(string="Outside the week", compute="_compute_counts")
    week_id = fields.Many2one("directive.week", readonly=True)

    def _only_group(self):
        """Return the calendar, where there is no other to choose."""
        groups = self.env["directive.week.group"].search(Domain.TRUE, limit=2)
        return groups if len(groups) == 1 else groups.browse()

    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.title or wizard.file_name or self.env._("New import")

    @api.depends(
        "left_ids", "line_ids.is_included", "line_ids.warning", "line_ids.day", "date_from"
    )
    def _compute_counts(self):
        for wizard in self:
            included, first = wizard.line_ids.filtered("is_included"), wizard.date_from
            week = {first + timedelta(days=number) for number in range(7)} if first else ()
            wizard.left_count = len(wizard.left_ids)
            wizard.line_count = len(included)
            wizard.outside_count = len([one for one in included if one.day not in week])
            wizard.doubt_count = len(wizard.line_ids.filtered("warning"))

    def action_read(self):
        """Read the file, or else the pasted rows, into the preview.

        :raises UserError: with the problem of the file, of which nothing is kept
        """
        self.ensure_one()
        self._check_office()
        self._check_not_done()
        self.write(self._prepare_preview(self._read()))
        return True

    def action_confirm(self):
        """Write the entries that are ticked into the week, and open it.

        :raises UserError: if the week is published already, or nothing is ticked
        """
        self.ensure_one()
        self._check_office()
        self._lock_against_second_click()
        self._check_not_done()
        lines = self.line_ids.filtered("is_included")
        if not (self.group_id and self.date_from and lines):
            raise UserError(self.env._("Choose a calendar, and tick the entries to be imported."))
        week = self.env["directive.week"]._week_of(self.group_id, self.date_from)
        self._check_is_draft(week)
        self._create_entries(week, lines)
        self.write({"state": "done", "file": False, "week_id": week.id, **NOTHING_PASTED})
        return week.get_formview_action()

    def action_open_week(self):
        """Open the week into which this was imported."""
        return self.week_id.get_formview_action()

    def _create_entries(self, week, lines):
        """Create the entries in the workflow: only there may one begin cancelled or postponed."""
        meetings = self.env["directive.meeting"].with_context(directive_workflow=WORKFLOW)
        meetings.create([line._prepare_meeting(week) for line in lines])

    def _check_office(self):
        user = self.env.user
        if not (self.env.su or any(user.has_group(group) for group in IMPORTING)):
            raise UserError(self.env._("Only who writes a calendar may import a week."))
        self.check_access("write")  # the rows may be in memory, where no rule applies

    def _check_not_done(self):
        if self.state == "done":
            raise UserError(
                self.env._(
                    "This file has already been imported into %s.", self.week_id.display_name
                )
            )

    def _check_is_draft(self, week):
        if week.state != "draft":
            raise UserError(
                self.env._(
                    "%s is published: an import would change it silently. Change its entries one "
                    "by one with “Change”, so that those concerned are told.",
                    week.display_name,
                )
            )

    def _lock_against_second_click(self):
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("This import is being confirmed right now: wait for the week.")
            ) from error

    def _known_entries(self):
        """Return the keys of the entries that the week holds already."""
        week = self.env["directive.week"].search(
            [("group_id", "=", self.group_id.id), ("date_from", "=", self.date_from)]
        )
        return {(one.day, one.half_day, fold(one.name)) for one in week.meeting_ids}

    def _prepare_left(self, reading):
        words = dict(
            self.env["directive.week.import.left"]._fields["kind"]._description_selection(self.env)
        )
        rows = [
            {
                "place": self._place_in_words(left.at),
                "kind": left.kind if left.kind in words else "other",
                "text": left.text,
            }
            for left in reading.left_aside
        ]
        return [Command.clear(), *map(Command.create, rows)]

    def _place_in_words(self, at):
        """Return a place in the file as its reader finds it."""
        if isinstance(at, list):
            return "; ".join(map(self._place_in_words, at))
        parts = (
            "sheet" in at and self.env._("sheet %(sheet)s", sheet=at["sheet"]),
            at.get("cell"),
            "table" in at and self.env._("table %(table)s", table=at["table"]),
            at.get("record") and self.env._("row %(row)s", row=at["record"]),
            at.get("row") and self.env._("row %(row)s", row=at["row"]),
            at.get("column") and self.env._("column %(column)s", column=at["column"]),
            at.get("paragraph") and self.env._("paragraph %(number)s", number=at["paragraph"]),
            at.get("note") and self.env._("footnote %(number)s", number=at["note"]),
        )
        return ", ".join(part for part in parts if part)
