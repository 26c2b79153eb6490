from odoo import api, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.directive_tracking.tools.forms.model import COUNT, WEIGHT, Measure

from ...tools.figures import FIGURES, Period, counted, opened
from ...tools.figures.figure import SESSIONS

_lt = LazyTranslate(__name__)
# A measure is called after the form and the column in which it stands: no words to translate.
MEASURES = {
    name: Measure(name, WEIGHT if figure.is_amount else COUNT, opens=figure.of != SESSIONS)
    for name, figure in FIGURES.items()
}


class DirectiveFormSourcePetitions(models.AbstractModel):
    """The official tables of receptions, letters and matters, one row for each agency."""

    _name = "directive.form.source.petitions"
    _description = "Figures of Petitions"
    _inherit = "directive.form.source"

    _label = _lt("Figures of petitions")
    _groupings = ("agency",)
    _action = "directive_petition.petition_matter_action_figures"
    _front_labels = {"agency": _lt("Agency")}

    @api.model
    def _measures(self):
        return MEASURES

    @api.model
    def _rows(self, ask):
        books = self._books(ask)
        period = Period(ask.first, ask.last)
        for agency in self._agencies(books):
            yield (
                agency.id,
                agency.name,
                {
                    name: counted(FIGURES[name], books[agency.id], period)
                    for name in ask.measures
                    if name in FIGURES
                },
            )

    @api.model
    def _tasks(self, ask, measure, key):
        """Return the matters behind a number."""
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
