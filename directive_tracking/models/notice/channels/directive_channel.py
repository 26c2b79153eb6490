from contextlib import nullcontext

from odoo import api, models
from odoo.tools import SQL

from ....tools.notice.choice import PREFIX as FIELD_PREFIX
from ....tools.notice.delivery import QUEUED, UNKNOWN

PREFIX = "directive.channel."


class DirectiveChannel(models.AbstractModel):
    """One channel of notices: all its properties in one place.

    The defaults here are for a channel that reaches people individually and must not notify a
    person twice. A channel is a separate model named `directive.channel.<code>`, which inherits
    this one and overrides the differences; there is no other list of channels. Preferences and
    rules offer it if its addon adds a field `channel_<code>` to those models.

    Methods take `rows`, deliveries of this channel, and `line`, what :meth:`_line` returned.
    """

    _name = "directive.channel"
    _description = "Channel"

    _label = None  # a LazyTranslate: how people call it
    _short_label = None  # the same where there is little room, if it differs
    # Whether it disturbs people. If not, it delivers at any hour, submits many rows in one
    # transaction, and rows of a dead process are safely retried.
    _is_silent = False
    _needs_user = False  # whether it exists only for recipients with a user
    _opens_todo = False  # whether it opens a to-do on the record; recipients must see it

    # All of them

    @api.model
    def _all(self):
        """Return ``{code: channel}`` of all channels, as they were declared."""
        names = self.env.registry["directive.channel"]._inherit_children
        return {channel._code: channel for channel in map(self.env.get, names)}

    @api.model
    def _get(self, code):
        """Return the channel called ``code``, or None without the addon it belongs to."""
        return self.env.get(f"{PREFIX}{code}")

    @api.model
    def _labels(self):
        """Return ``{code: label}`` of all channels, in the language of the context."""
        return {code: self.env._(channel._label) for code, channel in self._all().items()}

    @api.model
    def _short_labels(self):
        """Return ``{code: label}`` for places where there is little room."""
        return {
            code: self.env._(channel._short_label or channel._label)
            for code, channel in self._all().items()
        }

    @api.model
    def _usual(self, event, urgency):
        """Return the codes of the default channels of ``event``."""
        return self._codes_of(lambda channel: channel._is_usual(event, urgency))

    @api.model
    def _askable(self):
        """Return the codes of the channels a person may ask for."""
        fields = self.env["directive.notice.preference"]._fields
        return self._codes_of(
            lambda channel: channel._is_askable() and FIELD_PREFIX + channel._code in fields
        )

    @api.model
    def _reminding(self):
        """Return the codes of the channels by which a person is reminded by hand."""
        return self._codes_of(lambda channel: channel._reminds())

    @api.model
    def _codes_of(self, condition):
        return tuple(code for code, channel in self._all().items() if condition(channel))

    @api.model
    def _ticked(self, record):
        """Return the codes of the available channels which are ticked on ``record``."""
        return self._codes_of(
            lambda channel: FIELD_PREFIX + channel._code in record._fields
            and record[FIELD_PREFIX + channel._code]
            and channel._is_available()
        )

    @api.model
    def _suppressed(self, rows):
        """Return those of ``rows``, of any channels, whose channel cannot reach their recipient."""
        return rows.browse().union(
            *(
                row
                for code, found in rows.grouped("channel").items()
                for row in self._get(code)._suppression_reasons(found)
            )
        )

    # When it is used

    @property
    def _code(self):
        """Its name in the ledger."""
        return self._name.removeprefix(PREFIX)

    @api.model
    def _is_available(self):
        """Tell whether the province has this channel at all: else nothing is queued for it."""
        return True

    @api.model
    def _is_usual(self, event, urgency):
        """Tell whether it is a default channel of ``event``."""
        return self._is_available()

    @api.model
    def _is_askable(self):
        """Tell whether a person may ask for it where it is not usual."""
        return self._is_available()

    @api.model
    def _reminds(self):
        """Tell whether the reminder button can use it."""
        return self._is_available()

    # Reachable recipients

    @api.model
    def _reaches(self, user_id):
        """Tell whether it can exist for a recipient with this user, or without one."""
        return bool(user_id) or not self._needs_user

    @api.model
    def _existing_sql(self):
        """Return those recipients ``told`` of a reminder who can receive it."""
        return SQL("told.user_id IS NOT NULL") if self._needs_user else SQL("TRUE")

    @api.model
    def _reached_sql(self):
        """Return those of ``told`` whom a reminder rule reaches through it.

        ``member`` are the people of the agencies as they are today.
        """
        return self._existing_sql()

    @api.model
    def _suppression_reasons(self, rows):
        """Return ``{row: reason}`` for the rows whose recipients it cannot reach."""
        return {}

    @api.model
    def _daily_cap(self):
        """Return how many messages a person may get by it a day, 0 for any number."""
        return 0

    # Sending

    @api.model
    def _is_ready(self):
        """Tell whether it can send now; if not, see to it that it is asked again."""
        return True

    @api.model
    def _line(self):
        """Return a context manager for resources shared by one run, such as a connection.

        It yields None, or an object whose ``is_down`` means that nothing more can be sent in this
        run.
        """
        return nullcontext()

    @api.model
    def _claim_size(self, line=None):
        """Return how many rows a claim begins with.

        All that waits for the same people is added to it, unless the channel is silent.
        """
        return 1

    @api.model
    def _in_messages(self, rows):
        """Return the messages for claimed ``rows``: one for all, plus those sent on their own."""
        alone = rows._going_alone()
        together = rows - alone
        return [*alone, *([together] if together else [])]

    @api.model
    def _prepare(self, rows, line):
        """Return the input of :meth:`_send` for claimed rows; failures here are retried."""
        return self._in_messages(rows)

    @api.model
    def _send(self, messages, line):
        """Send and record the result of :meth:`_prepare`.

        This one sends message by message; a channel that sends several at once overrides it.
        """
        sender = self.env["directive.notice.sender"]
        for message in messages:
            held = sender._still_of_use(sender._still_claimed(message))
            if held:
                sender._record(held, self._hand_over_or_undo(held, line))
            sender._commit()

    @api.model
    def _hand_over_or_undo(self, rows, line):
        try:
            return self._hand_over(rows, line)
        except Exception as error:
            # A channel handles everything after the submission; an error that it raises happened
            # before, so nothing was sent and a retry is safe.
            return self.env["directive.notice.sender"]._unprepared(rows, error)

    @api.model
    def _hand_over(self, rows, line):
        """Give one message, made of all ``rows``, to the outside; return the :class:`Outcome`.

        :raises: only before anything was sent
        """
        raise NotImplementedError

    # People without an account, such as a citizen who is sent a code

    @api.model
    def _for_address(self, address):
        """Return the channel that reaches ``address``, typed by a person we do not know, or None."""
        found = (one for one in self._all().values() if one._reaches_address(address))
        return next(found, None)

    @api.model
    def _reaches_address(self, address):
        """Tell whether :meth:`_send_to_address` can send to ``address``."""
        return False

    @api.model
    def _send_to_address(self, address, subject, text):
        """Send what the person at ``address`` asked for; neither is kept in the ledger.

        :return: the :class:`Outcome`
        """
        raise NotImplementedError

    # After a crash

    @api.model
    def _recover(self, limit):
        """Settle the rows of dead processes that were claimed before ``limit``.

        A silent channel has sent nothing, because it sends and records in one transaction. On the
        others the message may have been sent, so only a person may resend it.
        """
        reason = self.env._("The sending process stopped while the message was being handed over.")
        stuck = self.env["directive.notice.sender"]._stuck(self, limit)
        stuck._move(QUEUED if self._is_silent else UNKNOWN, reason)
