from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.workflow import OVER

# What the body to which a matter was sent takes over of it.
TAKEN = (
    "kind",
    "subject_id",
    "content",
    "object_text",
    "place_id",
    "level",
    "is_remote",
    "complexity",
)


class PetitionMatter(models.Model):
    """A matter sent to another agency of the suite, which registers it as a letter of its own.

    Each body counts the letters that it received, so the matter of the sender ends and the other
    begins one of its own. The sender goes on seeing it: the other reports the result (Law on
    Reception, article 27).
    """

    _inherit = "petition.matter"

    origin_matter_id = fields.Many2one(
        "petition.matter",
        string="Sent here as",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The matter of the agency that sent it.",
    )
    taken_ids = fields.One2many(
        "petition.matter", "origin_matter_id", string="Registered there as", readonly=True
    )
    can_be_registered = fields.Boolean(
        string="Sent to us, not registered yet",
        compute="_compute_can_be_registered",
        search="_search_can_be_registered",
    )

    _origin_once = models.UniqueIndex(
        "(origin_matter_id, registered_at_id) WHERE origin_matter_id IS NOT NULL",
        "Your agency has registered this matter already.",
    )

    @api.depends("sent_to_ids", "taken_ids", "state")
    @api.depends_context("uid")
    def _compute_can_be_registered(self):
        for matter in self:
            matter.can_be_registered = bool(matter._agencies_to_register())

    def _agencies_to_register(self):
        """Return the reader's agencies to which this matter was sent, and that have not taken it.

        What goes on at the sender is nobody else's to register.
        """
        if self.state not in OVER:
            return self.env["directive.agency"]
        # Whether it was taken is known to whom it was sent.
        known = self.sudo()
        waiting = known.sent_to_ids - known.taken_ids.agency_id
        return waiting.sudo(False) & self.env.user._directive_agencies()

    def _search_can_be_registered(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self.env.user._directive_agencies()
        # What was taken is found by the system: each agency asks for its own alone.
        taken = self.sudo()._search(
            [("agency_id", "in", mine.ids), ("origin_matter_id", "!=", False)]
        )
        known = taken.subselect("origin_matter_id")
        waiting = Domain("sent_to_ids", "in", mine.ids) & Domain("state", "in", OVER)
        return waiting & Domain("id", "not in", known)

    def _sent_to(self, agency_id):
        """Return the commands after which this matter was sent to ``agency_id``, None for outside.

        Bodies to which it was sent before see it no longer, unless they registered it.
        """
        left = self.sent_to_ids
        if left:
            left -= self.sudo().taken_ids.agency_id  # as above
        kept = [Command.link(agency_id)] if agency_id else []
        return [Command.unlink(one.id) for one in left if one.id != agency_id] + kept

    def action_register_here(self):
        """Register this matter as a letter of the agency to which it was sent, and open it.

        :raises UserError: if it was not sent there, or has been registered already
        """
        self.ensure_one()
        self.check_access("read")
        self.env["petition.letter"].check_access("create")
        # The row is the sender's; of two people who press, the second comes too late.
        self.sudo()._hold_and_touch()
        agency = self._agencies_to_register()[:1]
        if not agency:
            raise UserError(
                self.env._("It was not sent to your agency, or has been registered already.")
            )
        letter = self.env["petition.letter"].create(self._letter_there(agency))
        known = self.env["petition.matter"].with_context(directive_workflow=WORKFLOW)
        known.create(self._matter_there(letter))
        return letter._get_records_action(context={})

    def _letter_there(self, agency):
        """Return the values of the letter as ``agency`` receives it."""
        # The letter is the sender's; what concerns this matter goes along.
        letter = self.sudo().letter_id
        # The trail too: the last sending counts.
        step = self.sudo().step_ids.filtered(lambda one: one.sent_to_id == agency)[:1]
        return {
            "agency_id": agency.id,
            "source": "other_agency",
            # Whoever was sent it reads who sent it, and nothing else of the sender's.
            "forwarded_by_id": self.sudo().agency_id.id,
            "forwarded_number": step.document_number,
            "forwarded_date": step.document_date,
            "date_letter": letter.date_letter,
            "is_signed": letter.is_signed,
            "is_anonymous": letter.is_anonymous,
            "persons_count": letter.persons_count,
            "content": self.content,
            "person_ids": [Command.create(one) for one in letter._people_of(self)],
        }

    def _matter_there(self, letter):
        """Return the values of the matter that goes on with this one in ``letter``."""
        taken = {name: self._fields[name].convert_to_write(self[name], self) for name in TAKEN}
        criteria = [Command.set(self.criterion_ids.ids)]
        own = {"letter_id": letter.id, "agency_id": letter.agency_id.id}
        return taken | own | {"criterion_ids": criteria, "origin_matter_id": self.id}
