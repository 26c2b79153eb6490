from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.letter.workflow import RESTORING

ONCE = ("transferred", "guided")


class PetitionMatter(models.Model):
    """What the law asks of what went before: the same content, the first complaint, a dialogue."""

    _inherit = "petition.matter"

    date_known = fields.Date(
        string="Decision received or known on",
        help="Of the decision complained of: the right to complain is counted from then.",
    )

    def _check_step(self, verb, values):
        super()._check_step(verb, values)
        if verb in ("transfer", "guide"):
            self._check_first_time()
        if verb == "decide":
            self._check_dialogue_held()
        if verb in RESTORING:
            self._check_taken_back(verb, values)

    def _faults_of_acceptance(self):
        faults = super()._faults_of_acceptance()
        if self.duplicate_of_id:
            faults.append(
                self.env._(
                    "“%s” has the same content: file this one, its people are kept with it.",
                    self.duplicate_of_id.display_name,
                )
            )
        if self.kind == "complaint" and self.level == "second" and not self.first_matter_id:
            faults.append(self.env._("Choose the first complaint that this one goes on with."))
        if self.kind == "complaint" and self.level == "further":
            faults.append(
                self.env._(
                    "A complaint that was decided twice is not accepted again (Law on Complaints, "
                    "article 11): refuse it; the citizen may go to court."
                )
            )
        return faults

    def _check_first_time(self):
        """Raise if the same content was transferred or guided before: once is enough.

        Circular 05/2021/TT-TTCP, article 14; Law on Denunciations, article 24.3.
        """
        seen, earlier = self, self.duplicate_of_id
        while earlier and earlier not in seen:
            if earlier.outcome in ONCE:
                raise UserError(
                    self.env._(
                        "The same content was transferred or guided on %(day)s as “%(matter)s”: "
                        "file this one.",
                        day=format_date(self.env, earlier.date_outcome),
                        matter=earlier.display_name,
                    )
                )
            seen |= earlier
            earlier = earlier.duplicate_of_id

    def _check_dialogue_held(self):
        """Raise if a second complaint is to be decided before its dialogue, which the law wants."""
        is_second = self.kind == "complaint" and self.level == "second"
        if is_second and "held" not in self.dialogue_ids.mapped("state"):
            raise UserError(
                self.env._(
                    "A second complaint is decided after a dialogue: plan it and record its minutes."
                )
            )
