import email.policy

from odoo import api, models, tools
from odoo.tools import email_normalize, format_date

from ...tools.notice.delivery import ACCEPTED, REFUSED_TEMPORARY, Outcome
from ...tools.notice.smtp import Line, hand_over

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
DEFAULT_LANG = "vi_VN"
MAX_ITEMS = 50  # of one message; the rest stands in the list behind its link


class DirectiveNoticeDelivery(models.Model):
    """The e-mail channel: one plain message per recipient through Odoo's outgoing servers.

    Odoo's mail queue loses the difference between refused and unclear, so the message is
    handed to the server here; which server and which sender is still Odoo's choice.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _line_email(self):
        return Line(self._email_session)

    @api.model
    def _email_session(self):
        """Return an open SMTP session, or None where Odoo does not send, as in its tests."""
        return self._mail_servers()._connect__(smtp_from=self._email_from())

    def _suppress_email(self):
        reason = self.env._("The recipient has no usable e-mail address.")
        return {row: reason for row in self if not row._email_address()}

    def _email_address(self):
        """Return the recipient's address, or False if a server could not be given it."""
        address = email_normalize(self.partner_id.email)
        return address and address.isascii() and address

    def _hand_over_email(self, line):
        """Send these rows, all of one recipient, as one message."""
        try:
            session = line.session()
        except Exception as error:  # whatever connecting raises, nothing was handed over
            reason = f"No connection to the mail server: {type(error).__name__} {error}"
            return Outcome(REFUSED_TEMPORARY, " ".join(reason.split())[:300], False)
        message = self._build_message()
        reference, address = message["Message-Id"], self[0]._email_address()
        if session is None:
            return Outcome(ACCEPTED, reference=reference, address=address)
        sender, recipients, message = self._mail_servers()._prepare_email_message__(
            message, session
        )
        data = message.as_bytes(policy=email.policy.SMTP)
        outcome = hand_over(session, sender, recipients[0], data)
        if not outcome.is_connected:
            line.hang_up()
        return outcome._replace(reference=reference, address=address)

    @api.model
    def _mail_servers(self):
        company = self.env.company
        return self.env["ir.mail_server"].with_context(
            domain_notifications_email=company.default_from_email,
            domain_bounce_address=company.bounce_email,
        )

    @api.model
    def _email_from(self):
        return self.env.company.email_formatted or self.env.user.email_formatted

    # The text

    def _build_message(self):
        rows = self._in_recipient_language()
        items = rows._email_items()
        values = rows._email_values(items)
        html = rows.env["ir.qweb"]._render("directive_tracking.notice_email", values)
        text = rows._email_text(values)
        return self._mail_servers()._build_email__(
            email_from=self._email_from(),
            email_to=[self[0]._email_address()],
            subject=rows._email_subject(items),
            body=str(html),
            subtype="html",
            body_alternative=text,
            headers=HEADERS,
            object_id=self._message_object_id(),
        )

    def _in_recipient_language(self):
        """Return these rows, all of one recipient, in an environment that speaks his language."""
        lang = self.partner_id.lang or self._fallback_lang()
        return self if self.env.context.get("lang") == lang else self.with_context(lang=lang)

    @api.model
    def _fallback_lang(self):
        installed = dict(self.env["res.lang"].get_installed())
        return DEFAULT_LANG if DEFAULT_LANG in installed else self.env.lang

    def _told(self):
        """Return ``{row id: what a message says of it}``, for as many rows as there are at once.

        In the language of the context.
        """
        self._read_items()
        urls = self._answer_urls()
        told = {notice: notice._told() for notice in self.notice_id}
        return {
            row.id: {**told[row.notice_id], "answer_url": urls.get(row.id, False)} for row in self
        }

    def _read_items(self):
        """Read what is told of the records: for one of a model is for all of it."""
        for records in self.notice_id._records().values():
            records[:1]._notice_item()

    def _email_items(self, told=None):
        """Return one item per task, the most pressing first, whatever many rows speak of it.

        :param told: what :meth:`_told` says of these rows, if somebody has asked it
        """
        told, by_record = told or self._told(), {}
        for row_id in sorted(self._ids):
            by_record.setdefault(told[row_id]["record"], []).append(row_id)
        items = [
            {
                **told[row_ids[-1]],
                "labels": " · ".join(dict.fromkeys(told[one]["labels"] for one in row_ids)),
                "sort": (*told[row_ids[-1]]["sort"], row_ids[0]),
            }
            for row_ids in by_record.values()
        ]
        return sorted(items, key=lambda item: item["sort"])

    @api.model
    @tools.ormcache("day", "self.env.lang")
    def _email_day(self, day):
        return format_date(self.env, day)

    def _email_values(self, items):
        left_out = items[MAX_ITEMS:]
        return {
            "items": items[:MAX_ITEMS],
            "left_out": len(left_out),
            "list_url": items[0]["list_url"],
            "company": self.env.company,
        }

    def _email_subject(self, items):
        # A header is one line, whatever was typed as the number.
        return " ".join(self._email_subject_words(items).split())

    def _email_subject_words(self, items):
        first = items[0]
        if len(items) > 1:
            return self._email_subject_of_digest(items)
        if first["deadline"]:
            return self.env._(
                "%(number)s: %(event)s, deadline %(deadline)s",
                number=first["number"],
                event=first["labels"],
                deadline=first["deadline"],
            )
        return self.env._("%(number)s: %(event)s", number=first["number"], event=first["labels"])

    def _email_subject_of_digest(self, items):
        overdue = sum(bool(item["overdue"]) for item in items)
        if overdue:
            return self.env._(
                "Directives: %(count)s tasks, %(overdue)s overdue",
                count=len(items),
                overdue=overdue,
            )
        if items[0]["deadline"]:
            return self.env._(
                "Directives: %(count)s tasks, nearest deadline %(deadline)s",
                count=len(items),
                deadline=items[0]["deadline"],
            )
        return self.env._("Directives: %(count)s tasks", count=len(items))

    def _email_text(self, values):
        """Return the message as plain text: number, deadline and link before all else."""
        parts = [self._email_text_item(item) for item in values["items"]]
        if values["left_out"]:
            parts.append(
                self.env._(
                    "and %(count)s more: %(url)s", count=values["left_out"], url=values["list_url"]
                )
            )
        return "\n\n".join(parts) + "\n"

    def _email_text_item(self, item):
        number = item["number"]
        if item["point"]:
            number = self.env._("%(number)s, point %(point)s", number=number, point=item["point"])
        answer = item["answer_url"] and self.env._(
            "Answer without logging in: %(url)s", url=item["answer_url"]
        )
        deadline = item["deadline"] and self.env._("Deadline: %(date)s", date=item["deadline"])
        if item["overdue"]:
            deadline = self.env._(
                "Deadline: %(date)s, overdue by %(days)s days",
                date=item["deadline"],
                days=item["overdue"],
            )
        lines = [
            number,
            deadline,
            item["url"],
            answer,
            item["labels"],
            item["name"],
            item["agency"],
            item["note"],
        ]
        return "\n".join(line for line in lines if line)
