from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Command

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ..groups import OFFICE_OR_LEADER

# Who of a meeting is named by each list, and in which role a name added to it takes part.
LISTS = {
    "attending_ids": ("leader_id", "attend"),
    "agency_ids": ("agency_id", "invited"),
}


class DirectiveMeeting(models.Model):
    """Who takes part, as lists to type in; behind each name stands a row with its role."""

    _inherit = "directive.meeting"

    attending_ids = fields.Many2many(
        "directive.leader",
        string="Also take part",
        compute="_compute_attending_ids",
        inverse="_inverse_attending_ids",
    )
    leader_ids = fields.Many2many(
        "directive.leader",
        "directive_meeting_leader_rel",
        string="Leaders",
        compute="_compute_leader_ids",
        store=True,
    )
    agency_ids = fields.Many2many(
        "directive.agency",
        "directive_meeting_agency_rel",
        string="Agencies invited",
        compute="_compute_agency_ids",
        inverse="_inverse_agency_ids",
        store=True,
        groups=OFFICE_OR_LEADER,
        context={"active_test": False},
    )
    shown_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_meeting_shown_agency_rel",
        string="Shown to",
        compute="_compute_shown_agency_ids",
        store=True,
        compute_sudo=True,
        groups=OFFICE_OR_LEADER,
        context={"active_test": False},
    )
    # Who knows a private entry: its leaders, those who keep their calendars, who wrote it.
    known_user_ids = fields.Many2many(
        "res.users",
        "directive_meeting_known_user_rel",
        string="Known to",
        compute="_compute_known_user_ids",
        store=True,
        compute_sudo=True,
        groups=OFFICE_OR_LEADER,
        context={"active_test": False},
    )
    people_text = fields.Char(string="Who takes part", compute="_compute_people_text")

    is_mine = fields.Boolean(
        string="Mine", compute="_compute_is_mine", search="_search_is_mine", compute_sudo=True
    )

    @api.depends("leader_ids", "shown_agency_ids")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        user = self.env.user
        agencies = user._directive_agencies()
        for meeting in self:
            people = meeting.leader_ids.user_id | meeting.leader_ids.keeper_ids
            meeting.is_mine = user in people or bool(meeting.shown_agency_ids & agencies)

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        user = self.env.user
        # Whose calendars one keeps is not everybody's to read; one's own are found.
        leaders = (
            self.env["directive.leader"]
            .sudo()
            .search(["|", ("user_id", "=", user.id), ("keeper_ids", "in", user.ids)])
        )
        mine = [
            "|",
            ("leader_ids", "in", leaders.ids),
            ("shown_agency_ids", "in", user._directive_agencies().ids),
        ]
        # The lists are not every reader's; the rules of meetings hold beside this domain.
        return [("id", "in", self.sudo()._search(mine))]

    @api.depends("participation_ids.leader_id", "chair_id")
    def _compute_attending_ids(self):
        for meeting in self:
            meeting.attending_ids = meeting.participation_ids.leader_id - meeting.chair_id

    @api.depends("participation_ids.leader_id", "chair_id")
    def _compute_leader_ids(self):
        for meeting in self:
            meeting.leader_ids = meeting.chair_id | meeting.participation_ids.leader_id

    @api.depends("participation_ids.agency_id", "participation_ids.is_excluded")
    def _compute_agency_ids(self):
        for meeting in self:
            rows = meeting.participation_ids.filtered(lambda row: not row.is_excluded)
            meeting.agency_ids = rows.agency_id

    @api.depends("agency_ids", "registered_by_agency_id", "is_shown", "state")
    def _compute_shown_agency_ids(self):
        """Show what was published to those invited; what was refused before, to nobody but its agency."""
        shown_to = {}
        for meeting in self:
            is_public = meeting.is_shown and meeting._stands_on_page()
            invited = meeting.agency_ids if is_public else meeting.agency_ids.browse()
            shown_to[meeting] = (invited | meeting.registered_by_agency_id).ids
        self._set_visible(shown_to, "shown_agency_ids")

    @api.depends("leader_ids.user_id", "leader_ids.keeper_ids", "author_id")
    def _compute_known_user_ids(self):
        for meeting in self:
            leaders = meeting.leader_ids
            meeting.known_user_ids = leaders.user_id | leaders.keeper_ids | meeting.author_id

    @api.depends("participation_ids.text", "participation_ids.leader_id", "chair_id")
    def _compute_people_text(self):
        for meeting in self:
            # The names of leaders are printed; the rows of agencies are not everybody's.
            rows = meeting.sudo().participation_ids.filtered(lambda row: not row.agency_id)
            names = [meeting.chair_id._in_calendar(), *(row._who() for row in rows)]
            meeting.people_text = "; ".join(dict.fromkeys(filter(None, names)))

    def _inverse_attending_ids(self):
        self._write_list("attending_ids")

    def _inverse_agency_ids(self):
        self._write_list("agency_ids")

    def _write_list(self, name):
        """Give each name added to the list a row, and take away the rows of those removed."""
        key, role = LISTS[name]
        for meeting in self:
            wanted, rows = meeting[name], meeting.participation_ids
            there = rows.filtered(key)
            kept = there.filtered(lambda row, wanted=wanted: row[key] in wanted)
            added = [one for one in wanted if one not in kept[key]]
            # Whether the list may be written was asked of the meeting.
            ours = kept.with_context(directive_workflow=WORKFLOW)
            ours.filtered("is_excluded").write({"is_excluded": False})
            meeting._leave_out((there - kept).filtered(lambda row: row.role != "chair"))
            meeting.write(
                {
                    "participation_ids": [
                        Command.create({key: one.id, "role": role}) for one in added
                    ]
                }
            )

    def _leave_out(self, rows):
        """Take ``rows`` out: those told already stay, marked as excluded."""
        if self.is_shown:
            ours = rows.with_context(directive_workflow=WORKFLOW)
            ours.filtered("agency_id").write({"is_excluded": True})
            rows = rows.filtered(lambda row: not row.agency_id)
        rows.unlink()

    def _is_named_to_reader(self):
        """Tell whether the name of this entry is told, also where the system asks for its reader."""
        # Only whether the reader is among them is told.
        return self.env.uid == SUPERUSER_ID or self.env.user in self.sudo().known_user_ids

    def _is_known_to_reader(self):
        """Tell whether the reader may know this entry even if it is private."""
        # Who knows it is not the reader's to see; only whether they are among them is told.
        known = self.sudo().known_user_ids
        return self.env.su or self.env.user in known
