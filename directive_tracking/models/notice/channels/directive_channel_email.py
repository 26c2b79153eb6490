from email.message import EmailMessage

from odoo import api, models
from odoo.tools import email_normalize
from odoo.tools.translate import LazyTranslate

from ....tools.notice.delivery import ACCEPTED, REFUSED_TEMPORARY, Outcome
from ....tools.notice.headers import POLICY
from ....tools.notice.smtp import Line, hand_over

_lt = LazyTranslate(__name__)
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
MAX_ITEMS = 50  # per message; the rest is in the list behind its link


class DirectiveChannelEmail(models.AbstractModel):
    """The e-mail channel: one plain message per recipient through Odoo's outgoing servers.

    Odoo's mail queue does not distinguish refused from unclear, so the message is submitted here;
    Odoo still chooses server and sender.
    """

    _name = "directive.channel.email"
    _inherit = "directive.channel"
    _description = "Channel: E-mail"

    _label = _lt("E-mail")

    @api.model
    def _daily_cap(self):
        return self.env["directive.settings"]._get("email_daily_cap")

    @api.model
    def _suppression_reasons(self, rows):
        reason = self.env._("The recipient has no usable e-mail address.")
        return {row: reason for row in rows if not self._address(row)}

    @api.model
    def _address(self, row):
        """Return the recipient's address, or False if it cannot be used with a server."""
        address = email_normalize(row.partner_id.email)
        return address and address.isascii() and address

    # Submission

    @api.model
    def _line(self):
        return Line(self._session)

    @api.model
    def _session(self):
        """Return an open SMTP session, or None where Odoo does not send, as in its tests."""
        return self._mail_servers()._connect__(smtp_from=self._email_from())

    @api.model
    def _hand_over(self, rows, line):
        """Send these rows, all of one recipient, as one message."""
        return self._submit(self._address(rows[0]), lambda: self._build_message(rows), line)

    @api.model
    def _reaches_address(self, address):
        return bool(email_normalize(address)) and address.isascii()

    @api.model
    def _send_to_address(self, address, subject, text):
        def build():
            return self._mail_servers()._build_email__(
                self._email_from(), [address], subject, body=text, headers=HEADERS
            )

        with self._line() as line:
            return self._submit(address, build, line)

    @api.model
    def _submit(self, address, build, line):
        """Submit the message that ``build`` returns and return the :class:`Outcome`."""
        try:
            session = line.session()
        except Exception as error:  # on any connection error, nothing was submitted
            reason = self.env._(
                "No connection to the mail server: %(error)s",
                error=f"{type(error).__name__} {error}",
            )
            return Outcome(REFUSED_TEMPORARY, " ".join(reason.split())[:300], False)
        message = build()
        reference = message["Message-Id"]
        if session is None:
            return Outcome(ACCEPTED, reference=reference, address=address)
        sender, recipients, message = self._mail_servers()._prepare_email_message__(
            message, session
        )
        data = message.as_bytes(policy=POLICY)
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

    @api.model
    def _build_message(self, rows):
        spoken = rows._in_recipient_language()
        channel, items = self.with_env(spoken.env), spoken._items()
        values = channel._values(items)
        html = spoken.env["ir.qweb"]._render("directive_tracking.notice_email", values)
        message = self._mail_servers()._build_email__(
            email_from=self._email_from(),
            email_to=[self._address(rows[0])],
            # A header is one line, whatever was typed as the number.
            subject=" ".join(channel._subject(items).split()),
            body=str(html),
            subtype="html",
            body_alternative=channel._text(values),
            headers=HEADERS,
            object_id=self.env["directive.email.report"]._object_id(rows),
        )
        for name, content, kind in spoken.notice_id._files(spoken[0].partner_id):
            self._attach(message, name, content, kind)
        return message

    @api.model
    def _attach(self, message, name, content, kind):
        """Add a file whose type keeps its parameters, which Odoo's own attachments lose."""
        header = EmailMessage()
        header["Content-Type"] = kind
        maintype, _slash, subtype = header.get_content_type().partition("/")
        params = dict(header["Content-Type"].params)
        message.add_attachment(
            content, maintype=maintype, subtype=subtype, filename=name, params=params
        )

    @api.model
    def _values(self, items):
        left_out = items[MAX_ITEMS:]
        return {
            "items": items[:MAX_ITEMS],
            "left_out": len(left_out),
            "list_url": items[0]["list_url"],
            "company": self.env.company,
        }

    @api.model
    def _subject(self, items):
        first = items[0]
        if len(items) > 1:
            return self._subject_of_digest(items)
        if first["deadline"]:
            return self.env._(
                "%(number)s: %(event)s, deadline %(deadline)s",
                number=first["number"],
                event=first["labels"],
                deadline=first["deadline"],
            )
        return self.env._("%(number)s: %(event)s", number=first["number"], event=first["labels"])

    @api.model
    def _subject_of_digest(self, items):
        counted = self.env["directive.notice.delivery"]._count_words(items)
        overdue = sum(bool(item["overdue"]) for item in items)
        if overdue:
            return self.env._(
                "Directives: %(counted)s, %(overdue)s overdue",
                counted=counted,
                overdue=overdue,
            )
        if items[0]["deadline"]:
            return self.env._(
                "Directives: %(counted)s, nearest deadline %(deadline)s",
                counted=counted,
                deadline=items[0]["deadline"],
            )
        return self.env._("Directives: %(counted)s", counted=counted)

    @api.model
    def _text(self, values):
        """Return the message as plain text: number, deadline and link first."""
        parts = [self._text_of_item(item) for item in values["items"]]
        if values["left_out"]:
            parts.append(
                self.env._(
                    "and %(count)s more: %(url)s", count=values["left_out"], url=values["list_url"]
                )
            )
        return "\n\n".join(parts) + "\n"

    @api.model
    def _text_of_item(self, item):
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
            self.env["directive.notice"]._numbered(item),
            deadline,
            item["url"],
            answer,
            item["labels"],
            item["name"],
            item["agency"],
            item["note"],
        ]
        return "\n".join(line for line in lines if line)
