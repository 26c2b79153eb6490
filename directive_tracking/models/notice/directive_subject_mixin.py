from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.recipient import Recipient


class DirectiveSubjectMixin(models.AbstractModel):
    """A subject of notices: all data that a notice needs from it.

    A model inherits it, declares its events (`directive.notice.event`) and calls :meth:`_tell`.
    The methods below are defaults that the model can override.
    """

    _name = "directive.subject.mixin"
    _description = "Notice Subject"
    _inherit = ["directive.visibility.mixin", "directive.silent.mixin"]

    # The path of its action in the web client; without one the model's name is the path.
    _notice_path = None
    # The field with the user of the Office who follows it.
    _notice_watcher = None
    # Whether its message holds nothing else.
    _notice_alone = False
    # Whether a to-do ends when its user has seen its subject, because nothing else is to be done.
    _seen_ends_todo = True

    @api.depends_context("uid")
    def _compute_display_name(self):
        """Name a record to those who may see it alone: links to it ask for no access."""
        super()._compute_display_name()
        self._hide_names()

    @api.model
    def _is_subject(self, model):
        """Tell whether ``model`` is installed and its records are subjects of notices."""
        kind = self.env.registry.models.get(model)
        mixin = self.env.registry["directive.subject.mixin"]
        return kind is not None and issubclass(kind, mixin) and not kind._abstract

    # Telling

    def _tell(self, event, recipients, occurrence="", urgency="normal", **values):
        """Tell ``recipients`` of ``event`` on these records, once per ``occurrence``.

        :param str event: a name that `directive.notice.event` declares
        :param recipients: ``{record id: [Recipient, …]}``
        :param values: as for `directive.notice._post`
        """
        # Recipients of notices may be invisible to the acting user.
        Notice, records = self.env["directive.notice"].sudo(), self.sudo()
        asks = self.env["directive.notice.event"]._get(event).asks
        values.setdefault("wants_ack", asks and records._asks_acknowledgement(urgency))
        Notice._post(event, records, recipients, occurrence, urgency, **values)

    def _asks_acknowledgement(self, urgency):
        """Tell whether an event that may ask to be acknowledged does so at this ``urgency``."""
        return True

    def _office_rows(self):
        """Return the recipients in the Office for this record, as :class:`Recipient` rows.

        The people in the watcher's field. People who have left cannot act: without a substitute
        no person would be notified.
        """
        users = self._watchers().filtered(
            lambda user: user.active and self.with_user(user).has_access("read")
        )
        on_duty = users or self.env["directive.notice"]._office_on_duty()
        return [Recipient(user.partner_id.id, user.id) for user in on_duty]

    def _watchers(self):
        """Return the specialists of the Office who follow these records."""
        return self[self._notice_watcher] if self._notice_watcher else self.env["res.users"]

    def _whom_to_tell(self):
        """Return the default recipients of the current user's message on this record."""
        self.ensure_one()
        # The system must know all recipients; each sees only what they may see.
        return [one.partner_id for one in self.sudo()._office_rows()]

    def _told_agencies(self):
        """Return the agencies notified as a whole, if the record stores them."""
        return self.env["directive.agency"]

    # Content of a message

    def _notice_item(self):
        """Return the values of this record for a message.

        ``number``, ``point``, ``name`` and ``agency`` are texts, ``deadline`` is a date or False,
        ``overdue`` a number of days. ``short`` is all a channel with little room says, besides
        the link; without it, such a channel has words of its own.
        """
        self.ensure_one()
        return {
            "number": self.display_name,
            "point": "",
            "name": "",
            "agency": "",
            "deadline": False,
            "overdue": 0,
            "short": "",
        }

    def _notice_item_of(self, notice):
        """Return the values of this record for a message of ``notice``, which may say its own."""
        return self._notice_item()

    def _notice_files(self, notice, reader):
        """Return the files that go with a message of ``notice``, where the channel takes any.

        :param reader: the contact to whom the message goes
        :return: ``[(name, content in bytes, MIME type with its parameters)]``
        """
        return []

    @api.model
    def _notice_count_words(self, count):
        """Return how ``count`` records are called together, in the language of the context.

        Records of several models are counted by this default.
        """
        return self.env._("%(count)s items", count=count)

    def _notice_url(self, as_list=False):
        """Return the link to this record, or to its list."""
        path = f"{self.get_base_url()}/odoo/{self._notice_path or self._name}"
        return path if as_list else f"{path}/{self.id}"

    def _todo_vals(self, notice):
        """Return the values of the to-do of ``notice``, except its user."""
        return {
            "summary": notice._label(),
            "date_deadline": self._notice_item()["deadline"]
            or self.env["directive.settings"]._today(),
        }

    @api.model
    def _notice_columns(self):
        """Return ``{column of directive_notice: its value in SQL}`` besides those of all notices.

        The record is the row ``record`` of this model's table.
        """
        return {"subject_name": SQL("record.name") if "name" in self._fields else SQL("NULL")}

    # Relevance

    def _is_withdrawn(self):
        """Tell whether all that was said of this record has been taken back."""
        return False

    def _irrelevant_reason(self, notice):
        """Return why ``notice`` on this record is obsolete, or False."""
        event = notice._event()
        if self._is_withdrawn() and not event.outlives:
            return self.env._("It has been withdrawn.")
        if "state" in self._fields and not event.is_true_in(self.state):
            return self.env._("It has moved on since.")
        return False

    # Actions

    def _close_todos(self, users=None):
        """Take away the product's to-dos of these records, of all users or of these."""
        self.env["mail.activity"]._opened_by_product([self._name], self.ids, users).unlink()

    def _my_deliveries(self):
        """Return the messages to the current user about these records."""
        # One's own messages, whatever the rules show in the ledger.
        Delivery = self.env["directive.notice.delivery"].sudo()
        return Delivery.search(self._receipts_domain() & Domain("user_id", "=", self.env.uid))

    def _receipts_domain(self):
        """Return the domain of the deliveries a receipt book of these records holds."""
        return Domain("notice_id.res_model", "=", self._name) & Domain(
            "notice_id.res_id", "in", self.ids
        )

    def action_receipt_book(self):
        """Open the book of all that was sent about these records, ready for the printer."""
        return self.env["directive.receipt.book"]._of(self)
