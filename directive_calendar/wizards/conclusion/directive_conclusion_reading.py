import base64

from odoo import Command, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.appendix import AppendixError, expand
from odoo.addons.directive_tracking.tools.guard.secrecy import is_marked_secret
from odoo.addons.directive_tracking.tools.recurrence import RHYTHM

from ...tools.conclusion.model import CLOSING, LETTERHEAD, OPENING
from ...tools.conclusion.reader import read_notice, read_text

STATES = [("draft", "Choose the file"), ("done", "Read")]
MAX_TEXT = 500_000  # characters pasted: some hundred pages


class DirectiveConclusionReading(models.TransientModel):
    """Reads a notice of conclusions, a file or pasted text, into the points of its meeting.

    The points stay drafts: the Office checks them where they stand before they are assigned. What
    became no point is listed.
    """

    _name = "directive.conclusion.reading"
    _description = "Reading of Conclusions"
    _inherit = ["directive.filled.mixin"]

    state = fields.Selection(STATES, required=True, default="draft", readonly=True)
    meeting_id = fields.Many2one("directive.meeting", required=True, ondelete="cascade")
    file = fields.Binary(attachment=False)
    file_name = fields.Char()
    text = fields.Text(string="Or the text", help="One paragraph a line, as in the notice.")
    replaces = fields.Boolean(
        string="Replace the points not yet assigned",
        help="Otherwise the points that were read are added below them.",
    )
    point_count = fields.Integer(string="Points read", readonly=True)
    doubtful_count = fields.Integer(string="Points to check", readonly=True)
    left_text = fields.Text(string="Not taken over", readonly=True)
    day_warning = fields.Char(readonly=True)

    def action_read(self):
        """Read the notice into the points of the meeting.

        :raises UserError: with the problem of the file
        """
        self.ensure_one()
        self.check_access("write")
        meeting = self.meeting_id
        meeting._check_may_conclude()
        meeting._hold_and_touch()
        notice = self._read()
        if self.replaces:
            meeting._draft_points().unlink()
        points = self.env["directive.meeting.point"].create(self._prepare_points(notice))
        for point, read in zip(points, notice.points, strict=True):
            point._write_life(doubts=[list(one) for one in read.order.warnings])
        self._take_header(notice)
        self._keep_file()
        self._filling().write(self._prepare_result(notice, points))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Read conclusions"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _read(self):
        try:
            notice = self._read_source(self.env["directive.agency"]._names())
        except AppendixError as error:
            raise UserError(self._why_refused(error)) from error
        if not notice.points:
            raise UserError(
                self.env._(
                    "No point was found in the text: number the points, or begin each with whom "
                    "it tells (“Giao Sở …”)."
                )
            )
        return notice

    def _read_source(self, names):
        """Return the notice of the file, or else of the pasted text."""
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if data:
            return read_notice(self.file_name or "", data, names)
        return read_text(self._typed(), names)

    def _why_refused(self, error):
        """Return the sentence that explains why the file is refused, as the import says it."""
        return self.env["directive.import"]._error_sentence(error, self.file_name or "")

    def _typed(self):
        text = (self.text or "").strip()
        if not text:
            raise UserError(self.env._("Choose the file of the notice, or paste its text."))
        if len(text) > MAX_TEXT:
            raise UserError(self.env._("The text is too long: choose the file of the notice."))
        if is_marked_secret(text):
            raise UserError(
                self.env._(
                    "The text bears a secrecy mark. State secrets must not be entered here: use "
                    "the network intended for them."
                )
            )
        return text

    # What was read

    def _prepare_points(self, notice):
        agencies = self.env["directive.agency"]._names()
        last = max(
            [point.sequence for point in self.meeting_id.point_ids if point.sequence < 1000000],
            default=0,
        )
        return [
            self._prepare_point(point, last + place, agencies)
            for place, point in enumerate(notice.points, 1)
        ]

    def _prepare_point(self, point, sequence, agencies):
        order, deadline = point.order, point.order.deadline
        leads = expand(order.leads, agencies)
        dated = deadline.kind in ("date", "period") and deadline.date
        kind = deadline.kind if dated or deadline.kind not in ("date", "period") else "none"
        return {
            "meeting_id": self.meeting_id.id,
            "sequence": sequence,
            "label": point.label,
            "heading": point.heading,
            "text": point.text,
            "lead_agency_id": leads[0] if leads else False,
            "other_lead_ids": [Command.set(leads[1:])],
            "coordinating_agency_ids": [
                Command.set(
                    [one for one in expand(order.coordinators, agencies) if one not in leads]
                )
            ],
            "deadline_kind": kind,
            "date_deadline": dated,
            "deadline_text": deadline.text,
            "deadline_days": deadline.working_days or 0,
            **{name: getattr(deadline, name) or False for name in RHYTHM},
        }

    def _take_header(self, notice):
        """Fill in number and date of the notice where the Office has not typed them."""
        found = {"conclusion_number": notice.number, "conclusion_date": notice.day}
        meeting = self.meeting_id
        vals = {name: value for name, value in found.items() if value and not meeting[name]}
        if vals:
            meeting.write(vals)

    def _keep_file(self):
        """Keep the notice with its meeting: what was read can be compared with it."""
        data = self.with_context(bin_size=False).file
        if data:
            name = self.file_name or self.env._("Notice of conclusions")
            self.meeting_id.write({"conclusion_file": data, "conclusion_file_name": name})

    def _prepare_result(self, notice, points):
        return {
            "state": "done",
            "file": False,
            "point_count": len(points),
            "doubtful_count": len(points.filtered("doubt_text")),
            "left_text": "\n".join(self._left_in_words(notice.left_aside)),
            "day_warning": self._day_in_words(notice.meeting_day),
        }

    def _left_in_words(self, left):
        titles = {
            LETTERHEAD: self.env._("Letterhead and title"),
            OPENING: self.env._("Opening"),
            CLOSING: self.env._("End of the notice"),
        }
        for code in dict.fromkeys(code for code, _text in left):
            yield f"{titles.get(code) or self.env._('Tables')}:"
            yield from (f"  {text}" for one, text in left if one == code)

    def _day_in_words(self, day):
        meeting = self.meeting_id
        if not day or meeting.day <= day <= (meeting.date_to or meeting.day):
            return False
        return self.env._(
            "The notice speaks of a meeting of %(day)s. Check that it belongs to this one.",
            day=day.strftime("%d/%m/%Y"),
        )
