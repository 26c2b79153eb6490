from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.reminders import deadlines_to_remind, last_working, repetition
from .directive_reminder_rule import RECIPIENTS
from .scopes import BEFORE, SCOPES

# The notices of the due dates and their deliveries: one statement, whatever the number of tasks.
WRITE_REMINDERS = """
  WITH moment AS (
       SELECT * FROM unnest(%(dates)s::date[], %(assigned)s::date[],
                            %(occurrences)s::text[])
              AS moment(day, assigned_until, occurrence)),
       notice AS (%(notices)s RETURNING id, task_id, urgency, coordination_id, opinion_id),
       member AS (%(members)s),
       told AS (%(told)s)
%(deliveries)s
"""
# The recipients as the ledger wants them, each once.
ROWS = """
(SELECT DISTINCT ON (told.notice_id, told.partner_id, channel.name)
        told.notice_id, told.partner_id, told.user_id, told.agency_id,
        channel.name AS channel, channel.moment AS date_next
   FROM told
  CROSS JOIN unnest(%(channels)s::text[], %(starts)s::timestamp[]) AS channel(name, moment)
  WHERE %(reached)s) AS row
  JOIN notice ON notice.id = row.notice_id
"""


class DirectiveReminderRule(models.Model):
    """The evaluation of the rules, with a number of queries independent of the number of tasks.

    Python computes the due dates; one statement per rule finds the tasks and recipients and
    writes the rows.
    """

    _inherit = "directive.reminder.rule"

    @api.model
    def _cron_remind(self):
        """Create the reminders due since the last run, once each.

        Nothing happens before the digest hour and on days off: the next run on a working day
        finds those reminders.
        """
        settings = self.env["directive.settings"]
        today = settings._today()
        calendar = settings._working_calendar()
        local = settings._now_local()
        if local.hour + local.minute / 60 < settings._get("digest_hour"):
            return
        if not calendar.is_working(today):
            return
        rules = self._lock_due_rules(today)
        if rules:
            self._make_contacts()
            self.env.flush_all()
        for rule in rules:
            rule._remind(calendar, today)
        rules.date_last_run = today

    @api.model
    def _lock_due_rules(self, today):
        """Return the rules not yet evaluated today, locked: a parallel run skips them."""
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                rows = self.env.execute_query(
                    SQL(
                        "SELECT id FROM directive_reminder_rule WHERE active "
                        "AND (date_last_run IS NULL OR date_last_run < %s) "
                        "ORDER BY sequence, id FOR UPDATE SKIP LOCKED",
                        today,
                    )
                )
        except SerializationFailure:  # another run has just finished with them
            return self.browse()
        return self.browse(row[0] for row in rows)

    @api.model
    def _make_contacts(self):
        """Give agencies that are reachable only at their own address a contact to write to."""
        nobody = Domain(
            "member_ids", "not any", self.env["directive.agency.member"]._reachable_domain()
        )
        reachable = Domain("partner_id", "=", False) & Domain("email", "!=", False)
        for agency in self.env["directive.agency"].search(reachable & nobody):
            agency._contact()

    def _remind(self, calendar, today):
        """Write the notices and deliveries of one rule."""
        self.ensure_one()
        moments = self._due_moments(calendar, today)
        parts = self._recipient_parts()
        channels = self._channels()
        if not moments or not parts or not channels:
            return
        self._write_reminders(moments, parts, channels)

    # Which dates are due

    def _due_moments(self, calendar, today):
        """Return ``[(date, last day of assignment, occurrence)]`` of the dates due now.

        The date is that of :data:`SCOPES`; tasks assigned after the given day are too
        young for this reminder. An extension makes a new date, so a new occurrence.
        """
        last_run = last_working(calendar, self.date_last_run or self._yesterday())
        if self.event in BEFORE:
            found = deadlines_to_remind(calendar, self.days, self.day_unit, last_run, today)
            return [(deadline, day, self._occurrence(deadline)) for deadline, day in found]
        moments = []
        for start in self._open_dates(today):
            number = repetition(
                calendar, start, self.days, self.day_unit, self.repeat_days, last_run, today
            )
            if number is not None:
                moments.append((start, today, self._occurrence(start, number)))
        return moments

    def _occurrence(self, date, number=0):
        key = f"{self.id}:{date}"
        return f"{key}:{number}" if number else key

    def _open_dates(self, today):
        """Return the dates from which open tasks of this rule's event are counted."""
        scope = SCOPES[self.event]
        column = SQL.identifier(scope.day)
        query = SQL(
            "SELECT DISTINCT %s FROM %s WHERE %s AND %s < %s",
            column, SQL(scope.source), self._scope_sql(), column, today,
        )  # fmt: skip
        return [row[0] for row in self.env.execute_query(query)]

    def _scope_sql(self):
        """Return the condition of the tasks this rule's event concerns."""
        scope = SCOPES[self.event]
        # Literal states let PostgreSQL choose the partial indexes of open tasks.
        literal = SQL(", ").join(SQL(f"'{state}'") for state in scope.states)
        whose = SQL("TRUE")
        if self.monitor_id:
            whose = SQL("record.monitor_id = %s", self.monitor_id.id)
        return SQL("record.state IN (%s) AND %s AND %s", literal, SQL(scope.condition), whose)

    # Writing

    def _write_reminders(self, moments, parts, channels):
        """Write the notices of the due dates with their deliveries, in one statement."""
        dates, assigned_until, occurrences = (list(column) for column in zip(*moments, strict=True))
        self.env.cr.execute(
            SQL(
                WRITE_REMINDERS,
                dates=dates,
                assigned=assigned_until,
                occurrences=occurrences,
                notices=self._insertion_of_notices(),
                members=self.env["directive.agency"]._reachable_sql(),
                told=SQL(" UNION ALL ").join(parts),
                deliveries=self._insertion_of_deliveries(channels),
            )
        )
        if self.env.cr.rowcount:
            self.env["directive.notice.delivery"]._trigger_send()
        self.env["directive.notice"].invalidate_model()
        self.env["directive.notice.delivery"].invalidate_model()

    def _insertion_of_notices(self):
        """Return the statement that writes the notices of the tasks whose ``moment`` has come."""
        Notice, event = self.env["directive.notice"], f"reminder_{self.event}"
        values = Notice._values_for(
            event, self.env["directive.task"], SQL("moment.occurrence"), "normal"
        )
        scope = SCOPES[self.event]
        values |= {"rule_id": self.id, "valid_until": self._valid_until_sql(event)}
        if scope.owed:
            values |= {
                scope.owed: SQL("record.owed_id"),
                "date_deadline": SQL("record.inner_deadline"),
                "occurrence": SQL("moment.occurrence || '/' || record.owed_id"),
            }
        source = SQL(
            "%s JOIN moment ON record.%s = moment.day"
            " WHERE %s AND record.%s <= moment.assigned_until AND NOT %s",
            SQL(scope.source),
            SQL.identifier(scope.day),
            self._scope_sql(),
            SQL.identifier(scope.since),
            self._taken_over_sql(),
        )
        return Notice._insertion(values, source)

    def _taken_over_sql(self):
        """Return the condition of past tasks taken over today: what was due before is past."""
        today = self.env["directive.settings"]._today()
        self.env["directive.history.row"].flush_model()
        return SQL(
            "EXISTS (SELECT FROM directive_history_row AS past"
            " WHERE past.task_id = record.id AND past.date_loaded >= %s)",
            today,
        )

    def _insertion_of_deliveries(self, channels):
        """Return the statement that queues those notices for ``told``."""
        Delivery, offered = self.env["directive.notice.delivery"], self._offered_channels(channels)
        source = SQL(
            ROWS,
            channels=offered,
            starts=self._channel_starts(offered),
            reached=self._chosen_sql(channels, offered),
        )
        return Delivery._insertion(Delivery._values_queued(), source)

    def _channel_starts(self, channels):
        Delivery = self.env["directive.notice.delivery"]
        found = self.env["directive.channel"]._all()
        return [Delivery._first_moment(found[one], is_express=False) for one in channels]

    def _valid_until_sql(self, event):
        """Return the validity of the reminder: before a deadline, until the end of that day."""
        if self.event not in BEFORE:
            now = fields.Datetime.now()
            return SQL("%s", self.env["directive.notice"]._default_valid_until(event, now))
        # Midnight at the end of the deadline in the province, as UTC.
        zone = self.env["directive.settings"]._timezone().zone
        return SQL(
            "(record.%s + 1)::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC'",
            SQL.identifier(SCOPES[self.event].day),
            zone,
        )

    # Recipients

    def _recipient_parts(self):
        """Return the queries of the recipients this rule names, over ``notice``."""
        chosen = [name for name in RECIPIENTS if self[f"to_{name}"]]
        parts = [getattr(self, f"_{name}_sql")() for name in chosen]
        Agency = self.env["directive.agency"]
        return [Agency._with_standins_sql(part, "notice_id") for part in parts]

    def _responder_sql(self):
        return self._agency_sql("id", ("responder",))

    def _head_sql(self):
        return self._agency_sql("id", ("head",))

    def _parent_head_sql(self):
        return self._agency_sql("parent_id", ("head",))

    def _agency_sql(self, which, roles):
        """Return the query of the recipients in the agency concerned, or in the one above it.

        The agency defines them, for reminders and steps alike.
        """
        return SQL(
            """
            SELECT notice.id AS notice_id, person.partner_id, person.user_id, person.agency_id
              FROM notice JOIN directive_task AS task ON task.id = notice.task_id
              JOIN directive_agency AS agency ON agency.id = %s
              JOIN (%s) AS person ON person.agency_id = agency.%s
            """,
            SQL(SCOPES[self.event].agency),
            self.env["directive.agency"]._told_sql(roles, with_contacts=True),
            SQL.identifier(which),
        )

    def _officer_sql(self):
        """Return the query of the officers on the task: people of its lead agency alone."""
        field = self.env["directive.task"]._fields["officer_ids"]
        return SQL(
            """
            SELECT notice.id AS notice_id, account.partner_id, account.id AS user_id,
                   task.lead_agency_id AS agency_id
              FROM notice JOIN directive_task AS task ON task.id = notice.task_id
              JOIN %s AS officer ON officer.%s = task.id
              JOIN res_users AS account ON account.id = officer.%s AND account.active
             WHERE task.lead_agency_id = %s
            """,
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            SQL.identifier(field.column2),
            SQL(SCOPES[self.event].agency),
        )

    @api.model
    def _monitor_sql(self):
        return SQL(
            """
            SELECT notice.id AS notice_id, account.partner_id, account.id AS user_id,
                   NULL::int AS agency_id
              FROM notice JOIN directive_task AS task ON task.id = notice.task_id
              JOIN directive_directive AS directive ON directive.id = task.directive_id
              JOIN directive_agency AS agency ON agency.id = task.lead_agency_id
              JOIN res_users AS account ON account.active AND account.id = COALESCE(
                   task.monitor_id, directive.monitor_id, agency.monitor_id)
            """
        )

    @api.model
    def _leader_sql(self):
        """Return the query of the issuer of the order, or of all leaders if that is not a user."""
        leaders = self.env.ref("directive_tracking.group_directive_leader").all_user_ids.ids
        return SQL(
            """
            SELECT notice.id AS notice_id, account.partner_id, account.id AS user_id,
                   NULL::int AS agency_id
              FROM notice JOIN directive_task AS task ON task.id = notice.task_id
              LEFT JOIN directive_issuer AS issuer ON issuer.id = task.issuer_id
              LEFT JOIN res_users AS giver ON giver.id = issuer.user_id AND giver.active
              JOIN res_users AS account ON account.active AND (
                   account.id = giver.id OR giver.id IS NULL AND account.id = ANY(%s))
            """,
            leaders,
        )
