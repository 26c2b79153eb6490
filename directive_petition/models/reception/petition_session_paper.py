from odoo import models
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.paper import Line, Paper, Signature


class PetitionSession(models.Model):
    """The notice of conclusions on paper (Decree 154/2026/NĐ-CP, article 25)."""

    _name = "petition.session"
    _inherit = ["petition.session", "directive.paper.mixin"]

    def _paper(self):
        self.ensure_one()
        leads = self.point_ids.lead_agency_id | self.point_ids.coordinating_agency_ids
        return Paper(
            **self.env["petition.visit"]._heading_of(self.agency_id),
            number=self.conclusion_number or "",
            day=self.conclusion_date or None,
            kind=self.env._("NOTICE"),
            subject=self.env._(
                "Conclusions of the reception of citizens of %(day)s", day=self._day(self.date)
            ),
            body=tuple(self._paper_body()),
            signature=Signature(((self.head_post or "").upper(),), self._head_in_words()),
            copies=(*leads.mapped("name"), self.env._("Archives: clerk's office")),
        )

    def _day(self, day):
        return format_date(self.env, day, date_format="dd/MM/yyyy")

    def _head_in_words(self):
        return self.head_name or self.head_id.name or ""

    def _paper_body(self):
        yield self.env._(
            "On %(day)s %(post)s %(head)s received citizens (%(count)s visits) and concluded:",
            day=self._day(self.date),
            post=self.head_post or "",
            head=self._head_in_words(),
            count=len(self.visit_ids),
        )
        for place, point in enumerate(self.point_ids, 1):
            yield Line(f"{place}. {point._in_words()}")
        yield self.env._(
            "The bodies named carry this out in time, send the result to the citizens and report it."
        )
