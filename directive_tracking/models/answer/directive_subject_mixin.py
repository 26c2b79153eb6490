from markupsafe import Markup, escape

from odoo import api, models
from odoo.exceptions import UserError

from ...tools.notice.answers import COMMENT, RECEIVED


class DirectiveSubjectMixin(models.AbstractModel):
    """Answers to subjects of notices: the possible answers and their effects.

    A model that takes another kind of answer adds it to the kinds of `directive.notice.answer`
    and extends the methods below. No answer reports, closes or accepts anything.
    """

    _inherit = "directive.subject.mixin"

    @api.model
    def _answer_kinds(self):
        """Return the kinds of answer that a message about one of these records takes."""
        return (RECEIVED, COMMENT)

    @api.model
    def _understood(self, typed, via):
        """Return what ``typed`` means, where an answer came as words, such as by telephone.

        :param typed: a :class:`Typed`
        :param via: by which way the answer came
        """
        return typed

    @api.model
    def _reply_words(self):
        """Return what is typed for the usual answer where there is no button, or nothing."""
        return ""

    def _offers_answer(self, row, kind):
        """Tell whether it is worth offering ``kind`` to the recipient of ``row`` now."""
        return True

    @api.model
    def _answer_values(self, typed):
        """Return the columns of an answer besides its text.

        :param typed: a :class:`Typed`
        """
        return {}

    @api.model
    def _answer_detail(self, typed):
        """Return the values besides the text that distinguish answers of this kind."""
        return ""

    def _answer_round(self, row, typed):
        """Return what makes an equal answer of the recipient of ``row`` mean something again.

        Empty, as long as a second one says no more than the first.
        """
        return ""

    def _check_answer(self, row, typed):
        """Raise, with a sentence for the recipient of ``row``, unless it can be taken over."""
        if typed.kind == COMMENT and not typed.text:
            raise UserError(self.env._("Write your comment first."))

    def _carry_out_answer(self, answer):
        """Apply ``answer``; a UserError refuses it with a message.

        It is in the conversation of the record, and the text reaches the Office.
        """
        self._note_answer(answer)
        if answer.text:
            self._alert_of_answer(answer)

    def _answer_words(self, answer):
        """Return ``answer`` in a sentence, for the conversation and the Office."""
        values = {"way": answer._way(), "text": answer.text or ""}
        if answer.kind == COMMENT:
            return self.env._("By %(way)s: %(text)s", **values)
        if answer.kind == RECEIVED and answer.text:
            return self.env._("Received, by %(way)s: %(text)s", **values)
        if answer.kind == RECEIVED:
            return self.env._("Received, by %(way)s", **values)
        values["kind"] = answer._kinds()[answer.kind]
        return self.env._("%(kind)s, by %(way)s: %(text)s", **values)

    def _answer_page(self, row):
        """Return additional values for the page of the signed link."""
        return {}

    # Notifying others

    def _note_answer(self, answer):
        """Write the answer into the conversation of this record, if it has one."""
        if "message_ids" not in self._fields:
            return
        lines = self._answer_words(answer).split("\n")
        # A person with only a telephone has no user for a message; the row of evidence replaces
        # it.
        self.sudo().message_post(
            body=Markup("<br/>").join(map(escape, lines)),
            author_id=answer.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )

    def _alert_of_answer(self, answer):
        """Notify those in the Office who follow this record, so that no answer is overlooked."""
        rows = self._office_rows()
        self._tell(
            "answer_received",
            {self.id: [one for one in rows if one.partner_id != answer.partner_id.id]},
            occurrence=str(answer.id),
            urgency=answer.delivery_id.notice_id.urgency,
            note=f"{answer.partner_id.name}: {self._answer_words(answer)}",
        )
