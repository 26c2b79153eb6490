from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.delivery import CANCELLED, QUEUED
from ...tools.urgency import URGENCIES


class DirectiveNotice(models.Model):
    """One message with its cause; `directive.notice.delivery` records who got it, how and when.

    Created in the transaction of its cause and never changed: it is evidence. The key (event,
    record, occurrence) prevents a second notice of the same event, even if code runs twice.
    """

    _name = "directive.notice"
    _description = "Notice"
    _inherit = ["directive.ledger.mixin", "directive.sight.mixin"]
    _order = "id desc"
    _rec_name = "event"

    event = fields.Char(required=True, readonly=True, index=True)
    # Kept as they were then: the addon of the record may be uninstalled, the record renamed.
    event_label = fields.Char(string="Event name on record", readonly=True)
    subject_name = fields.Char(string="Name of the record (on record)", readonly=True)
    res_model = fields.Char(string="Kind of record", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    occurrence = fields.Char(
        required=True,
        default="",
        readonly=True,
        help="Distinguishes two notices of the same event on the same record.",
    )
    date_deadline = fields.Date(string="Deadline announced", readonly=True)
    urgency = fields.Selection(URGENCIES, required=True, default="normal", readonly=True)
    note = fields.Text(readonly=True)
    valid_until = fields.Datetime(readonly=True, help="The message is not sent after this time.")
    wants_ack = fields.Boolean(string="Asks for acknowledgement", readonly=True)
    repeats_id = fields.Many2one(
        "directive.notice",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The notice nobody had acknowledged when this one was written.",
    )
    date_created = fields.Datetime(string="Written on", readonly=True)
    delivery_ids = fields.One2many("directive.notice.delivery", "notice_id", string="Deliveries")
    is_to_me = fields.Boolean(
        compute="_compute_is_to_me", search="_search_is_to_me", compute_sudo=True
    )

    _key_uniq = models.UniqueIndex(
        "(res_model, res_id, event, occurrence)", "This notice already exists."
    )

    @api.depends("event", "subject_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for notice in self:
            notice.display_name = " · ".join(filter(None, (notice._label(), notice.subject_name)))

    @api.depends_context("uid")
    def _compute_is_to_me(self):
        # Asked by the record rules: reading `delivery_ids` here would leave the others' rows in
        # the cache, where the reader finds them.
        mine = [("notice_id", "in", self.ids), ("user_id", "=", self.env.uid)]
        groups = self.env["directive.notice.delivery"]._read_group(mine, ["notice_id"])
        to_me = {notice.id for (notice,) in groups}
        for notice in self:
            notice.is_to_me = notice.id in to_me

    def _search_is_to_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("delivery_ids", "any!", [("user_id", "=", self.env.uid)])

    # Its event and its record

    def _event(self):
        """Return the :class:`Event` of the notice."""
        return self.env["directive.notice.event"]._get(self.event)

    def _label(self):
        """Return the message title, in the reader's language."""
        self.ensure_one()
        label = self.env["directive.notice.event"]._label(self.event)
        return label or self.event_label or self.event

    def _record(self):
        """Return the record this notice is about, or None without the addon it belongs to."""
        return self._records().get(self.res_model)

    def _records(self):
        """Return ``{model: the records these notices are about}`` of the models there are."""
        return {
            model: self.env[model].browse(set(notices.mapped("res_id")))
            for model, notices in self.grouped("res_model").items()
            if self.env["directive.subject.mixin"]._is_subject(model)
        }

    def _open_record(self):
        """Return the action that opens the record this notice is about."""
        self.ensure_one()
        if self._record() is None:
            raise UserError(
                self.env._(
                    "“%(name)s” belongs to an application that is not installed: "
                    "it cannot be opened. The messages about it stay on record.",
                    name=self.subject_name or self.res_model,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

    # Writing

    @api.model
    def _values_for(self, event, model, occurrence, urgency):
        """Return the columns of notices of ``event`` on the rows ``record`` of ``model``."""
        return {
            "event": event,
            "event_label": self.env["directive.notice.event"]._label(event),
            "res_model": model._name,
            "res_id": SQL("record.id"),
            "occurrence": occurrence or "",
            "urgency": urgency,
            "wants_ack": False,
            "date_created": fields.Datetime.now(),
            **model._notice_columns(),
        }

    @api.model
    def _columns_of_subject(self):
        """Return the columns for the subject of a notice, from any addon."""
        names = {"res_model", "res_id", "urgency", "note", "date_deadline"}
        return names.union(*(one._notice_columns() for one in self._subjects()))

    @api.model
    def _subjects(self):
        """Return all models whose records are subjects of notices."""
        Subject = self.env["directive.subject.mixin"]
        return [self.env[name] for name in self.env.registry.models if Subject._is_subject(name)]

    @api.model
    def _default_valid_until(self, event, now):
        """Return the validity of an ordinary notice: a week, or four working days after Tết.

        Messages waiting for the end of a long holiday must not expire before anybody could read
        them, nor before their escalation has ended.
        """
        settings = self.env["directive.settings"]
        fifth_day = settings._working_calendar().add(settings._today(), 5)
        life = timedelta(days=self.env["directive.notice.event"]._get(event).days_valid)
        return max(now + life, settings._start_of_day_utc(fifth_day))

    @api.model
    def _fill_names(self, model):
        """Write the names of ``model``'s records into notices written before names were kept."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE directive_notice AS notice SET subject_name = %s FROM %s AS record
                 WHERE notice.res_model = %s AND notice.res_id = record.id
                   AND notice.subject_name IS NULL
                """,
                model._notice_columns()["subject_name"],
                SQL.identifier(model._table),
                model._name,
            )
        )
        self.invalidate_model(["subject_name"])

    # Relevance

    def _is_withdrawn(self):
        """Tell whether the content of this notice has been withdrawn and needs no answer."""
        record = self._record()
        return record is None or record._is_withdrawn() and not self._event().outlives

    def _irrelevant_reason(self):
        """Return why this notice is no longer relevant, or False."""
        record = self._record()
        if record is None:
            return self._uninstalled_reason()
        return record._irrelevant_reason(self)

    def _of_deleted_records(self):
        """Return those of these notices whose records have been deleted, a query per model."""
        there = {model: set(records.exists()._ids) for model, records in self._records().items()}
        return self.filtered(
            lambda notice: notice.res_id not in there.get(notice.res_model, (notice.res_id,))
        )

    @api.model
    def _uninstalled_reason(self):
        return self.env._("The application it belongs to has been uninstalled.")

    @api.model
    def _retire(self, res_models):
        """Cancel queued deliveries about records of models that will be removed."""
        waiting = Domain("notice_id.res_model", "in", res_models) & Domain("state", "=", QUEUED)
        rows = self.env["directive.notice.delivery"].search(waiting)
        rows._move(CANCELLED, self._uninstalled_reason())

    @api.model
    def _office_on_duty(self):
        """Return every specialist of the Office, the default recipients."""
        group = self.env.ref("directive_tracking.group_directive_office")
        return group.all_user_ids.filtered("active")
