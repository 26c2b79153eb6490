from contextlib import contextmanager

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.notice.post import Post
from ...tools.recipient import Told

POSTS = "directive_tracking.posts"  # what a step of this transaction tells at its end


class DirectiveNotice(models.Model):
    """Writing notices: those of one step by one statement, and their messages by another."""

    _inherit = "directive.notice"

    @api.model
    def _post(
        self, event, records, recipients, occurrence="", urgency="normal", channels=None, **values
    ):
        """Notify ``recipients`` of ``event`` on ``records``, once, in the current transaction.

        The number of queries does not depend on the number of records. Existing notices with the
        same key are left unchanged.

        :param records: records of a model that is a subject
        :param recipients: ``{record id: [Recipient, …]}``
        :param channels: those of :meth:`_default_channels` if not given
        :param values: ``note``; ``valid_until`` (UTC); ``wants_ack``, whether recipients are asked to
            acknowledge; ``repeats_id``, the id of the notice it says once more
        """
        if not records:
            return
        self._guard_values([values])  # SQL writes them
        recipients = self.env["directive.agency.member"]._with_standins(recipients)
        post = Post(
            event,
            self._told_of(records, recipients, occurrence),
            tuple(channels or self._default_channels(event, urgency)),
            urgency,
            records,
            self._columns_for(event, records.browse(), occurrence, urgency, values),
            bool(values.get("wants_ack")),
        )
        together = self.env.cr.precommit.data.get((POSTS, self.env.uid))
        if together is None:
            self._write_posts([post])
        else:
            together.append(post)

    @contextmanager
    def _told_together(self):
        """Write the notices posted inside at once, at the end of the outermost of these blocks.

        Their texts are those of the end. A savepoint inside ends the collecting early, because it
        may be undone: Odoo forgets this data when one begins.
        """
        data, key, posts = self.env.cr.precommit.data, (POSTS, self.env.uid), []
        if key in data:
            yield
            return
        data[key] = posts
        try:
            yield
        finally:
            if data.get(key) is posts:
                del data[key]
        self._write_posts(posts)

    @api.model
    def _told_of(self, records, recipients, occurrence):
        return [
            Told(records._name, res_id, occurrence or "", recipient)
            for res_id in records.ids
            for recipient in recipients.get(res_id, ())
        ]

    @api.model
    def _write_posts(self, posts):
        if not posts:
            return
        for post in posts:
            post.records.flush_recordset()
        rows = [(post.columns, self._rows_of(post.records)) for post in posts]
        # The second one to write the same reads again.
        self.env.cr.execute(self._insertion_of(rows), log_exceptions=False)
        self.env["directive.notice.delivery"]._queue(posts)
        for post in posts:
            self._after_post(post)

    @api.model
    def _after_post(self, post):
        """Apply the effects of a :class:`Post` besides its messages."""

    @api.model
    def _default_channels(self, event, urgency):
        """Return the codes of an event's channels, as the channels define them."""
        return self.env["directive.channel"]._usual(event, urgency)

    @api.model
    def _rows_of(self, records):
        table = SQL.identifier(records._table)
        return SQL("%s AS record WHERE record.id = ANY(%s)", table, records.ids)

    @api.model
    def _columns_for(self, event, model, occurrence, urgency, values):
        return {
            **self._values_for(event, model, occurrence, urgency or "normal"),
            "valid_until": self._default_valid_until(event, fields.Datetime.now()),
            **{name: value for name, value in values.items() if value},
        }
