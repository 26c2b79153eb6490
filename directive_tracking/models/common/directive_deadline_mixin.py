from odoo import api, fields, models
from odoo.tools import format_date

from ...tools.deadline_doubts import BEFORE_DOCUMENT, DAY_OFF, PAST, deadline_doubts


class DirectiveDeadlineMixin(models.AbstractModel):
    """A deadline that people type: a day that can hardly be meant is questioned, never refused.

    Whoever calls over the API is not asked. A model names its deadlines and the way to the date
    of the document, and shows ``deadline_doubts`` beside them.
    """

    _name = "directive.deadline.mixin"
    _description = "Questioned Deadline"
    _questioned_days = ("date_deadline",)
    _document_day = None  # the path to the date of the document

    deadline_doubts = fields.Text(
        string="Doubts about the deadline", compute="_compute_deadline_doubts", exportable=False
    )

    @api.model
    def _deadline_paths(self):
        """Return the fields on which the doubts depend."""
        paths = (*self._questioned_days, *filter(None, (self._document_day,)))
        return tuple(path for path in paths if path.partition(".")[0] in self._fields)

    @api.depends(lambda self: self._deadline_paths())
    def _compute_deadline_doubts(self):
        for record in self:
            doubts = record._doubts_about_deadlines() if record._questions_deadlines() else ()
            record.deadline_doubts = "\n".join(doubts)

    def _questions_deadlines(self):
        """Tell whether the deadlines of this record are still being typed."""
        return True

    def _doubts_about_deadlines(self):
        """Return the doubts about the deadlines of this record, one sentence each."""
        settings = self.env["directive.settings"]
        today, calendar = settings._today(), settings._working_calendar()
        issued = self._document_day and self._date_of_document()
        return [
            self._doubt_in_words(code, self[name], issued)
            for name in self._questioned_days
            for code in deadline_doubts(self[name], today, calendar, issued)
        ]

    def _date_of_document(self):
        """Return the date of the document; of several the latest."""
        return max(filter(None, self.mapped(self._document_day)), default=None)

    def _doubt_in_words(self, code, day, issued):
        typed, dated = format_date(self.env, day), issued and format_date(self.env, issued)
        sentences = {
            PAST: self.env._("The deadline %(day)s has already passed.", day=typed),
            DAY_OFF: self.env._("The deadline %(day)s is a day off.", day=typed),
            BEFORE_DOCUMENT: self.env._(
                "The deadline %(day)s is before the date of the document, %(issued)s.",
                day=typed,
                issued=dated,
            ),
        }
        return sentences[code]
