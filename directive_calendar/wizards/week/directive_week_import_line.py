from odoo import fields, models
from odoo.fields import Command, Domain

from ...tools.week.kind import kind_of
from ...tools.week.words import HALF_DAYS, PREPARATIONS

PRINTED = [
    ("planned", "Planned"),
    ("moved", "Moved"),
    ("postponed", "Postponed"),
    ("cancelled", "Cancelled"),
]


class DirectiveWeekImportLine(models.TransientModel):
    """One entry as read, before it is written."""

    _name = "directive.week.import.line"
    _description = "Entry to Be Imported"
    _inherit = ["directive.hour.mixin"]
    _transient_max_hours = 72
    _order = "sequence, id"

    import_id = fields.Many2one(
        "directive.week.import", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer()
    is_included = fields.Boolean(string="Take over", default=True)
    place_in_file = fields.Char(string="In the file", readonly=True)
    wording = fields.Text(string="Whole wording", readonly=True)
    warning = fields.Text(string="To be checked", readonly=True)

    day = fields.Date(required=True)
    date_to = fields.Date(string="Last day")
    half_day = fields.Selection(HALF_DAYS, string="Time of day", required=True)
    hour_start = fields.Float(string="From")
    hour_end = fields.Float(string="To")
    name = fields.Char(string="Content", required=True)
    place = fields.Char()
    room_id = fields.Many2one("directive.room", domain=[("kind", "=", "room")])
    chair_id = fields.Many2one("directive.leader")
    people = fields.Json()
    people_text = fields.Char(string="Who takes part", readonly=True)
    agency_ids = fields.Many2many("directive.agency", string="Agencies invited")
    invited_text = fields.Text(string="Invited, as worded")
    preparing = fields.Json()
    office_text = fields.Char(string="From the Office")
    invitation_number = fields.Char(string="Number of the invitation")
    invitation_separate = fields.Boolean(string="Invitation sent apart")
    is_private = fields.Boolean(string="Private")
    printed_state = fields.Selection(PRINTED, string="State", required=True, default="planned")
    remark = fields.Char()

    def _prepare_meeting(self, week):
        """Return the values of the entry in ``week``."""
        self.ensure_one()
        state = self.printed_state
        copied = (
            *("day", "date_to", "half_day", "hour_start", "hour_end", "name", "place"),
            *("invited_text", "office_text", "invitation_number", "invitation_separate"),
            *("is_private", "remark"),
        )
        return {name: self[name] for name in copied} | {
            "week_id": week.id,
            "kind": kind_of(self.name) or False,
            "room_id": self.room_id.id,
            "chair_id": self.chair_id.id,
            "state": state if state in ("postponed", "cancelled") else "approved",
            "is_printed_off": state == "cancelled",
            "reason": self.remark if state != "planned" else False,
            "moved_from": self.remark if state == "moved" else False,
            "author_id": self.env.uid,
            "participation_ids": [*self._people_commands(), *self._agency_commands()],
            "preparing_ids": self._preparing_commands(),
        }

    def _people_commands(self):
        """Name leaders by their record; the wording of others is kept as it is."""
        leaders = self.env["directive.leader"].search(Domain.TRUE)
        chair = self.chair_id
        for place, person in enumerate(self.people or (), 1):
            leader = leaders.filtered(lambda one, person=person: one.id == person.get("leader"))
            instead = leaders.filtered(lambda one, person=person: one.id == person.get("instead"))
            if leader and leader == chair:
                continue
            named = {"text": False if leader else str(person.get("text") or "…")}
            named["role"] = self._role(person.get("role"))
            if person.get("absent") and not instead:
                named = self._in_place_of(person)
            yield Command.create(
                {
                    "sequence": place,
                    "leader_id": leader.id,
                    "substitute_for_id": instead.id,
                    **named,
                }
            )

    def _in_place_of(self, person):
        """Name in words who stands for somebody that is no leader we know."""
        words = self.env._(
            "%(name)s (in place of %(absent)s)", name=person.get("text"), absent=person["absent"]
        )
        return {"text": words, "role": "attend"}

    def _role(self, role):
        known = dict(self.env["directive.meeting.participation"]._fields["role"].selection)
        return role if role in known else "attend"

    def _is_for_office(self):
        return self.env["directive.meeting"]._is_written_by_office()

    def _agency_commands(self):
        # In the calendar of an agency the wording stays; the Office invites.
        agencies = self.agency_ids if self._is_for_office() else self.agency_ids.browse()
        for agency in agencies:
            yield Command.create({"agency_id": agency.id, "role": "invited"})

    def _preparing_commands(self):
        """Write one row for each thing that an agency prepares."""
        known = dict(PREPARATIONS)
        agencies = self.env["directive.agency"].search(Domain.TRUE)
        commands = []
        for row in self.preparing or ():
            agency = agencies.filtered(lambda one, row=row: one.id == row.get("agency"))
            for what in [one for one in row.get("what") or () if one in known] or ["content"]:
                vals = {"text": str(row.get("text") or ""), "agency_id": agency.id, "what": what}
                commands.append(Command.create(vals))
        return commands
