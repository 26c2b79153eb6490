from collections import Counter

from odoo import api, models
from odoo.exceptions import UserError

from ...models.common.listing import listed
from ...tools.agency.provinces import place_of
from ...tools.notice.receipt import read_history

MOMENT = "%d/%m/%Y %H:%M"
MAX_NAMES = 5
NOT_SHOWN = {"number": "", "point": "", "name": ""}


class ReportDirectiveTrackingReceiptBook(models.AbstractModel):
    """The receipt book as a printable page: recipients, messages, times, channels and outcomes."""

    _name = "report.directive_tracking.receipt_book"
    _description = "Receipt Book Page"

    @api.model
    def _get_report_values(self, docids, data=None):
        book = self.env["directive.receipt.book"].browse(docids or ()).exists()
        if len(book) != 1:
            raise UserError(
                self.env._("This page is no longer kept. Print the receipt book once more.")
            )
        book.check_access("read")
        book._records().check_access("read")
        return {"docs": book, **self._heading(book), **self._sheet(book._rows())}

    @api.model
    def _heading(self, book):
        user, settings = self.env.user, self.env["directive.settings"]
        now = settings._now_local()
        agency = user._directive_agencies()[:1] or self.env["directive.agency"].search(
            [("kind", "=", "office")], limit=1
        )
        return {
            "company": self.env.company.name,
            "agency": agency.name or "",
            "day": self._written_day(now),
            "scope": self._scope(book),
            "period": self._period(book),
            "clock": f"{settings._timezone().localize(now):UTC%z}",
            "printed": self.env._(
                "Printed by %(person)s at %(moment)s", person=user.name, moment=now.strftime(MOMENT)
            ),
        }

    @api.model
    def _written_day(self, now):
        values = {"day": f"{now:%d}", "month": f"{now:%m}", "year": f"{now:%Y}"}
        if city := self.env.company.city or place_of(self.env.company.name):
            return self.env._("%(city)s, %(day)s/%(month)s/%(year)s", city=city, **values)
        return self.env._("On %(day)s/%(month)s/%(year)s", **values)

    @api.model
    def _scope(self, book):
        """Return the lines that describe the scope of the book."""
        lines = [
            (self.env._("People"), book.partner_ids.mapped("name")),
            (self.env._("Agencies"), book.agency_ids.mapped("name")),
        ]
        if book._subjects():
            label = self.env["ir.model"]._get(book.res_model).name
            items = [record._notice_item() for record in book._subjects()]
            lines.append((label, [self._subject(item, True) for item in items]))
        return [
            (label, listed(self.env, names, MAX_NAMES, "; ")) for label, names in lines if names
        ]

    @api.model
    def _period(self, book):
        begin, end = (day and f"{day:%d/%m/%Y}" for day in (book.date_from, book.date_to))
        if begin and end:
            return self.env._("From %(begin)s until %(end)s", begin=begin, end=end)
        if begin:
            return self.env._("From %(begin)s on", begin=begin)
        return end and self.env._("Until %(end)s", end=end) or ""

    # The rows

    @api.model
    def _sheet(self, rows):
        labels = self._labels(rows)
        subjects = self._subjects(rows.notice_id)
        counts = Counter(rows.mapped("state"))
        return {
            "rows": [self._row(row, labels, subjects) for row in rows],
            "total": len(rows),
            "counts": [
                (label, counts[state]) for state, label in labels["state"].items() if counts[state]
            ],
        }

    @api.model
    def _labels(self, rows):
        names = ("state", "channel")
        return {name: dict(rows._fields[name]._description_selection(self.env)) for name in names}

    @api.model
    def _subjects(self, notices):
        """Return ``{notice: values of its record}`` for those the user may read.

        For deleted records, or uninstalled applications, the former name remains.
        """
        items = {}
        for model, records in notices._records().items():
            found = records.exists()
            items |= dict.fromkeys(((model, res_id) for res_id in found.ids), NOT_SHOWN)
            for record in found._filtered_access("read"):
                items[model, record.id] = record._notice_item()
        return {
            notice: items.get((notice.res_model, notice.res_id))
            or {**NOT_SHOWN, "number": notice.subject_name or ""}
            for notice in notices
        }

    @api.model
    def _row(self, row, labels, subjects):
        notice = row.notice_id
        item = subjects[notice]
        return {
            "queued": self._moment(row.date_queued),
            "label": notice._label(),
            "name": item["name"],
            "number": self._subject(item),
            "person": row.partner_id.name,
            "address": row.address or "",
            "agency": row.agency_id._name_on(row.date_queued),
            "channel": labels["channel"].get(row.channel, row.channel),
            "state": labels["state"][row.state],
            "sent": self._moment(row.date_sent),
            "delivered": self._moment(row.date_delivered),
            "seen": self._moment(row.date_seen),
            "attempts": row.attempt_count,
            "steps": self._steps(row, labels["state"]),
            "reference": row.message_ref or "",
        }

    @api.model
    def _subject(self, item, with_name=False):
        number = self.env["directive.notice"]._numbered(item)
        return f"{number}: {item['name']}" if with_name and item["name"] else number

    @api.model
    def _steps(self, row, labels):
        """Return the history as (moment, event, reason), without the submission itself."""
        steps = read_history(row.history)
        return [
            (self._moment(step.moment), labels.get(step.state, step.state), step.words)
            for step in steps
            if step.words or step.state != "sending"
        ]

    @api.model
    def _moment(self, moment):
        if not moment:
            return ""
        return self.env["directive.settings"]._to_local(moment).strftime(MOMENT)
