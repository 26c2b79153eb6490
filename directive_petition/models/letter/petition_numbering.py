from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from odoo.addons.directive_tracking.tools.agency.fate import KEPT

from ...tools.letter.numbering import number_by, pattern_fault

NUMBERED = [("letter", "Letters"), ("matter", "Matters")]
DEFAULTS = {"letter": "{n:4}/{year}/ĐT", "matter": "{n:4}/{year}/VV"}

# Whoever comes second waits, and gets the next one.
NEXT = """
INSERT INTO petition_counter (agency_id, numbered, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (agency_id, numbered, year) DO UPDATE SET last = petition_counter.last + 1
 RETURNING last
"""


class PetitionNumbering(models.Model):
    """How an agency numbers its letters and matters; one without an agency is for all others."""

    _name = "petition.numbering"
    _description = "Number Pattern"
    _inherit = ["petition.province.mixin", "directive.remembered.mixin"]
    _order = "agency_id, numbered, id"
    _rec_name = "pattern"

    agency_id = fields.Many2one(
        "directive.agency", index=True, ondelete="cascade", help="Empty: every other agency."
    )
    numbered = fields.Selection(NUMBERED, string="Numbers of", required=True)
    pattern = fields.Char(
        required=True,
        help="{n} is the running number of the year, {n:4} with four digits; {year}, {yy} and "
        "{code}, the short name or code of the agency, may stand beside it.",
    )
    example = fields.Char(compute="_compute_example")

    _once = models.UniqueIndex(
        "(COALESCE(agency_id, 0), numbered)", "This agency already has a pattern for these."
    )

    @api.depends("pattern", "agency_id")
    def _compute_example(self):
        year = self.env["directive.settings"]._today().year
        for one in self:
            code = one._code_of(one.agency_id) or "UBND"
            one.example = one.pattern and number_by(one.pattern, 27, year, code)

    @api.constrains("pattern")
    def _check_pattern(self):
        said = {
            "number": self.env._("The pattern must contain the running number, {n}."),
            "year": self.env._("Numbers begin again each year: the pattern must contain {year}."),
            "place": self.env._("The pattern may only contain {n}, {year}, {yy} and {code}."),
        }
        for one in self:
            if fault := pattern_fault(one.pattern):
                raise ValidationError(said[fault])

    @api.model
    def _kept_domain(self):
        """Each agency also keeps its own."""
        own = Domain("agency_id", "in", self.env.user._directive_agencies().ids)
        return super()._kept_domain() | own

    @api.model
    def _next(self, agency, numbered, day):
        """Return the next number of ``agency`` in the year of ``day``; no number is left out.

        :param str numbered: what gets it, a key of the field ``numbered``
        """
        chosen = self._patterns()
        pattern = chosen.get((agency.id, numbered)) or chosen.get((False, numbered))
        pattern = pattern or self._default_patterns()[numbered]
        code = self._code_of(agency) if "{code}" in pattern else ""
        return number_by(pattern, self._count_on(agency, numbered, day.year), day.year, code)

    @api.model
    @ormcache()
    def _patterns(self):
        """Return ``{(agency or False, what is numbered): pattern}`` as chosen; every number asks."""
        # Every clerk gets a number, whoever keeps the patterns.
        rows = self.sudo().search(Domain.TRUE)
        return {(row.agency_id.id, row.numbered): row.pattern for row in rows}

    @api.model
    def _count_on(self, agency, numbered, year):
        """Return the next running number of ``agency`` for what is ``numbered``."""
        self.env.cr.execute(SQL(NEXT, agency.id, numbered, year))
        return self.env.cr.fetchone()[0]

    @api.model
    def _default_patterns(self):
        """Return {what is numbered: its pattern unless another is chosen}; rooms add theirs."""
        return DEFAULTS

    @api.model
    def _code_of(self, agency):
        return agency.short_name or agency.code or ""

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
