from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools.translate import LazyTranslate

from odoo.addons.directive_tracking.tools.appendix.errors import AppendixError
from odoo.addons.directive_tracking.tools.appendix.sheet.left_sheet import count_left

from ...tools.register import read_register
from ...tools.register.errors import SENTENCES
from ...tools.register.identity import row_key
from ...tools.register.walk import is_band

_lt = LazyTranslate(__name__)
SOURCES = {"direct": "in_person", "agency": "other_agency", "dropbox": "handed", None: "in_person"}
# What a row says beside the kinds of doubt may quote a name.
QUOTING = ("households", "count_unknown", "several_matters")
LEFT = {
    "heading": _lt("Heading"),
    "page_total": _lt("Sum of a page"),
    "total": _lt("Sum"),
    "repeated_header": _lt("Header again"),
    "empty_numbered": _lt("Number without a letter"),
    "signature": _lt("Signature"),
    "summary_sheet": _lt("Sheet with a summary"),
    "hidden_sheet": _lt("Hidden sheet"),
}


class PetitionRegisterImport(models.TransientModel):
    """From the file to the preview."""

    _inherit = "petition.register.import"

    def action_read(self):
        """Read the file into the preview, replacing an earlier one.

        :raises UserError: with the problem of the file
        """
        self._check_may_take_over()
        self._check_state("draft", "read")
        reading = self._read()
        filling = self._filling()
        filling.line_ids.unlink()
        lines = [self._prepare_line(place, one) for place, one in enumerate(reading.records)]
        self._recognise(lines)
        left = self._left_of(reading)
        filling.write(
            {
                "state": "read",
                "shown": "all",
                "register_date": reading.register_date,
                "keeper": reading.agency,
                "left": left,
                "left_count": len(left),
                "account": self._account(reading, lines, left),
                "line_ids": [Command.create(vals) for vals in lines],
            }
        )
        return True

    def _read(self):
        today = self.env["directive.settings"]._today()
        name = self.file_name or "register.xlsx"
        try:
            return read_register(name, self._content(), kept_to=today)
        except AppendixError as error:
            raise UserError(self._refusal(error, name)) from error

    def _refusal(self, error, name):
        if error.code in SENTENCES:
            return self.env._(_lt(SENTENCES[error.code], file=name))
        return self.env["directive.import"]._error_sentence(error, name)

    def _prepare_line(self, place, record):
        hidden = record.may_be_sealed
        kinds = [matter.kind for matter in record.matters]
        contents = "; ".join(filter(None, (matter.content for matter in record.matters)))
        decision = record.decision
        return {
            "sequence": place + 1,
            "place": self._place_in_words(record.at),
            "at": record.at,
            "row_key": row_key(record),
            "number": record.number,
            "date_text": record.date_text,
            "date_received": record.date_received,
            "source": SOURCES.get(record.source, record.source),
            "people": self._people_in_words(record, hidden),
            "kinds": kinds,
            "kind": kinds[0] if len(set(kinds)) == 1 else False,
            "matter_count": len(kinds),
            "content": self.env._("(not shown: sealed)") if hidden else contents,
            "outcome": record.outcome,
            "state_text": record.state,
            "result": decision.result if decision else False,
            "repeats": self._place_in_words(record.duplicate_of or record.follows or {}),
            "problems": [
                [one.code, "" if hidden and one.code in QUOTING else one.value]
                for one in record.warnings
            ],
        }

    def _people_in_words(self, record, hidden):
        if record.anonymous:
            return self.env._("Anonymous")
        count = "" if record.persons_count is None else f"({record.persons_count})"
        if hidden:
            return self.env._("Sealed %s", count).strip()
        return f"{record.persons_text or ''} {count}".strip()

    def _place_in_words(self, at):
        if not at:
            return ""
        row = at.get("row") or at.get("record")
        last = at.get("row_to")
        rows = f"{row}–{last}" if last else str(row)
        return self.env._("%(sheet)s, row %(row)s", sheet=at.get("sheet") or "", row=rows).lstrip(
            ", "
        )

    def _recognise(self, lines):
        """Leave out the rows that were taken over before."""
        keys = [vals["row_key"] for vals in lines]
        domain = [("agency_id", "=", self.agency_id.id), ("register_key", "in", keys)]
        taken = set()
        for name in ("petition.letter", "petition.visit"):
            # Of the agency's own, whoever took them over.
            taken |= set(self.env[name].sudo().search(domain).mapped("register_key"))
        seen = set()
        for vals in lines:
            if vals["row_key"] in taken:
                vals |= {"is_included": False, "left_why": self.env._("Taken over before.")}
            elif vals["row_key"] in seen:
                vals["row_key"] = f"{vals['row_key']}@{vals['sequence']}"
            seen.add(vals["row_key"])

    def _left_of(self, reading):
        found = []
        for left in reading.left_aside:
            sheet = left.sheet or reading.sheet
            place = self._place_in_words({"sheet": sheet, "row": left.row}) if left.row else sheet
            reason = self.env._(LEFT[left.kind]) if left.kind in LEFT else left.kind
            if left.warning:
                reason = self.env._("%(reason)s: differs from the rows", reason=reason)
            # A row that was not understood may name a denouncer.
            is_shown = left.kind in ("total", "page_total") or is_band(left.text or "")
            found.append([place or "", reason, (left.text or "") if is_shown else ""])
        return found

    def _account(self, reading, lines, left):
        counts = reading.counts
        again = sum(not vals.get("is_included", True) for vals in lines)
        parts = [
            self.env._(
                "%(rows)s rows: %(letters)s letters, %(visits)s visits, %(matters)s matters, "
                "%(people)s people; %(repeated)s repeat an earlier one, %(again)s were taken over "
                "before.",
                rows=counts["records"],
                letters=counts["letters"],
                visits=counts["visits"],
                matters=counts["matters_listed"],
                people=counts["persons"],
                repeated=sum(bool(one.duplicate_of) for one in reading.records),
                again=again,
            )
        ]
        if told := count_left(left):
            parts.append(self.env._("Rows that are no letters: %(told)s.", told=told))
        return "\n".join(parts)
