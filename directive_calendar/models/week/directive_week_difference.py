from odoo import fields, models

from ...tools.week.difference import difference


class DirectiveWeek(models.Model):
    """What two revisions of a week say differently, as far as the reader may know."""

    _inherit = "directive.week"

    def _last_of_each_revision(self):
        """Return the rows that say how the week stood at each revision, the latest first."""
        self.check_access("read")
        found = {}
        for row in self.revision_ids.sorted("id", reverse=True):
            found.setdefault(row.number, row)
        return self.env["directive.week.revision"].union(*found.values())

    def _changes_between(self, old, new):
        """Return the changes from the revision ``old`` to ``new``, as `tools/week/difference`.

        Entries that were private and that the reader may not know say “busy” in both.
        """
        self.check_access("read")
        if (old | new).week_id - self:
            return []
        return difference(self._masked_snapshot(old), self._masked_snapshot(new))

    def _masked_snapshot(self, revision):
        # Nobody reads snapshots: what the reader may not know is masked here.
        entries = revision.sudo().snapshot or []
        hidden = self._hidden_meetings(entries)
        return [
            self.env["directive.meeting"]._busy(entry) if entry["meeting_id"] in hidden else entry
            for entry in entries
        ]

    def _hidden_meetings(self, entries):
        """Return the ids of the meetings in ``entries`` that are, or were, private to others."""
        ids = [entry["meeting_id"] for entry in entries]
        was_private = {entry["meeting_id"] for entry in entries if entry["private"]}
        meetings = self.env["directive.meeting"].browse(ids)
        return {
            one.id
            for one in meetings
            # Only whether it is private is asked.
            if (one.id in was_private or one.sudo().is_private) and not one._is_known_to_reader()
        }

    def _difference_page(self, old, new):
        """Return the changes between two revisions as a page."""
        if not (self and old and new):
            return False
        changes = self._changes_between(old, new)
        return self.env["ir.qweb"]._render(
            "directive_calendar.week_difference",
            {"changes": [self._change_in_words(change) for change in changes]},
        )

    def _change_in_words(self, change):
        """Return a change as the words of one row: what, old, new."""
        labels = {
            "new": self.env._("New"),
            "moved": self.env._("Moved"),
            "cancelled": self.env._("Cancelled"),
            "postponed": self.env._("Postponed"),
            "reinstated": self.env._("Reinstated"),
            "removed": self.env._("No longer in this week"),
            "wording": self.env._("Wording"),
        }
        return {
            "kind": change["kind"],
            "label": self._label_of_field(change) or labels[change["kind"]],
            "content": change["content"],
            "old": self._side_in_words(change["old"]),
            "new": self._side_in_words(change["new"]),
        }

    def _label_of_field(self, change):
        """Return what differs where that says more than the kind of the change, or None."""
        if change["kind"] == "moved":
            differing = [name for name, new in change["new"].items() if change["old"][name] != new]
            return self.env._("Another place") if differing == ["place"] else None
        labels = {
            "participants": self.env._("Who takes part"),
            "invited_text": self.env._("Invited"),
            "invited_agencies": self.env._("Invited"),
        }
        return labels.get(change.get("field"))

    def _side_in_words(self, side):
        """Return the time and place, or the wording, that one side of a change says."""
        if isinstance(side, list):
            return ", ".join(one if isinstance(one, str) else one["text"] for one in side)
        if not isinstance(side, dict):
            return side or ""
        day = fields.Date.to_date(side["date"])
        meeting = self.env["directive.meeting"]
        label = dict(meeting._fields["half_day"]._description_selection(self.env))
        hour = side["start"] or label[side["half_day"]]
        return ", ".join(filter(None, [hour, f"{day:%d/%m/%Y}", side["place"]]))
