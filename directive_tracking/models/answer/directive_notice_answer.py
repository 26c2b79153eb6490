import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ...tools.notice.answers import COMMENT, RECEIVED

KINDS = [(RECEIVED, "Received"), (COMMENT, "Comment")]
APPLIED, REFUSED = "applied", "refused"
STATES = [(APPLIED, "Applied"), (REFUSED, "Not possible")]


class DirectiveNoticeAnswer(models.Model):
    """An answer of a recipient to a notice without logging in, and its effect.

    Rows are only added, and only by `directive.notice.answering`: they are the evidence of
    answers, with their author, time and channel. The key prevents duplicates of an answer, even
    if a button is pressed repeatedly.
    """

    _name = "directive.notice.answer"
    _description = "Notice Answer"
    _inherit = [
        "directive.evidence.mixin",
        "directive.recipient.mixin",
        "directive.signature.mixin",
    ]
    _order = "id desc"
    _rec_name = "kind"

    delivery_id = fields.Many2one(
        "directive.notice.delivery",
        string="Message answered",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    notice_id = fields.Many2one(
        "directive.notice",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The first notice, if the answered one repeats another.",
    )
    user_id = fields.Many2one(
        help="The user in whose name it was done; empty for a person without a user account.",
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    text = fields.Text(readonly=True)
    via = fields.Selection([("link", "Signed link")], string="Method", required=True, readonly=True)
    date = fields.Datetime(string="Answered on", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True)
    reason = fields.Char(readonly=True, help="The reason why it was not possible.")
    fingerprint = fields.Char(
        required=True, readonly=True, help="Identical answers have the same fingerprint."
    )

    _once_uniq = models.UniqueIndex(
        "(notice_id, partner_id, fingerprint)", "This has already been answered."
    )

    @api.depends("kind", "notice_id")
    def _compute_display_name(self):
        labels = self._kinds()
        for answer in self:
            answer.display_name = f"{labels.get(answer.kind)} · {answer.partner_id.name}"

    @api.model
    def _kinds(self):
        """Return ``{kind: name}`` of all answers."""
        return dict(self._fields["kind"]._description_selection(self.env))

    @api.model
    def _copied_columns(self):
        """Return the columns an answer takes over from the notice: the seam for higher rooms."""
        return ()

    @api.model
    def _equal_to(self, values):
        """Return the existing answer that equals ``values``, or none."""
        same = ("notice_id", "partner_id", "fingerprint")
        return self.search([(name, "=", values[name]) for name in same], limit=1)

    @api.model
    def _add(self, values):
        """Record one answer and return it; an existing equal one is returned instead.

        A second process that adds the same answer right now waits for the first, then restarts
        and finds its row.
        """
        now = fields.Datetime.now()
        uid = self.env.uid
        person = self.env["res.partner"].browse(values["partner_id"])
        values = {**values, "date": now, "create_uid": uid, "create_date": now}
        values.update(self._signature(person))
        insertion = SQL(
            "INSERT INTO directive_notice_answer (%s) VALUES %s ON CONFLICT DO NOTHING RETURNING id",
            SQL(", ").join(SQL.identifier(name) for name in values),
            tuple(value or None for value in values.values()),
        )
        # A concurrent duplicate is not an error, and texts of people must not be logged.
        self.env.cr.execute(insertion, log_exceptions=False)
        rows = self.env.cr.fetchall()
        return self.browse(rows[0][0]) if rows else self._equal_to(values)

    @api.model
    def _fingerprint(self, *parts):
        """Return the key of this answer, ignoring case and blanks."""
        words = [" ".join(str(part or "").casefold().split()) for part in parts]
        return hashlib.sha256("\n".join(words).encode()).hexdigest()

    def _way(self):
        """Return the channel of the answer, in words."""
        return dict(self._fields["via"]._description_selection(self.env))[self.via]

    def _page_line(self):
        """Return the values of this answer for the page of the signed link."""
        zone = self.env["directive.settings"]._timezone().zone
        local = fields.Datetime.context_timestamp(self.with_context(tz=zone), self.date)
        return {
            "id": str(self.id),
            "moment": f"{local:%H:%M} {format_date(self.env, local.date())}",
            "kind": self._kinds()[self.kind],
            "text": self.text,
        }

    def action_open_record(self):
        """Open the record the answered message is about."""
        return self.delivery_id.action_open_record()

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        # Rows are added only through `_add`.
        self._refuse()

    def _refuse(self):
        raise UserError(
            self.env._("Answers to messages are evidence: nobody adds, changes or deletes them.")
        )
