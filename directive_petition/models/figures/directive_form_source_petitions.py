from odoo import api, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.directive_tracking.tools.forms.model import COUNT, DAY, TEXT, WEIGHT, Measure

from ...tools.figures import FIGURES, Period, counted, opened
from ...tools.figures.figure import SESSIONS
from ...tools.figures.overdue import MEASURES as OVERDUE

_lt = LazyTranslate(__name__)
# A measure is called after the form and the column in which it stands: no words to translate.
MEASURES = {
    name: Measure(name, WEIGHT if figure.is_amount else COUNT, opens=figure.of != SESSIONS)
    for name, figure in FIGURES.items()
}
MEASURES |= {name: Measure(name, COUNT, opens=True) for name in OVERDUE}
# Days on which the heads received: asked by law, held, and how many of the asked ones were held.
DUTY = ("duty_asked", "duty_held", "duty_kept")
MEASURES |= {name: Measure(name, COUNT) for name in DUTY}
# Of one matter, in a list: codes and days alone.
MEASURES |= {
    "number": Measure(_lt("Number of the matter"), TEXT, only=("task",)),
    "agency": Measure(_lt("Agency"), TEXT, only=("task",)),
    "handler": Measure(_lt("Person in charge"), TEXT, only=("task",)),
    "kind": Measure(_lt("Kind"), TEXT, only=("task",)),
    "received": Measure(_lt("Received on"), DAY, only=("task",)),
    "accepted": Measure(_lt("Accepted on"), DAY, only=("task",)),
    "term": Measure(_lt("Term"), TEXT, only=("task",)),
    "due": Measure(_lt("Due on"), DAY, only=("task",)),
    "days": Measure(_lt("Days overdue"), COUNT, adds=False, only=("task",)),
    "state": Measure(_lt("State"), TEXT, only=("task",)),
}


class DirectiveFormSourcePetitions(models.AbstractModel):
    """The official tables of receptions, letters and matters, one row for each agency."""

    _name = "directive.form.source.petitions"
    _description = "Figures of Petitions"
    _inherit = "directive.form.source"

    _label = _lt("Figures of petitions")
    _groupings = ("agency", "task")
    _action = "directive_petition.petition_matter_action_figures"
    _front_labels = {"agency": _lt("Reporting agency")}

    @api.model
    def _measures(self):
        return MEASURES

    @api.model
    def _rows(self, ask):
        if ask.by == "task":
            yield from self._overdue_rows(ask)
            return
        figures = [name for name in ask.measures if name in FIGURES]
        books = self._books(ask) if figures else {}
        overdue = {} if ask.measures.isdisjoint(OVERDUE) else self._overdue(ask)
        duties = {} if ask.measures.isdisjoint(DUTY) else self._duties(ask)
        period = Period(ask.first, ask.last)
        for agency in self._agencies(books | overdue | duties):
            counts = {name: counted(FIGURES[name], books[agency.id], period) for name in figures}
            others = overdue.get(agency.id, {}) | duties.get(agency.id, {})
            yield agency.id, agency.name, counts | others

    @api.model
    def _duties(self, ask):
        """Return ``{agency id: {measure: days}}`` of all agencies that receive citizens."""
        chosen = dict(ask.scope).get("agency")
        known = [("id", "in", chosen)] if chosen is not None else []
        # Whose head owes days is known to all; whose they may be was decided before.
        agencies = (
            self.env["directive.agency"]
            .sudo()
            .search([*known, ("kind", "in", ("commune", "department"))])
        )
        found = self.env["petition.reception.duty"]._balances(ask.first, ask.last, agencies)
        return {agency: dict(zip(DUTY, days, strict=True)) for agency, days in found.items()}

    # Overdue at the end of the period

    @api.model
    def _overdue(self, ask):
        return self.env["petition.overdue.facts"]._counted(ask.last, dict(ask.scope).get("agency"))

    @api.model
    def _row_count(self, ask):
        return len(self._overdue_listed(ask)) if ask.by == "task" else None

    @api.model
    def _overdue_listed(self, ask):
        """Return ``[(matter, clock, days)]`` of those overdue that the reader may read."""
        found = self.env["petition.overdue.facts"]._found(ask.last, dict(ask.scope).get("agency"))
        ids = {matter: (clock, days) for matter, _agency, _kind, clock, days in found}
        matters = self.env["petition.matter"].search([("id", "in", list(ids))])
        rows = [(matter, *ids[matter.id]) for matter in matters]
        return sorted(rows, key=lambda row: (row[0].agency_id.id, -row[2], row[0].id))

    @api.model
    def _overdue_rows(self, ask):
        # Clocks are seen with their matters, which the reader reads.
        clocks = self.env["petition.clock"].sudo()
        for matter, clock, days in self._overdue_listed(ask):
            values = self._overdue_values(matter, clocks.browse(clock))
            yield matter.id, matter.number, {**values, "days": days}

    @api.model
    def _overdue_values(self, matter, clock):
        def said(name):
            return dict(matter._fields[name]._description_selection(self.env))[matter[name]]

        return {
            "number": matter.number,
            "agency": matter.sudo().agency_id.name,  # which agencies there are is known
            "handler": matter.sudo().handler_id.name or "",  # no secret of the agency
            "kind": said("kind"),
            "received": matter.date_received,
            "accepted": matter.date_accepted or None,
            "term": f"{clock.code} – {clock.name}",
            "due": clock.date_due,
            "state": said("state"),
        }

    @api.model
    def _tasks(self, ask, measure, key):
        """Return the matters behind a number."""
        if measure in OVERDUE:
            agencies = dict(ask.scope).get("agency") if key is None else [key]
            found = self.env["petition.overdue.facts"]._matters(ask.last, measure, agencies)
            return self.env["petition.matter"].browse(found)
        figure = FIGURES.get(measure)
        books = self._books(ask) if figure else {}
        period = Period(ask.first, ask.last)
        chosen = books.values() if key is None else filter(None, [books.get(key)])
        found = [one for book in chosen for one in opened(figure, book, period)]
        return self.env["petition.matter"].browse(found)

    @api.model
    def _books(self, ask):
        """Return the books of the agencies asked about; whose they may be was decided before."""
        agencies = dict(ask.scope).get("agency")
        return self.env["petition.facts"]._books(ask.first, ask.last, agencies)

    @api.model
    def _agencies(self, books):
        # Names of ended agencies too; which rows there are was decided before.
        known = self.env["directive.agency"].sudo().with_context(active_test=False)
        return known.search([("id", "in", list(books))])
