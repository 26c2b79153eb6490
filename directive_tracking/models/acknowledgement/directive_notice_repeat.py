from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.notice.ladder import occurrence
from ...tools.urgency import EXPRESS

REPEAT = "repeat"
INSERT_NOTICES = """
INSERT INTO directive_notice
       (event, res_model, res_id, task_id, directive_id, broadcast_id, date_deadline, occurrence,
        urgency, note, valid_until, wants_ack, repeats_id, date_created,
        create_uid, create_date, write_uid, write_date)
SELECT 'repeat', root.res_model, root.res_id, root.task_id, root.directive_id, root.broadcast_id,
       root.date_deadline, wanted.occurrence, root.urgency, root.note,
       GREATEST(root.valid_until, %(valid_until)s::timestamp), FALSE, root.id, %(now)s,
       %(uid)s, %(now)s, %(uid)s, %(now)s
  FROM directive_notice AS root
  JOIN unnest(%(roots)s::int[], %(occurrences)s::text[]) AS wanted(id, occurrence)
    ON wanted.id = root.id
ON CONFLICT DO NOTHING
"""
INSERT_DELIVERIES = """
INSERT INTO directive_notice_delivery
       (notice_id, partner_id, user_id, agency_id, channel, is_express, state, attempt_count,
        date_queued, date_next, create_uid, create_date, write_uid, write_date)
SELECT notice.id, row.partner_id, row.user_id, row.agency_id, row.channel, express.is_so,
       'queued', 0, %(now)s, CASE WHEN express.is_so THEN %(now)s ELSE row.date_next END,
       %(uid)s, %(now)s, %(uid)s, %(now)s
  FROM unnest(%(roots)s::int[], %(occurrences)s::text[], %(partners)s::int[], %(users)s::int[],
              %(agencies)s::int[], %(channels)s::text[], %(moments)s::timestamp[])
       AS row(root_id, occurrence, partner_id, user_id, agency_id, channel, date_next)
  JOIN directive_notice AS notice
    ON notice.repeats_id = row.root_id AND notice.event = 'repeat'
   AND notice.occurrence = row.occurrence
 CROSS JOIN LATERAL (SELECT notice.urgency = ANY(%(express)s) AS is_so) AS express
ON CONFLICT DO NOTHING
"""


class DirectiveNotice(models.Model):
    """Saying notices once more: each repetition is a notice of its own, told apart by its key."""

    _inherit = "directive.notice"

    def _label(self):
        if self.event == REPEAT and self.repeats_id:
            return self.env._("%(label)s: not yet acknowledged", label=self.repeats_id._label())
        return super()._label()

    @api.model
    def _repeat(self, key, recipients, channels, valid_until=None):
        """Say notices once more to these people, once per ``key``, in a few queries for all.

        :param key: id of the step of the ladder, or the reminder's own
        :param recipients: ``[(root notice id, partner id, user id or None, agency id or None)]``
        :param valid_until: when they are of use longer than the notices they repeat
        """
        Delivery = self.env["directive.notice.delivery"]
        # Ordinary ones wait for the end of the quiet hours, whatever is express beside them.
        moments = {one: Delivery._first_moment(one, is_express=False) for one in channels}
        rows = [
            (row[0], occurrence(row[0], key), *row[1:], channel, moments[channel])
            for row in recipients
            for channel in channels
            if Delivery._reaches(channel, row[2])
        ]
        if rows:
            self._insert_repeats([list(column) for column in zip(*rows, strict=True)], valid_until)
            Delivery._trigger_send()

    @api.model
    def _insert_repeats(self, columns, valid_until):
        # SQL, because the key must decide in the database: another process may be first.
        self.flush_model()
        shared = {"now": fields.Datetime.now(), "uid": self.env.uid}
        by_root = dict(zip(columns[0], columns[1], strict=True))
        notices = SQL(
            INSERT_NOTICES,
            roots=list(by_root),
            occurrences=list(by_root.values()),
            valid_until=valid_until,
            **shared,
        )
        deliveries = SQL(
            INSERT_DELIVERIES,
            roots=columns[0],
            occurrences=columns[1],
            partners=columns[2],
            users=columns[3],
            agencies=columns[4],
            channels=columns[5],
            moments=columns[6],
            express=list(EXPRESS),
            **shared,
        )
        for query in (notices, deliveries):
            # Another process with the same step is no error: whoever comes second looks again.
            self.env.cr.execute(query, log_exceptions=False)

    def _irrelevant_reason(self):
        return (self.repeats_id or super())._irrelevant_reason()
