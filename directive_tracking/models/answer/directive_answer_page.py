from odoo import api, models
from odoo.tools import format_date

from ...tools.notice.answers import LONGEST, RECEIVED
from .directive_notice_answer import APPLIED


class DirectiveAnswerPage(models.AbstractModel):
    """The content of the page of the signed link, in the recipient's language."""

    _name = "directive.answer.page"
    _description = "Page to Answer a Message"

    @api.model
    def _of(self, row):
        """Return the values of the page for the recipient of ``row``."""
        row.ensure_one()
        row = row._in_recipient_language()
        page, subject, item = row.env[self._name], row._record_told(), row.notice_id._item()
        answers = page._given(row)
        return {
            **item,
            "deadline": item["deadline"] and format_date(row.env, item["deadline"]),
            "label": row.notice_id._label(),
            "note": row.notice_id.note,
            "recipient": row.partner_id.name,
            "recipient_agency": row.agency_id.name,
            "answers": [answer._page_line() for answer in answers],
            "offers": page._offers(row, subject, answers),
            "longest": LONGEST,
            "open_url": row.notice_id._url(),
            "whose_page": page._page_owner(row),
            "lang": row.env.lang,
            **subject._answer_page(row),
        }

    @api.model
    def _given(self, row):
        """Return the answers of the recipient of ``row`` to its notice, newest first."""
        return self.env["directive.notice.answer"].search(
            [
                ("notice_id", "=", row._root_notice().id),
                ("partner_id", "=", row.partner_id.id),
                ("state", "=", APPLIED),
            ]
        )

    @api.model
    def _offers(self, row, subject, answers):
        """Return the kinds of answer with a form; receipt is confirmed only once."""
        done = {RECEIVED} & set(answers.mapped("kind"))
        kinds = (kind for kind in subject._answer_kinds() if kind not in done)
        return [kind for kind in kinds if subject._offers_answer(row, kind)]

    @api.model
    def _page_owner(self, row):
        return self.env._(
            "%(company)s. This page is for %(person)s only: do not pass on its address.",
            company=self.env.company.name,
            person=row.partner_id.name,
        )
