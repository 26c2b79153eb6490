from odoo import fields, models
from odoo.fields import Command

from ...models.task.directive_task_deadline import DATED_KINDS, MAX_WORKING_DAYS
from ...tools.recurrence import RHYTHM
from ...tools.text import fold
from ..imports.directive_import_line import names_of


class DirectiveHistoryImportLine(models.TransientModel):
    """From a row of the preview to the values of a past task."""

    _inherit = "directive.history.import.line"

    def _prepare_rows(self):
        """Return what `directive.history.load._load` needs of each of these rows."""
        issuers = {fold(one.name): one.id for one in self.env["directive.issuer"].search([])}
        kinds = self.env["directive.document.type"]._by_letters()
        return [line._prepare_row(issuers, kinds) for line in self]

    def _prepare_row(self, issuers, kinds):
        as_of = self.import_id.as_of or fields.Date.context_today(self)
        assigned = self.source_date or min(
            filter(None, (as_of, self.date_reported, self.date_deadline))
        )
        order = self._prepare_order(assigned, issuers, kinds)
        return {
            "key": self.row_key,
            "file": self.file_name or "",
            "place": self.place or "",
            "as_of": as_of,
            "order": order,
            "order_key": (
                fold(order["number"]) or order["subject"],
                str(order["date_issued"] or ""),
            ),
            "task": self._prepare_task(assigned, as_of),
            "steps": self._prepare_steps(assigned, as_of),
            "results": self.results or [],
            "words": self.result_text or self.status_text,
            "said": self.said or {},  # what the file said: a later version is compared with it
        }

    def _prepare_order(self, assigned, issuers, kinds):
        number = (self.source_number or "").strip() or False
        if number:
            subject = self.env._("Document %(number)s, taken over from a tracker", number=number)
        else:
            subject = self.env._(
                "Tasks without a document, taken over from %(file)s", file=self.file_name
            )
        kind = kinds.get(self.env["directive.document.type"]._letters_of(number or ""))
        return {
            "number": number,
            "subject": subject,
            "date_issued": self.source_date if number else False,
            "issuer_id": issuers.get(fold(self.leader), False) if self.leader else False,
            "document_type_id": kind.id if kind else False,
            "monitor_id": self.import_id.create_uid.id,
        }

    def _prepare_task(self, assigned, as_of):
        done = self.state == "done"
        reported = self.date_reported if self.state in ("done", "reported") else False
        return {
            **self._prepare_deadline(),
            "point": self.point,
            "name": self.name,
            "group_title": self.group_title,
            "product": self.product,
            "remark": self._prepare_remark(),
            "lead_agency_id": self.lead_agency_id.id,
            "coordinating_agency_ids": [
                Command.set((self.coordinating_agency_ids - self.lead_agency_id).ids)
            ],
            "state": self.state,
            "progress": min(max(self.progress, 0), 100) or (100 if done else 0),
            "date_assigned": assigned,
            "date_received": assigned if self.state != "assigned" else False,
            "date_reported": reported,
            "date_done": (reported or as_of) if done else False,
            "date_suspended": as_of if self.state == "suspended" else False,
            "date_last_news": self._last_news(),
        }

    def _prepare_deadline(self):
        kind = self.deadline_kind
        if self.date_deadline and kind not in (*DATED_KINDS, "working_days"):
            kind = "date"
        counted = kind == "working_days"
        if counted and not 1 <= self.deadline_days <= MAX_WORKING_DAYS:
            kind, counted = ("date" if self.date_deadline else "none"), False
        original = self.date_deadline_original or self.date_deadline
        return {
            "deadline_kind": kind,
            "deadline_text": self.deadline_text,
            "deadline_days": self.deadline_days if counted else 0,
            "date_deadline": self.date_deadline,
            "date_deadline_original": original,
            "extension_count": int(bool(original and original != self.date_deadline)),
            **{name: kind == "periodic" and self[name] for name in RHYTHM},
        }

    def _last_news(self):
        days = [fields.Date.to_date(one["date"]) for one in self.results or () if one.get("date")]
        return max([*days, *([self.date_reported] if self.date_reported else [])], default=False)

    def _prepare_steps(self, assigned, as_of):
        return {
            "state": self.state,
            "assigned": assigned,
            "ended": self.date_reported or False,
            "original": self.date_deadline_original or self.date_deadline,
            "deadline": self.date_deadline,
            "as_of": as_of,
        }

    def _prepare_remark(self):
        """Return the content of the row that no field of a task holds, with its labels."""
        leads, helpers = names_of(self.unmatched_leads), names_of(self.unmatched_coordinators)
        labels = self._fields
        told = {
            labels["leader"]._description_string(self.env): self.leader,
            labels["note"]._description_string(self.env): self.note,
            labels["status_text"]._description_string(self.env): self.status_text,
            labels["result_text"]._description_string(self.env): self.result_text,
            self.env._("Also named as lead"): "; ".join(leads),
            self.env._("Also named as coordinating"): "; ".join(helpers),
        }
        return "\n".join(f"{label}: {value}" for label, value in told.items() if value)
