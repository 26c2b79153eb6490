from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.delivery import CANCELLED
from ..agency.groups import OFFICE_OR_LEADER


class DirectiveBroadcast(models.Model):
    """A broadcast as the record of a notice, and its acknowledgement."""

    _inherit = "directive.broadcast"
    _notice_path = "directive-broadcasts"
    _notice_watcher = "sent_by_id"
    _notice_alone = True

    # Recipients read the broadcast but must not see whether others have to-dos of it.
    activity_state = fields.Selection(groups=OFFICE_OR_LEADER)

    can_say_seen = fields.Boolean(string="Not acknowledged by you", compute="_compute_seen")
    answer_count = fields.Integer(
        string="Answers", compute="_compute_answer_count", groups=OFFICE_OR_LEADER
    )
    date_seen_by_me = fields.Datetime(string="Acknowledged on", compute="_compute_seen")

    @api.depends_context("uid")
    def _compute_seen(self):
        mine = self._my_deliveries().grouped("broadcast_id")
        for broadcast in self:
            rows = mine.get(broadcast, self.env["directive.notice.delivery"])
            seen = rows.filtered("date_seen")
            roots = {row._root_notice() for row in seen}
            # Even without acknowledgement there is a to-do that must end.
            is_open = any(
                row.state != CANCELLED and row._root_notice() not in roots for row in rows
            )
            first = seen.filtered(lambda row: row._root_notice().event == "broadcast")
            broadcast.date_seen_by_me = min(first.mapped("date_seen"), default=False)
            broadcast.can_say_seen = broadcast.awaits_my_ack or is_open

    def _compute_ack_text(self):
        """Count the visible rows for the whole list at once."""
        rows = self.env["directive.notice.acknowledgement"]
        counts = defaultdict(dict)
        domain = self._ack_domain() & Domain("state", "!=", "cancelled")
        if rows.has_access("read"):
            for res_id, state, count in rows._read_group(domain, ["res_id", "state"], ["__count"]):
                counts[res_id][state] = count
        for broadcast in self:
            states = counts[broadcast.id]
            broadcast.ack_text = bool(states) and self.env._(
                "%(seen)s/%(all)s seen", seen=states.get("seen", 0), all=sum(states.values())
            )

    def _compute_answer_count(self):
        answers = self.env["directive.notice.answer"]
        about = [("notice_id.broadcast_id", "in", self.ids)]
        counts = answers._read_group(about, ["notice_id"], ["__count"])
        found = defaultdict(int)
        for notice, count in counts:
            found[notice.broadcast_id] += count
        for broadcast in self:
            broadcast.answer_count = found[broadcast]

    def action_view_answers(self):
        """Open the answers of the recipients."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_notice_answer_action"
        )
        return dict(action, domain=[("notice_id.broadcast_id", "in", self.ids)], context={})

    def _search_activity_state(self, operator, value):
        """Search only for users who may read it; Odoo checks this only for stored fields."""
        self._check_field_access(self._fields["activity_state"], "read")
        return super()._search_activity_state(operator, value)

    def action_seen(self):
        """Record that the reader has seen the notices to them or to the agency they head."""
        self.check_access("read")
        self._my_deliveries()._acknowledge(self.env._("In the application"))
        return self.action_acknowledge()

    def _notice_item(self):
        # Recipients of the content see the names of its files, which open only after login.
        files = ", ".join(self.sudo().attachment_ids.mapped("name"))
        content = self.body
        if files:
            content += "\n\n" + self.env._(
                "Files (open them through the link): %(files)s", files=files
            )
        return super()._notice_item() | {
            "number": self.name,
            "name": content,
            "agency": self.issuer_id.name or "",
        }

    @api.model
    def _notice_columns(self):
        return super()._notice_columns() | {"broadcast_id": SQL("record.id")}

    def _todo_vals(self, notice):
        vals = super()._todo_vals(notice)
        return vals | {"summary": f"{vals['summary']}: {self.name}"}

    def _is_withdrawn(self):
        return self.state == "cancelled"

    def _told_agencies(self):
        return self.sudo().told_agency_ids  # senders see their recipients
