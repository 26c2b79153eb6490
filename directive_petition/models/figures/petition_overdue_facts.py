from odoo import api, models
from odoo.tools import SQL

from ...tools.figures.overdue import MEASURES, band_of, counts_as

# Duties whose day had passed at the end of the day asked about and that were not done by then; of
# a matter the one longest overdue counts.
OVERDUE = """
SELECT DISTINCT ON (matter.id) matter.id, matter.agency_id, matter.kind, clock.id,
       %(day)s - clock.date_due
  FROM petition_clock clock JOIN petition_matter matter ON matter.id = clock.matter_id
 WHERE clock.is_duty AND clock.date_due < %(day)s
   AND (clock.state = 'running' OR clock.state = 'stopped' AND clock.date_stopped > %(day)s)
   AND %(agencies)s
 ORDER BY matter.id, clock.date_due, clock.id
"""


class PetitionOverdueFacts(models.AbstractModel):
    """Which matters were overdue at the end of a day, and by how many days; no content leaves it."""

    _name = "petition.overdue.facts"
    _description = "Overdue Matters"

    @api.model
    def _found(self, day, agency_ids=None):
        """Return ``[(matter, agency, kind, clock, days)]`` of ``day``, or of today if it is to come.

        :param agency_ids: None for all agencies
        """
        for name in ("petition.clock", "petition.matter"):
            self.env[name].flush_model()
        day = min(day, self.env["directive.settings"]._today())
        agencies = SQL("TRUE")
        if agency_ids is not None:
            agencies = SQL("matter.agency_id = ANY(%s)", list(agency_ids))
        return self.env.execute_query(SQL(OVERDUE, day=day, agencies=agencies))

    @api.model
    def _counted(self, day, agency_ids=None):
        """Return ``{agency: {measure: count}}``: by how long they are overdue, and by kind."""
        counts = {}
        for _matter, agency, kind, _clock, days in self._found(day, agency_ids):
            own = counts.setdefault(agency, dict.fromkeys(MEASURES, 0))
            own[band_of(days)] += 1
            own[f"overdue_{kind}"] += 1
        return counts

    @api.model
    def _matters(self, day, measure, agency_ids=None):
        """Return the ids of the matters that ``measure`` counts."""
        return [
            matter
            for matter, _agency, kind, _clock, days in self._found(day, agency_ids)
            if counts_as(measure, kind, days)
        ]
