from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

# Possible scopes of a book, and the field of the ledger for each
SCOPES = {
    "directive.task": "notice_id.task_id",
    "directive.directive": "notice_id.directive_id",
    "directive.notice.delivery": "id",
}
REPORT = "directive_tracking.receipt_book"
MAX_ROWS = 20000


class DirectiveReceiptBook(models.TransientModel):
    """Selects the rows of the ledger to print, by records, people, agencies or period.

    The book contains only rows that its reader may read in the ledger.
    """

    _name = "directive.receipt.book"
    _description = "Receipt Book"

    res_model = fields.Selection(
        lambda self: [(model, model) for model in SCOPES],  # names, not for translation
        string="Kind of record",
        readonly=True,
    )
    res_ids = fields.Json(string="Records", readonly=True)
    partner_ids = fields.Many2many("res.partner", string="People")
    agency_ids = fields.Many2many("directive.agency", string="Agencies")
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="Until")

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for book in self:
            if book.date_from and book.date_to and book.date_from > book.date_to:
                raise ValidationError(self.env._("The first day cannot come after the last day."))

    @api.model
    def _of(self, records):
        """Open the book of these tasks, directives or deliveries, from the first row to the last."""
        records.check_access("read")
        book = self.create({"res_model": records._name, "res_ids": records.ids})
        return book.action_print()

    @api.model
    def _ask(self, **defaults):
        """Ask for the period of a book about people or agencies."""
        today = self.env["directive.settings"]._today()
        defaults |= {"date_from": today - timedelta(days=30), "date_to": today}
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_receipt_book_action"
        )
        return action | {"context": {f"default_{name}": one for name, one in defaults.items()}}

    def action_print(self):
        """Open the book in a page of its own, ready for the printer."""
        self.ensure_one()
        self._check_size()
        return {
            "type": "ir.actions.act_url",
            "url": f"/report/html/{REPORT}/{self.id}",
            "target": "new",
        }

    def _check_size(self):
        count = self.env["directive.notice.delivery"].search_count(self._domain())
        if count > MAX_ROWS:
            raise UserError(
                self.env._(
                    "The book would have %(count)s rows; up to %(limit)s can be printed at once. "
                    "Choose a shorter time or fewer people.",
                    count=count,
                    limit=MAX_ROWS,
                )
            )

    def _rows(self):
        """Return the rows of the book that its reader may read, oldest first."""
        self._records().check_access("read")
        Delivery = self.env["directive.notice.delivery"]
        return Delivery.search(self._domain(), order="date_queued, id", limit=MAX_ROWS)

    def _records(self):
        model = self.res_model or "directive.notice.delivery"
        return self.env[model].browse(self.res_ids or ())

    def _domain(self):
        domain = Domain.TRUE
        if self.res_model:
            domain &= Domain(SCOPES[self.res_model], "in", self.res_ids)
        for name in ("partner_id", "agency_id"):
            if chosen := self[f"{name}s"]:
                domain &= Domain(name, "in", chosen.ids)
        return domain & self._period_domain()

    def _period_domain(self):
        settings, domain = self.env["directive.settings"], Domain.TRUE
        if self.date_from:
            domain &= Domain("date_queued", ">=", settings._start_of_day_utc(self.date_from))
        if self.date_to:
            end = settings._start_of_day_utc(self.date_to + timedelta(days=1))
            domain &= Domain("date_queued", "<", end)
        return domain
