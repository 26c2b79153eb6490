from odoo import models
from odoo.tools import format_date

from ...tools.reception.book import Row, joined


class PetitionVisit(models.Model):
    """A visit as a row of the register, form 03/TCD."""

    _inherit = "petition.visit"

    def _register_row(self, place):
        """Return this visit as row number ``place`` of the register.

        Who is sealed stands there by the words of the seal, without a number or an address.
        """
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return Row(
            number=str(place),
            day=format_date(self.env, self.date, date_format="dd/MM/yyyy"),
            who="\n".join(joined(one.name, one.address, by=", ") for one in self.person_ids),
            id_number="\n".join(filter(None, self.person_ids.mapped("id_number"))),
            content=self.content or "",
            kind=kinds.get(self.kind, ""),
            people=str(self.persons_count),
            settled_by=self.resolved_by_text or "",
            competent="x" if self.is_competent else "",
            guided_to=joined(self.guided_to_id.name, self.guided_to_text, self.guided_number),
            handled_by=self._handled_by_in_words(),
            result=self._result_in_words(),
            note=joined(self._outcome_in_words(), self.note),
        )

    def _handled_by_in_words(self):
        """Return who handles the matter and the number under which it runs there."""
        matter = self.matter_id
        return joined(matter.agency_id.name, matter.number) if matter else ""

    def _result_in_words(self):
        states = dict(self.env["petition.matter"]._fields["state"]._description_selection(self.env))
        return states.get(self.matter_id.state, "") if self.matter_id else ""

    def _outcome_in_words(self):
        outcomes = dict(self._fields["outcome"]._description_selection(self.env))
        return outcomes.get(self.outcome, "")
