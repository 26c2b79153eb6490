from datetime import timedelta
from hmac import compare_digest

from odoo import api, fields, models
from odoo.tools import format_date, hmac

from ...tools.notice import link_token
from ...tools.notice.answers import EXTENSION, LONGEST, RECEIVED
from ...tools.notice.delivery import CANCELLED
from ...tools.workflow import OPEN_STATES
from .directive_notice_answer import APPLIED

LINK_LIFE = timedelta(days=30)
LINK_SCOPE = "directive_tracking.answer"  # a signature made for anything else opens nothing
LINKS_SINCE = "directive_tracking.answer_links_since"


class DirectiveNoticeDelivery(models.Model):
    """The signed link: who holds it reads one item and answers it, without logging in.

    Nothing is stored for it. The signature (HMAC-SHA256 with the database's secret) covers
    the row and its recipient; whether it is still good is read from the row at each use.
    """

    _inherit = "directive.notice.delivery"

    def _answer_url(self):
        """Return the short link by which the recipient answers, or False if it has run out."""
        self.ensure_one()
        return self._answer_urls().get(self.id, False)

    def _answer_urls(self):
        """Return ``{row id: short link}`` of those of these rows that have one still."""
        base = f"{self.env['directive.notice'].get_base_url()}/d/"
        return {
            row.id: base + link_token.make(row.id, row._link_digest())
            for row in self._with_living_link()
        }

    @api.model
    def _find_by_token(self, token):
        """Return the row ``token`` is good for today, or none: forged and run out are the same."""
        row_id, signature = link_token.split(token) or (0, "")
        row = self.browse(row_id).exists()
        # Computed for a row that does not exist as well: it takes as long.
        wanted = link_token.signature(row._link_digest())
        if not compare_digest(wanted, signature) or not row:
            return self.browse()
        return row if row._with_living_link() and row._is_in_sight() else self.browse()

    def _link_digest(self):
        # The secret is the server's; nobody is shown it.
        env = self.env(su=True)
        return hmac(env, LINK_SCOPE, (self.id, self.partner_id.id))

    def _with_living_link(self):
        """Return the rows young enough, not withdrawn, whose recipients are still there."""
        since = self._links_since()
        closed = self.notice_id.filtered(
            lambda notice: notice._is_withdrawn() or notice._event().is_farewell
        )
        return self.filtered(
            lambda row: row.state != CANCELLED
            and row.date_queued > since
            and row.notice_id not in closed
            and row._is_recipient_there()
        )

    def _is_recipient_there(self):
        """Tell whether neither the recipient's contact nor his user, if he has one, is archived."""
        user = self._answering_user()
        return self.partner_id.active and (not user or user.active)

    @api.model
    def _links_since(self):
        """Return the moment before which messages have no living link."""
        oldest = fields.Datetime.now() - LINK_LIFE
        # A setting that is no secret.
        withdrawn = self.env["ir.config_parameter"].sudo().get_param(LINKS_SINCE)
        return max(oldest, fields.Datetime.to_datetime(withdrawn or None) or oldest)

    @api.model
    def _withdraw_links(self):
        """Make every link sent until now worthless; the messages to come carry good ones."""
        # The setting decides about links, and whoever may call this was checked before.
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(LINKS_SINCE, fields.Datetime.to_string(fields.Datetime.now()))

    def _is_in_sight(self):
        """Tell whether the recipient may still read the record, which still exists."""
        user = self._answering_user()
        record = self.notice_id._record()
        record = record is not None and record.exists()
        if not record or self._out_of_sight_reasons():
            return False
        return not user or record.with_user(user).has_access("read")

    # The page

    def _answer_page(self):
        """Return what the page of the signed link shows, in the recipient's language."""
        self.ensure_one()
        row = self._in_recipient_language()
        item, task = row.notice_id._item(), row.task_id
        answers = row._given_answers()
        return {
            **item,
            "deadline": item["deadline"] and format_date(row.env, item["deadline"]),
            "label": row.notice_id._label(),
            "note": row.notice_id.note,
            "state": task and task.state not in OPEN_STATES and row._state_label(),
            "recipient": row.partner_id.name,
            "recipient_agency": row.agency_id.name,
            "answers": [row._answer_line(answer) for answer in answers],
            "is_task": bool(task),
            "is_received": RECEIVED in answers.mapped("kind"),
            "offers_extension": row._may_ask_for_time(),
            "pending_request": row._pending_request_words(),
            "first_day": row._first_day_to_propose(),
            "longest": LONGEST,
            "open_url": row.notice_id._url(),
            "whose_page": row._whose_page(),
            "lang": row.env.lang,
        }

    def _first_day_to_propose(self):
        today, deadline = self.env["directive.settings"]._today(), self.task_id.date_deadline
        return fields.Date.to_string(
            max(today, deadline + timedelta(days=1)) if deadline else today
        )

    def _given_answers(self):
        """Return what this recipient has answered to this notice, the newest first."""
        return self.env["directive.notice.answer"].search(
            [
                ("notice_id", "=", self._root_notice().id),
                ("partner_id", "=", self.partner_id.id),
                ("state", "=", APPLIED),
            ]
        )

    def _answer_line(self, answer):
        zone = self.env["directive.settings"]._timezone().zone
        local = fields.Datetime.context_timestamp(self.with_context(tz=zone), answer.date)
        kinds = dict(answer._fields["kind"]._description_selection(self.env))
        return {
            "id": str(answer.id),
            "moment": f"{local:%H:%M} {format_date(self.env, local.date())}",
            "kind": kinds[answer.kind],
            "text": answer.text,
            "day": answer.kind == EXTENSION and format_date(self.env, answer.proposed_deadline),
        }

    def _state_label(self):
        states = self.env["directive.task"]._fields["state"]._description_selection(self.env)
        return dict(states)[self.task_id.state]

    def _pending_request_words(self):
        """Return what is said of a request still to be decided, or False."""
        pending = self.task_id.request_ids.filtered(lambda request: request.state == "pending")
        if not pending or not self._acts_for_lead():
            return False
        return self.env._(
            "More time until %(day)s has been asked for: the Office has not decided yet.",
            day=format_date(self.env, pending[:1].proposed_deadline),
        )

    def _whose_page(self):
        return self.env._(
            "%(company)s. This page is for %(person)s alone: do not hand its address on.",
            company=self.env.company.name,
            person=self.partner_id.name,
        )
