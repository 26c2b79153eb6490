import base64

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

from ...tools.appendix.sheet.left_sheet import write_left


class DirectivePreviewMixin(models.AbstractModel):
    """Files read into a preview that a person checks before anything is written.

    The account says where each row of the files went. A model adds the rows as ``line_ids``, says
    in :meth:`_counters` which of them are doubtful and which incomplete, and in
    :meth:`_check_may_take_over` whose work this is.
    """

    _name = "directive.preview.mixin"
    _description = "Preview of an Import"

    account = fields.Text(string="Account of the rows", readonly=True)
    left = fields.Json(readonly=True, help="Place, reason and text of each row left aside.")
    left_count = fields.Integer(string="Left aside", readonly=True)
    left_file = fields.Binary(compute="_compute_left_file")
    row_count = fields.Integer(string="Rows in all", compute="_compute_counts")
    load_count = fields.Integer(string="To take over", compute="_compute_counts")
    doubtful_count = fields.Integer(string="Doubtful", compute="_compute_counts")
    incomplete_count = fields.Integer(string="Incomplete", compute="_compute_counts")

    def _counters(self):
        """Return ``{counter: domain of the rows it counts}``; a model adds its own."""
        return {"row_count": Domain.TRUE, "load_count": Domain("is_included", "=", True)}

    @api.depends("state", "shown")
    def _compute_counts(self):
        """Count the saved rows in the database: there may be twenty thousand."""
        for preview in self:
            mine = Domain("import_id", "=", preview._origin.id)
            for name, domain in preview._counters().items():
                preview[name] = preview.line_ids.search_count(mine & domain)

    # Rows left aside

    def _left_rows(self):
        """Return place, reason and text of each row that was left aside."""
        return self.left or []

    def _compute_left_file(self):
        headers = (self.env._("In the file"), self.env._("Reason"), self.env._("Row content"))
        for preview in self:
            preview.left_file = base64.b64encode(write_left(headers, preview._left_rows()))

    def _download_left(self, name):
        """Return the action that downloads the rows left aside as the spreadsheet ``name``."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/left_file/{name}.xlsx?download=true",
            "target": "self",
        }

    # Buttons

    def action_show(self):
        """Show all rows or those of one counter, depending on the context."""
        shown = self.env.context.get("directive_shown", "all")
        known = dict(self._fields["shown"].selection)
        self.shown = shown if shown in known else "all"
        return True

    def action_leave_incomplete(self):
        """Leave out the rows that lack what they need; they stay in the account."""
        self._check_may_take_over()
        self._check_state("read")
        mine = Domain("import_id", "=", self.id) & self._counters()["incomplete_count"]
        self.line_ids.search(mine).write({"is_included": False})
        return True

    # Preconditions

    def _check_may_take_over(self):
        """Raise unless the user may take over what was read."""
        raise NotImplementedError

    def _check_state(self, *states):
        if self.state not in states:
            raise UserError(
                self.env._(
                    "This is not possible now: the import is in the step “%(step)s”.",
                    step=dict(self._fields["state"]._description_selection(self.env))[self.state],
                )
            )

    def _lock_against_second_click(self):
        """Lock this import, so that two clicks do not take over twice."""
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("These rows are being taken over: wait until that has ended.")
            ) from error
