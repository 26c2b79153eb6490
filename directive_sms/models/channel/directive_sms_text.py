from odoo import api, models

from ...tools import gsm, reply


class DirectiveSmsText(models.AbstractModel):
    """The content of a message: data and link of one record, or the number of records."""

    _name = "directive.sms.text"
    _description = "Text of an SMS"

    @api.model
    def _told(self, messages, gateways):
        """Return ``{row id: values of its message}``, each in its recipient's language.

        :param messages: by itself, the rows of each message
        :param gateways: that may carry them
        """
        Delivery = self.env["directive.notice.delivery"]
        told, fallback = {}, Delivery._fallback_lang()
        rows = Delivery.browse(row_id for message in messages for row_id in message._ids)
        for lang, found in rows.grouped(lambda row: row.partner_id.lang or fallback).items():
            told |= found.with_context(lang=lang)._told()
        if any(gateways.mapped("reply_number")):
            self._add_codes(told, messages)
        return told

    @api.model
    def _add_codes(self, told, messages):
        """Add the code by which a message about one record that takes answers may be answered."""
        answerable = (max(rows.ids) for rows in messages if self._is_answerable(rows))
        latest = self.env["directive.notice.delivery"].browse(answerable)
        # The token is created for the recipient, regardless of the sender.
        Token = self.env["directive.sms.token"].sudo()
        for row_id, code in Token._issue(latest).items():
            told[row_id]["code"] = code

    @api.model
    def _is_answerable(self, rows):
        """Tell whether these rows, of one message, speak of one record that takes answers."""
        notices = rows.notice_id
        if len({(one.res_model, one.res_id) for one in notices}) != 1:
            return False
        if any(one._is_withdrawn() or one._event().is_farewell for one in notices):
            return False
        return bool(notices[:1]._record()._answer_kinds())

    @api.model
    def _text(self, rows, gateway, capabilities, told=None):
        """Return the text of these rows in a form ``gateway`` accepts, with the link kept whole.

        :param told: the result of :meth:`_told` for these rows, if known
        """
        rows = rows._in_recipient_language()
        told = told or self._told([rows], gateway)
        use, values = self._values(rows, told)
        text = rows.env["directive.sms.template"]._render(use, values)
        allow_unicode = gateway.allow_unicode and capabilities.allows_unicode
        text = gsm.prepare(text, allow_unicode, capabilities.forbidden)
        link = gsm.prepare(values["link"], allow_unicode, capabilities.forbidden)
        most = min(gateway.max_parts, capabilities.max_parts)
        text = gsm.fit(text, most, keep=link)
        return self._with_reply(text, rows, gateway, told[max(rows._ids)].get("code"), most)

    @api.model
    def _with_reply(self, text, rows, gateway, code, most):
        """Add how to answer, where one record is meant and the message grows by no part.

        Where the record has words of its own, an answer is wanted: it may grow by one, up to
        ``most`` parts.
        """
        if not code or not gateway.reply_number:
            return text
        record = rows.notice_id[:1]._record()
        usual = "NHAN" if reply.RECEIVED in record._answer_kinds() else "..."
        own, parts = record._reply_words(), max(1, gsm.count(text).parts)
        tried = [
            (own or usual, parts),
            *([("...", parts), (own, min(parts + 1, most))] if own else []),
        ]
        for words, room in tried:
            longer = f"{text}\nDH {code} {words} > {gateway.reply_number}"
            if gsm.count(longer).parts <= room:
                return longer
        return text

    @api.model
    def _values(self, rows, told=None):
        """Return the template's use and the values of its names."""
        items = rows._items(told)
        item, late = items[0], sum(bool(item["overdue"]) for item in items)
        if len(items) == 1:
            values = {
                "number": item["number"],
                "point": item["point"],
                "deadline": item["deadline"],
                "link": item["answer_url"] or item["url"],
                "event": item["labels"],
                "count": 1,
                "items": rows._count_words(items),
                "overdue": item["overdue"],
                "short": item["short"],
            }
            if item["short"]:
                return "own", values
            return rows[0].notice_id._record()._sms_use(rows[0].is_express), values
        ahead = (one["deadline"] for one in items if one["deadline"] and not one["overdue"])
        return "digest", {
            "number": item["number"],
            "point": item["point"],
            "event": item["labels"],
            "deadline": next(ahead, item["deadline"]),
            "count": len(items),
            "items": rows._count_words(items),
            "overdue": late,
            "short": "",
            "link": item["list_url"],
        }
