from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.likeness import lengths, likeness_key

from ...tools.letter.workflow import OPEN, OVER
from ...tools.reception.keys import looked_for
from ...tools.reception.likeness import ALIKE, Matter, Somebody, likeliest
from .petition_person import MOST_FOUND

MOST = 20  # shown of each
# Only matters of the agencies of the clerk, so that an index narrows the search.
SAME_CONTENT = """
SELECT id FROM petition_matter
 WHERE agency_id = ANY(%(agencies)s) AND state = ANY(%(states)s)
   AND length(content_key) BETWEEN %(least)s AND %(most)s
   AND similarity(content_key, %(key)s) >= %(share)s
 ORDER BY similarity(content_key, %(key)s) DESC, id DESC
 LIMIT %(limit)s
"""


class PetitionVisit(models.Model):
    """What is known of the person at the desk and of what they bring, before anything is filed.

    Everything is read with the rights of the clerk: what another agency has, and who is sealed,
    is not proposed.
    """

    _inherit = "petition.visit"

    same_matter_ids = fields.Many2many(
        "petition.matter",
        string="In hand already",
        compute="_compute_known",
        compute_sudo=False,
        help="Same person, same object, same content: no new file is opened.",
    )
    known_matter_ids = fields.Many2many(
        "petition.matter",
        string="Matters of this person",
        compute="_compute_known",
        compute_sudo=False,
    )
    alike_matter_ids = fields.Many2many(
        "petition.matter",
        string="Brought by others",
        compute="_compute_known",
        compute_sudo=False,
        help="Other people brought nearly the same content.",
    )
    known_visit_ids = fields.Many2many(
        "petition.visit",
        string="Earlier visits",
        compute="_compute_known",
        compute_sudo=False,
    )

    @api.depends(
        *("visitor_name", "visitor_id_number", "visitor_phone", "visitor_address"),
        *("object_text", "content", "agency_id", "state"),
    )
    @api.depends_context("uid")
    def _compute_known(self):
        for visit in self:
            known, visits = visit._of_known_people()
            alike = visit._with_like_content() - known
            found = visit._likeliest(known | alike)
            same = known.browse(key for key, likeness in found if likeness.is_sure)
            shown = known.browse(key for key, likeness in found if not likeness.person)
            visit.same_matter_ids = same
            visit.known_matter_ids = (known - same)[:MOST]
            visit.alike_matter_ids = (shown - same)[:MOST]
            visit.known_visit_ids = visits[:MOST]

    def _known_people(self):
        """Return the people who may be the one at the desk, by number first, then by name."""
        people = self.env["petition.person"]
        if self.visitor_id.is_sealed:
            return people
        number = looked_for(self.visitor_id_number).get("id")
        phone = looked_for(self.visitor_phone).get("phone")
        keys = people._keys_domain({"id": number, "phone": phone})
        found = people.search(keys, order="id desc", limit=MOST_FOUND)
        if not number:
            found |= people._look_for(self.visitor_name)
        return found.filtered(lambda one: one.visit_id != self._origin or not self._origin)

    def _of_known_people(self):
        """Return the matters and the earlier visits of the people who may be the one at the desk."""
        people = self._known_people()
        visits = (people.visit_id - self._origin).sorted("date", reverse=True)
        letters = people.letter_id | visits.letter_id
        matters = (letters.matter_ids | visits.matter_id)._filtered_access("read")
        return matters.sorted(lambda one: (one.state in OVER, -one.id)), visits

    def _with_like_content(self):
        """Return the open matters of the agency with nearly the same content."""
        matters = self.env["petition.matter"]
        key = likeness_key(self.content)
        if not key or not self.agency_id:
            return matters
        matters.flush_model(["content_key", "agency_id", "state"])
        least, most = lengths(key, ALIKE)
        rows = self.env.execute_query(
            SQL(
                SAME_CONTENT,
                agencies=self.agency_id.ids,
                states=list(OPEN),
                least=least,
                most=most,
                key=key,
                share=ALIKE / 100,
                limit=MOST,
            )
        )
        return matters.browse(one for (one,) in rows)._filtered_access("read")

    def _likeliest(self, matters):
        """Return ``[(id, Likeness)]`` of the matters worth showing, the likeliest first."""
        brought = Matter((self._somebody(),), self.object_text or "", self.content or "")
        return likeliest(brought, {one.id: one._as_brought() for one in matters})

    def _somebody(self):
        return Somebody(
            self.visitor_name or "",
            self.visitor_id_number or "",
            self.visitor_phone or "",
            self.visitor_address or "",
        )
