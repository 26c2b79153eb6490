from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.agency.fate import moved
from ...tools.notice.receipt import history_line
from ...tools.urgency import URGENCIES
from ..agency.directive_agency_member import ROLES_ABOVE

WAITING, ACKNOWLEDGED, VOID = "waiting", "seen", "cancelled"
STATES = [
    (WAITING, "Not seen"),
    (ACKNOWLEDGED, "Seen"),
    (VOID, "No longer needed"),
]


class DirectiveNoticeAcknowledgement(models.Model):
    """The acknowledgement of one notice by one person, given or pending.

    It is created with its notice and never deleted. From `waiting` it moves once, in the
    database: to `seen`, or to `cancelled` if nothing is left to acknowledge. A notice that
    expired unseen stays `waiting`, because that is the fact.
    """

    _name = "directive.notice.acknowledgement"
    _description = "Acknowledgement"
    _inherit = [
        "directive.ledger.mixin",
        "directive.recipient.mixin",
        "directive.sight.mixin",
        "directive.signature.mixin",
    ]
    _order = "date_created, id"
    _rec_name = "notice_id"

    notice_id = fields.Many2one(
        "directive.notice",
        string="Message",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    # Next to the notice, so that one index finds the pending rows of a record.
    res_model = fields.Char(string="Kind of record", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    valid_until = fields.Datetime(related="notice_id.valid_until")
    urgency = fields.Selection(URGENCIES, required=True, readonly=True)

    state = fields.Selection(STATES, required=True, default=WAITING, readonly=True, index=True)
    how = fields.Char(
        readonly=True, help="How it was acknowledged, or why acknowledgement is no longer needed."
    )
    date_created = fields.Datetime(string="Notified on", readonly=True)
    date_seen = fields.Datetime(string="Seen on", readonly=True)
    step = fields.Integer(
        string="Last step after",
        readonly=True,
        help="Minutes of the last escalation step taken.",
    )
    date_next = fields.Datetime(string="Next step on", readonly=True)
    history = fields.Text(readonly=True, help="Steps taken in the meantime, with their time (UTC).")

    _person_uniq = models.UniqueIndex(
        "(notice_id, partner_id)", "This person has already been asked to acknowledge this notice."
    )
    _climb_idx = models.Index("(date_next, id) WHERE state = 'waiting' AND date_next IS NOT NULL")
    _record_idx = models.Index("(res_id, res_model)")

    # Asking

    @api.depends("notice_id")
    def _compute_display_name(self):
        for row in self:
            # Users who see a pending row may know its record without seeing the message itself.
            row.display_name = row.sudo().notice_id.display_name

    @api.model
    def _ask(self, event, told, urgency):
        """Record those of ``told`` who must acknowledge, with their notices, each once.

        :param told: :class:`Told` rows of existing notices of ``event``
        """
        cells = [
            (one.res_model, one.res_id, one.occurrence, *one.to[:3]) for one in told if one.to.asks
        ]
        if not cells:
            return
        source = SQL(
            """
            unnest(%s::text[], %s::int[], %s::text[], %s::int[], %s::int[], %s::int[])
              AS row(res_model, res_id, occurrence, partner_id, user_id, agency_id)
              JOIN directive_notice AS notice
                ON notice.res_model = row.res_model AND notice.res_id = row.res_id
               AND notice.event = %s AND notice.occurrence = row.occurrence AND notice.wants_ack
            """,
            *(list(column) for column in zip(*cells, strict=True)),
            event,
        )
        statement = self._insertion(self._values_awaited(urgency), source)
        self.env.cr.execute(statement, log_exceptions=False)
        self.invalidate_model()

    @api.model
    def _values_awaited(self, urgency):
        """Return the columns of rows that await ``row`` to acknowledge ``notice``."""
        now = fields.Datetime.now()
        return {
            "notice_id": SQL("notice.id"),
            **{name: SQL.identifier("notice", name) for name in self._copied_columns()},
            **self._recipient_columns(),
            "state": WAITING,
            "step": 0,
            "date_created": now,
            "date_next": self.env["directive.escalation.step"]._first_moment(urgency, now),
        }

    @api.model
    def _copied_columns(self):
        """Return the columns in which a row repeats its notice."""
        return ("res_model", "res_id", "urgency")

    # Settling

    def _acknowledge(self, how):
        """Record that these people have seen their notices, on every channel.

        :param how: a few words for the record: how they acknowledged
        """
        # Users cannot write the ledger directly; the caller has checked the user.
        deliveries = self.env["directive.notice.delivery"].sudo()
        told = deliveries.search(
            [("notice_id", "in", self.notice_id.ids), ("partner_id", "in", self.partner_id.ids)]
        )
        pairs = {(row.notice_id, row.partner_id) for row in self}
        told.filtered(lambda row: (row.notice_id, row.partner_id) in pairs)._acknowledge(how)
        self._settle(pairs, how)

    @api.model
    def _settle(self, pairs, how):
        """Settle the requests to these people, and to their agencies if they act for them.

        An agency knows an order as soon as its head or a deputy does: the escalation of its other
        people ends too, and their rows name the person.

        :param pairs: ``{(root notice, partner)}``
        """
        if not pairs:
            return
        notices, partners = zip(
            *((notice.id, partner.id) for notice, partner in pairs), strict=True
        )
        own = SQL(
            "(notice_id, partner_id) IN (SELECT * FROM unnest(%s::int[], %s::int[]))",
            list(notices),
            list(partners),
        )
        self._move(ACKNOWLEDGED, how, own)
        for partner, agencies in self._acted_for(partners).items():
            roots = [notice.id for notice, one in pairs if one == partner]
            others = SQL("notice_id = ANY(%s) AND agency_id = ANY(%s)", roots, agencies.ids)
            spared = SQL("id <> ALL(%s)", self._asked_for_another(roots, agencies).ids)
            self._move(ACKNOWLEDGED, f"{how} ({partner.name})", SQL("%s AND %s", others, spared))

    @api.model
    def _asked_for_another(self, root_ids, agencies):
        """Return the rows of ``agencies`` that are also the only request to another agency.

        A person who leads several agencies is asked once for all of them: an agency where no
        other person was asked does not know the order yet.
        """
        waiting = Domain("state", "=", WAITING) & Domain("agency_id", "in", agencies.ids)
        # The acting user need not see the requests to others.
        rows = self.sudo().search(waiting & Domain("notice_id", "in", root_ids))
        leads = self._acted_for(rows.partner_id.ids) if rows else {}
        return rows.filtered(
            lambda row: (leads.get(row.partner_id, agencies) - agencies)
            & row.notice_id._agencies_not_asked()
        )

    @api.model
    def _acted_for(self, partner_ids):
        """Return ``{partner: agencies}``: the agencies these people may act for today."""
        Member = self.env["directive.agency.member"].sudo()  # the user need not see members
        domain = Member._current_domain() & Domain("role", "in", ROLES_ABOVE)
        posts = Member.search(domain & Domain("partner_id", "in", list(partner_ids)))
        led = {partner: rows.agency_id for partner, rows in posts.grouped("partner_id").items()}
        for (_absent, agency), holders in Member._standins_of(ROLES_ABOVE).items():
            for partner in holders.partner_id.filtered(lambda one: one.id in partner_ids):
                led[partner] = led.get(partner, agency.browse()) | agency
        return led

    @api.model
    def _move(self, state, how, condition):
        """Move the waiting rows under ``condition`` to ``state``, and return them.

        The database decides row by row: an SMS answer, a click in the application and an
        escalation step may coincide.
        """
        for model in (self._name, "res.partner", "directive.agency", "directive.agency.member"):
            self.env[model].flush_model()
        now = fields.Datetime.now()
        name, post = self._signature_sql(self._table)
        moved = self.env.execute_query(
            SQL(
                """
                UPDATE directive_notice_acknowledgement
                   SET state = %(state)s, how = %(how)s, date_next = NULL, write_date = %(now)s,
                       date_seen = CASE WHEN %(is_seen)s THEN %(now)s::timestamp END,
                       signer_name = CASE WHEN %(is_seen)s THEN %(name)s END,
                       signer_post = CASE WHEN %(is_seen)s THEN %(post)s END
                 WHERE state = 'waiting' AND %(condition)s RETURNING id
                """,
                state=state,
                how=how,
                now=now,
                is_seen=state == ACKNOWLEDGED,
                condition=condition,
                name=name,
                post=post,
            )
        )
        self.invalidate_model()
        return self.browse(row[0] for row in moved)

    def _cancel(self, reason):
        """Stop waiting for these people: nothing is left for them to acknowledge.

        For people who have left, the current heads of their agencies are asked instead.
        """
        if self:
            self._move(VOID, reason, SQL("id = ANY(%s)", self.ids))
            self._ask_successors()

    def _log(self, text):
        """Add one history line for these people."""
        line = history_line(fields.Datetime.now(), words=text)
        self.env.cr.execute(
            SQL(
                "UPDATE directive_notice_acknowledgement SET history = %s WHERE id = ANY(%s)",
                self._history_with(line),
                self.ids,
            )
        )
        self.invalidate_recordset(["history"])

    @api.model
    def _look_again(self, condition):
        """Schedule the waiting rows under ``condition`` for the next escalation run."""
        now = fields.Datetime.now()
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE directive_notice_acknowledgement SET date_next = %s
                 WHERE state = 'waiting' AND %s
                """,
                now,
                condition,
            )
        )
        self.invalidate_model(["date_next"])

    @api.model
    def _awaited(self, notices):
        """Return the pairs (notice, person) and (notice, agency) that are still pending."""
        rows = self.search([("notice_id", "in", notices.ids), ("state", "=", "waiting")])
        people = {(row.notice_id, row.partner_id) for row in rows}
        return people | {(row.notice_id, row.agency_id) for row in rows if row.agency_id}

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "agency_id": moved(("state", "=", WAITING), follows="res_id")
        }
