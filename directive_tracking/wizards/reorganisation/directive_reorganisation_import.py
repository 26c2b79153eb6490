import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ...models.common.listing import listed
from ...models.reorganisation.directive_reorganisation import KINDS
from ...tools.agency.spellings import finder
from ...tools.appendix.errors import AppendixError
from ...tools.appendix.sheet.listed_rows import SheetError
from ...tools.reorganisation.unit_sheet import read_file, sorted_out
from ...tools.wording import _lt
from ..wording import said

SHOWN = 20
UNREADABLE = _lt(
    "%(file)s cannot be read as a spreadsheet: save it as .xlsx (without macros) or as .csv "
    "and choose that file."
)
REFUSALS = {
    "no_header": _lt(
        "No header row was found in %(file)s: one row must name the columns, at least the old unit "
        "and the new unit (name or code)."
    ),
    "empty": _lt("%(file)s is empty: choose the file that lists the units."),
    "too_many_rows": _lt("%(file)s has too many rows: split the list into several files."),
}


class DirectiveReorganisationImport(models.TransientModel):
    """Reorganisations drafted from a list: which old unit becomes which new one.

    A province that is reorganised as a whole gets up to three drafts, for the renamed, the merged
    and the split. They are previewed and done like those entered by hand.
    """

    _name = "directive.reorganisation.import"
    _description = "Import of a Reorganisation"

    file = fields.Binary(string="Spreadsheet", attachment=False)
    file_name = fields.Char()
    name = fields.Char(string="Number of the decision")
    date_document = fields.Date(string="Date of the decision")
    date_effective = fields.Date(
        string="Takes effect on", default=lambda self: self.env["directive.settings"]._today()
    )

    def action_import(self):
        """Draft the reorganisations of the list, each previewed."""
        self.ensure_one()
        self.env["directive.reorganisation"].check_access("create")
        if not (self.file and self.name and self.date_effective):
            raise UserError(
                self.env._("Choose the spreadsheet, and enter the decision and its day first.")
            )
        find = self._finder()
        kinds = sorted_out(self._read_rows())
        self._check_known(kinds, find)
        drafts = self.env["directive.reorganisation"]
        for kind, _label in KINDS:
            if kinds[kind]:
                drafts |= self._draft(kind, kinds[kind], find)
        for draft in drafts:
            draft.action_preview()
        return self._show(drafts)

    def _read_rows(self):
        try:
            return read_file(self.file_name or "", base64.b64decode(self.file))
        except (AppendixError, SheetError) as error:
            sentence = REFUSALS.get(error.code, UNREADABLE)
            raise UserError(said(self.env, sentence, file=self.file_name or "")) from error

    def _finder(self):
        """Return the function from a code and a name to the id of the one agency they mean."""
        agencies = self.env["directive.agency"].search([("active", "=", True)])
        codes = {agency.code: agency.id for agency in agencies}
        find = finder((agency.id, agency._spellings()) for agency in agencies)
        return lambda code, name: code and codes.get(code) or find(name)

    def _check_known(self, kinds, find):
        """Raise naming the rows whose old unit is unknown: nothing of a list is left out."""
        rows = [row for some in kinds.values() for row in some]
        unknown = [row for row in rows if not find(row.old_code, row.old_name)]
        unnamed = [row for row in rows if not row.new_name and not find(row.new_code, "")]
        if unknown or unnamed:
            raise UserError(
                self.env._(
                    "These rows name no known agency that still exists, or no new name: "
                    "%(rows)s. Correct the list, or add the spelling to the agency.",
                    rows=listed(
                        self.env,
                        [
                            f"{row.number} ({row.old_name or row.old_code})"
                            for row in unknown + unnamed
                        ],
                        SHOWN,
                    ),
                )
            )

    def _draft(self, kind, rows, find):
        lines = [self._prepare_line(kind, row, find, place) for place, row in enumerate(rows)]
        return self.env["directive.reorganisation"].create(
            {
                "kind": kind,
                "name": self.name,
                "date_document": self.date_document,
                "date_effective": self.date_effective,
                "line_ids": [fields.Command.create(line) for line in lines],
            }
        )

    def _prepare_line(self, kind, row, find, place):
        """Return the values of the line of ``row``; a known new unit goes on under its new name."""
        old = find(row.old_code, row.old_name)
        # The code says which unit goes on; a name alone may be that of another's.
        new = find(row.new_code, "" if row.new_code else row.new_name)
        line = {"agency_id": old, "sequence": place}
        if kind != "rename" and new:
            line["successor_id"] = new
        known = self.env["directive.agency"].browse(old if kind == "rename" else new)
        given = {
            "new_name": row.new_name,
            "new_code": row.new_code,
            "new_short_name": row.new_short_name,
        }
        old_values = {"new_name": known.name, "new_code": known.code}
        old_values["new_short_name"] = known.short_name
        line |= {
            name: value for name, value in given.items() if value and value != old_values[name]
        }
        return line

    def _show(self, drafts):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_reorganisation_action"
        )
        return dict(action, domain=[("id", "in", drafts.ids)])
