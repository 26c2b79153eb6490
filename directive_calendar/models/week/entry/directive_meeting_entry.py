from odoo import api, models

from ....tools.week.hours import hour_text

# What everybody learns of an entry, even of a private one.
SAID_OF_ALL = ("meeting_id", "date", "date_to", "half_day", "start", "end", "state")
# The states of an entry as a printed week knows them.
PRINTED = {"postponed": "postponed", "cancelled": "cancelled"}


class DirectiveMeeting(models.Model):
    """One meeting as an entry of the printed week."""

    _inherit = "directive.meeting"

    def _entry(self, masked=True):
        """Return this meeting as a dict: the shape in which weeks are read, printed and compared.

        :param masked: whether a private entry the reader may not know says only “busy”
        """
        self.ensure_one()
        # Only whether it is private is asked.
        if masked and self.sudo().is_private and not self._is_known_to_reader():
            return self._busy_entry()
        one = self.sudo()  # what stands on the page is everybody's
        return self._entry_of_time() | {
            "content": one.name,
            "place": one.place or one.room_id.name or None,
            "participants": one._entry_participants(),
            "invited_text": one.invited_text or None,
            "invited_agencies": one.agency_ids.mapped("name"),
            "preparing": [
                {"text": row.text or "", "agency": row.agency_id.name or None, "what": row.what}
                for row in one.preparing_ids
            ],
            "office": [{"text": one.office_text, "role": None}] if one.office_text else [],
            "invitation": {
                "separate": one.invitation_separate,
                "number": one.invitation_number or None,
            },
            "private": one.is_private,
            "kind": one.kind or None,
            "remark": one.remark or None,
            "moved_from": one.with_env(self.env)._moved_in_words(),
        }

    def _entry_of_time(self):
        # The time of an entry is everybody's.
        one = self.sudo()
        printed = PRINTED.get(one.state) or ("moved" if one._is_moved() else "planned")
        return {
            "meeting_id": one.id,
            "date": one.day.isoformat(),
            "date_to": one.date_to.isoformat() if one.date_to else None,
            "half_day": one.half_day,
            "start": hour_text(one.hour_start),
            "end": hour_text(one._known_end()),
            "state": printed,
        }

    def _busy_entry(self):
        """Return what others learn of a private entry: who is busy, and when."""
        # The leaders of a busy half-day are everybody's.
        return self._busy(self._entry_of_time() | {"participants": self.sudo()._entry_leaders()})

    @api.model
    def _busy(self, entry):
        """Return ``entry`` without all that a reader may not know of a private one."""
        known = {name: entry.get(name) for name in SAID_OF_ALL}
        leaders = [one for one in entry["participants"] if one.get("leader_id")]
        return known | {
            "content": self.env._("Busy"),
            "place": None,
            "participants": [{**one, "role": None, "for": None} for one in leaders],
            "invited_text": None,
            "invited_agencies": [],
            "preparing": [],
            "office": [],
            "invitation": {"separate": False, "number": None},
            "private": True,
            "remark": None,
            "moved_from": None,
        }

    def _entry_leaders(self):
        """Return whose calendar shows this entry."""
        return [self._named(leader) for leader in self.leader_ids]

    def _named(self, leader, text=None, role=None, absent=None):
        return {
            "text": text or leader._in_calendar(),
            "role": role,
            "for": absent or None,
            "leader_id": leader.id or None,
        }

    def _entry_participants(self):
        """Return the leaders and others who take part, the chair first."""
        rows = self.participation_ids.filtered(
            lambda row: not row.agency_id and (not self.chair_id or row.leader_id != self.chair_id)
        )
        chair = [self._named(self.chair_id, role="chair")] if self.chair_id else []
        return chair + [
            self._named(row.leader_id, row._who(), row.role, row.substitute_for_id._in_calendar())
            for row in rows
        ]

    def _stands_on_page(self):
        """Tell whether the printed week shows this entry: what was never published is left out."""
        if self.state == "registered":
            return False
        return self.state != "cancelled" or self.is_printed_off or bool(self.revision_ids)
