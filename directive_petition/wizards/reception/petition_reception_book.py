from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.board.sheet import write_xlsx
from odoo.addons.directive_tracking.tools.paper import Column, Paper, Signature, Table
from odoo.addons.directive_tracking.tools.paper.model import CENTRE, LEFT

from ...tools.reception.book import WIDTHS, numbers
from ...tools.reception.words import ENDED

MOST = 5000  # rows that Word still opens
CENTRED = (0, 1, 5, 6, 8)


class PetitionReceptionBook(models.TransientModel):
    """The register of receptions (form 03/TCD), on paper or as a spreadsheet: some days, or a session."""

    _name = "petition.reception.book"
    _description = "Register of Receptions"
    _inherit = ["directive.paper.mixin"]
    _is_a_sheet_too = True

    agency_id = fields.Many2one(
        "directive.agency",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env["petition.letter"]._default_agency(),
    )
    session_id = fields.Many2one(
        "petition.session", domain="[('agency_id', '=', agency_id)]", ondelete="cascade"
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env["directive.settings"]._today() - timedelta(days=30),
    )
    date_to = fields.Date(
        string="Until",
        required=True,
        default=lambda self: self.env["directive.settings"]._today(),
    )
    row_count = fields.Integer(
        string="Number of visits", compute="_compute_row_count", compute_sudo=False
    )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        known = self.filtered(lambda one: one.date_from and one.date_to)
        if any(one.date_from > one.date_to for one in known):
            raise ValidationError(self.env._("The first day cannot come after the last day."))

    @api.depends("agency_id", "session_id", "date_from", "date_to")
    def _compute_row_count(self):
        for book in self:
            book.row_count = self.env["petition.visit"].search_count(book._domain())

    def _domain(self):
        domain = Domain("agency_id", "=", self.agency_id.id) & Domain("state", "=", ENDED)
        if self.session_id:
            return domain & Domain("session_id", "=", self.session_id.id)
        return domain & Domain("date", ">=", self.date_from) & Domain("date", "<=", self.date_to)

    def _visits(self):
        """Return the visits of the register that its reader may read, oldest first."""
        visits = self.env["petition.visit"].search(self._domain(), order="date, id", limit=MOST + 1)
        if len(visits) > MOST:
            raise UserError(
                self.env._(
                    "The register would have more than %(most)s rows: choose fewer days.", most=MOST
                )
            )
        return visits

    # On paper

    def _check_may_print(self):
        """Raise unless the register is one whose visits its reader sees: it bears the agency's name."""
        seen = self.env["petition.visit"]._agencies_seen_by(self.env.user)
        if not self.env.su and self.agency_id not in seen:
            raise AccessError(
                self.env._(
                    "You are not allowed to print the register of %s: choose your own agency.",
                    self.agency_id.name,
                )
            )
        self.session_id.check_access("read")

    def _paper(self):
        self.ensure_one()
        self._check_may_print()
        return Paper(
            **self.env["petition.visit"]._heading_of(self.agency_id),
            kind=self.env._("REGISTER OF RECEPTIONS"),
            subject=self._period_in_words(),
            number=None,
            day=self.env["directive.settings"]._today(),
            body=(self._register_table(),),
            signature=Signature((self.env._("RECEPTION STAFF"),)),
            landscape=True,
        )

    def _period_in_words(self):
        if self.session_id:
            return self.session_id.display_name
        days = (format_date(self.env, one) for one in (self.date_from, self.date_to))
        return self.env._(
            "From %(first)s until %(last)s", **dict(zip(("first", "last"), days, strict=False))
        )

    def _register_table(self):
        columns = tuple(
            Column(title, width, CENTRE if place in CENTRED else LEFT)
            for place, (title, width) in enumerate(zip(self._captions(), WIDTHS, strict=True))
        )
        return Table(columns, self._rows(), size=10, least_size=7)

    def _rows(self):
        """Return the numbers of the columns and a row for each visit, as texts."""
        rows = [one._register_row(place).cells() for place, one in enumerate(self._visits(), 1)]
        return (numbers(len(WIDTHS)), *rows)

    # As a spreadsheet

    def action_download_xlsx(self):
        """Download the register as a spreadsheet."""
        return self._download("xlsx")

    def _sheet_file(self):
        self._check_may_print()
        known = self._in_official_language()
        lines = [known.env._("REGISTER OF RECEPTIONS"), self.agency_id.name]
        lines.append(known._period_in_words())
        return write_xlsx(lines, known._captions(), WIDTHS, known._rows())

    def _captions(self):
        return (
            self.env._("No."),
            self.env._("Day of reception"),
            self.env._("Full name, address"),
            self.env._("Identity card or passport"),
            self.env._("Content"),
            self.env._("Kind"),
            self.env._("Number of people with the same content"),
            self.env._("Settled before by"),
            self.env._("Ours to settle"),
            self.env._("Guided to"),
            self.env._("Handled by"),
            self.env._("Result"),
            self.env._("Remarks"),
        )

    def _paper_file_name(self):
        return f"so-tiep-cong-dan-{self.date_from}-{self.date_to}"
