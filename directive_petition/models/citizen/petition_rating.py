from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.guard.secrecy import find_mark
from odoo.addons.directive_tracking.tools.notice.answers import clean
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.citizen.stage import RATED, stage_of

POOR = "poor"
RATINGS = [("good", "Good"), ("fair", "Fair"), (POOR, "Poor")]
LONGEST = 2000
JUST_NOW = timedelta(hours=1)  # a citizen reads the answer at home, not while a slip is printed


class PetitionRating(models.Model):
    """How a citizen says they were served, once a matter has its answer.

    "Poor" is read by the agency above and the leaders of the province, never by who handled it.
    Whoever prints a slip sees its code and could speak in the citizen's place. A code to a telephone
    would stop that for some, and leave out all who have none. So an opinion silences nobody: the page
    says that one was given, the citizen may contradict it once, and the agency above reads both, with
    the name of who printed the slip.
    """

    _name = "petition.rating"
    _description = "Opinion of a Citizen"
    _inherit = "petition.told.mixin"
    _order = "id desc"
    _rec_name = "number"
    _visible_by = ("shown_to_id",)
    _notice_path = "petition-ratings"

    matter_id = fields.Many2one(
        "petition.matter", required=True, readonly=True, ondelete="cascade", index=True
    )
    number = fields.Char(string="Number of the matter", readonly=True)
    agency_id = fields.Many2one(
        "directive.agency", string="Handled by", readonly=True, ondelete="restrict"
    )
    handler_id = fields.Many2one(
        "res.users", string="Handled by (person)", readonly=True, ondelete="restrict"
    )
    shown_to_id = fields.Many2one(
        "directive.agency",
        string="Shown to",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The agency that handled it; for a poor opinion the one above.",
    )
    date = fields.Date(readonly=True, required=True)
    rating = fields.Selection(RATINGS, required=True, readonly=True, index=True)
    words = fields.Text(string="In their own words", readonly=True)
    slip_by_id = fields.Many2one(
        "res.users", string="Slip printed by", readonly=True, ondelete="restrict"
    )
    is_again = fields.Boolean(
        string="Contradicts",
        readonly=True,
        help="The citizen says that an earlier one was not theirs.",
    )
    is_doubtful = fields.Boolean(
        string="Doubtful",
        readonly=True,
        help="Given just after the slip was printed, or with one printed by who handled the matter.",
    )

    _matter_uniq = models.UniqueIndex(
        "(matter_id, is_again)", "An opinion on this matter has been given."
    )

    # Giving it

    @api.model
    def _may_rate(self, matter):
        """Return whether the citizen is asked: "open", "again" where an opinion is there, or "done".

        :return: "" before there is an answer, and for denunciations
        """
        if matter.kind == "denunciation" or stage_of(matter.state) not in RATED:
            return ""
        given = self.search_count([("matter_id", "=", matter.id)])
        return ("open", "again", "done")[min(given, 2)]

    @api.model
    def _given(self, matter):
        """Return the opinion that the citizen may contradict, or none."""
        return self.search([("matter_id", "=", matter.id), ("is_again", "=", False)], limit=1)

    @api.model
    def _rate(self, matter, rating, words, is_again=False):
        """Keep the opinion of the citizen, and tell the agency above of a poor or contradicting one.

        :param is_again: whether it is meant to contradict the one that was given
        :return: why it is not taken, or ""
        """
        asked = "again" if is_again else "open"  # who presses twice contradicts nobody
        if self._may_rate(matter) != asked or rating not in dict(RATINGS):
            return self.env._("Your opinion on this matter has been given, or it is too early.")
        matter._hold_and_touch()  # starts again if somebody has given one meanwhile
        words = clean(words)[:LONGEST]
        if find_mark(words):  # the system records it: the guard asks only users
            return self.env._("State secrets must not be written here: leave these words out.")
        vals = self._prepare(matter, rating, words)
        self.with_context(directive_workflow=WORKFLOW).create(vals)._tell_above()
        return ""

    def _prepare(self, matter, rating, words):
        receipt = self.env["petition.receipt"].search([("letter_id", "=", matter.letter_id.id)])
        is_again = bool(self._given(matter))
        is_doubtful = self._is_doubtful(matter, receipt)
        agency, above = matter.agency_id, matter.agency_id._above_in_petitions()
        is_for_above = rating == POOR or (above and (is_again or is_doubtful))
        return {
            "matter_id": matter.id,
            "number": matter.number,
            "agency_id": matter.agency_id.id,
            "handler_id": matter.handler_id.id,
            "shown_to_id": (above if is_for_above else agency).id,
            "slip_by_id": receipt.printed_by_id.id,
            "is_again": is_again,
            "is_doubtful": is_doubtful,
            "date": self.env["directive.settings"]._today(),
            "rating": rating,
            "words": words or False,
        }

    @api.model
    def _is_doubtful(self, matter, receipt):
        """Tell whether somebody else than the citizen may have spoken."""
        if not receipt.printed_by_id:
            return False  # the code was shown to the citizen alone
        just_now = receipt.date_printed > fields.Datetime.now() - JUST_NOW
        return just_now or receipt.printed_by_id == matter.handler_id

    # Telling

    def _tell_above(self):
        """Tell the agency above of a poor opinion, and of one that contradicts another."""
        for one in self.filtered(lambda rating: rating.is_again or rating.rating == POOR):
            event = "petition_contradicted" if one.is_again else "petition_poor"
            one._tell(event, {one.id: one._superiors()})

    def _superiors(self):
        """Return who is told: the managers of petitions above, else the leaders of the province."""
        staff = self._managers_of(self.shown_to_id)
        return [one for one in staff if one.user_id != self.handler_id.id] or self._leaders()

    def _notice_count_words(self, count):
        return self.env._("%(count)s opinions of citizens", count=count)

    def _refuse(self):
        raise UserError(self.env._("The opinion of a citizen stays as it was given."))
