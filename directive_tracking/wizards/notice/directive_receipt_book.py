from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

LEDGER = "directive.notice.delivery"
REPORT = "directive_tracking.receipt_book"
MAX_ROWS = 20000


class DirectiveReceiptBook(models.TransientModel):
    """Selects the rows of the ledger to print, by records, people, agencies or period.

    The book contains only rows that its reader may read in the ledger.
    """

    _name = "directive.receipt.book"
    _description = "Receipt Book"

    res_model = fields.Char(string="Kind of record", readonly=True)
    res_ids = fields.Json(string="Records", readonly=True)
    partner_ids = fields.Many2many("res.partner", string="People")
    agency_ids = fields.Many2many("directive.agency", string="Agencies")
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="Until")

    @api.constrains("res_model")
    def _check_res_model(self):
        """A book lists rows of the ledger, or subjects of notices."""
        Subject = self.env["directive.subject.mixin"]
        for model in set(self.mapped("res_model")) - {False, LEDGER}:
            if not Subject._is_subject(model):
                raise ValidationError(
                    self.env._("There is no receipt book of “%(model)s”.", model=model)
                )

    @api.constrains("res_ids")
    def _check_res_ids(self):
        """Records are named by their ids, a list: any other value could not be looked up."""
        for book in self.filtered("res_ids"):
            ids = book.res_ids
            if not isinstance(ids, list) or not all(type(one) is int and one >= 0 for one in ids):
                raise ValidationError(
                    self.env._("A receipt book is about records: open it from their list or form.")
                )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for book in self:
            if book.date_from and book.date_to and book.date_from > book.date_to:
                raise ValidationError(self.env._("The first day cannot come after the last day."))

    @api.model
    def _of(self, records):
        """Open the book of these subjects or deliveries, from the first row to the last."""
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
        """Open the book on a separate page for printing."""
        self.ensure_one()
        self._check_size()
        return {
            "type": "ir.actions.act_url",
            "url": f"/report/html/{REPORT}/{self.id}",
            "target": "new",
        }

    def _check_size(self):
        count = self.env[LEDGER].search_count(self._domain())
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
        return self.env[LEDGER].search(self._domain(), order="date_queued, id", limit=MAX_ROWS)

    def _records(self):
        return self.env[self.res_model or LEDGER].browse(self.res_ids or ())

    def _subjects(self):
        """Return the records the book is about, if it is not about rows of the ledger."""
        records = self._records()
        return None if records._name == LEDGER else records

    def _domain(self):
        subjects, domain = self._subjects(), Domain.TRUE
        if subjects is not None:
            domain = subjects._receipts_domain()
        elif self.res_model:
            domain = Domain("id", "in", self.res_ids or ())
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
