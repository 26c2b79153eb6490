from odoo import api, models
from odoo.exceptions import UserError

from ....tools.week.words import FINISHED

# Written by the steps alone.
GUARDED = {
    "uid",
    "sequence",
    "state",
    "reason",
    "author_id",
    "registered_by_agency_id",
    "successor_id",
    "is_withdrawn",
    "is_printed_off",
    "moved_from",
    "moved_values",
    "asked_values",
    "revision_ids",
}
# What no reader is told of: written at any time.
LOOSE = {
    "monitor_id",
    "invitation_number",
    "invitation_separate",
    "overrule_reason",
    "remark",
    "unplanned_reason",
}
# Figures count it, and it excuses what was told late: nobody thinks of it afterwards.
COUNTED = {"unplanned_reason"}
# A colleague may take over at any time what has been finished.
HANDED_OVER = {"monitor_id"}
ROOMS = {"room_id", "car_ids"}
OWN = ROOMS | {"chair_id", "week_id"}  # in which an agency names nobody else's
X2MANY = ("one2many", "many2many")


class DirectiveMeeting(models.Model):
    """Entries of a draft week are written freely, those of a published one only by a change."""

    _inherit = "directive.meeting"

    @api.model
    def _guarded_names(self):
        """Return the fields that only the steps write; higher rooms add theirs."""
        return GUARDED

    @api.model
    def _loose_names(self):
        """Return the fields whose change nobody is told of; higher rooms add theirs."""
        return LOOSE

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            vals_list = [self._typed_entry(vals) for vals in vals_list]
        meetings = super().create(vals_list)
        meetings._hold_weeks()
        if not self._in_workflow():
            meetings._check_is_free()
        meetings._check_own_calendar()
        meetings._book()
        return meetings

    def _typed_entry(self, vals):
        """Return the values of an entry typed by its author."""
        guarded = self._guarded_names()
        kept = {name: vals[name] for name in vals if name not in guarded}
        # Each is set, so that no default of a context or a user enters.
        unset = {name: False for name in guarded if self._fields[name].type not in X2MANY}
        own = {"state": "approved", "author_id": self.env.uid, "sequence": 0}
        return kept | unset | own | {"uid": self._new_uid()}

    def write(self, vals):
        if not self._in_workflow():
            if self._guarded_names() & vals.keys():
                raise UserError(self.env._("The state of a meeting is changed by its buttons."))
            if vals.keys() - self._loose_names():
                self._check_is_free()
            if vals.keys() - HANDED_OVER:
                self._check_not_turned_away()
            self._check_finished_stays(vals.keys() - HANDED_OVER)
        result = super().write(vals)
        if "week_id" in vals:
            self._hold_weeks()
        if "week_id" in vals and not self._in_workflow():
            self._check_is_free()  # of the week it was moved to
        if OWN & vals.keys():
            self._check_own_calendar()
        if self._booked_fields() & vals.keys():
            # Without a room before and after there is nothing to set free.
            is_of_rooms = bool(ROOMS & vals.keys())
            self.filtered(lambda one: is_of_rooms or one.room_id or one.car_ids)._book()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_typed(self):
        """What an agency has registered is refused, and what was published is cancelled."""
        self._check_is_free()
        # Rows of the system may not be the reader's.
        if any(meeting.registered_by_agency_id or meeting.revision_ids for meeting in self.sudo()):
            raise UserError(
                self.env._("A registered meeting is kept: refuse or cancel it with a reason.")
            )

    def _check_finished_stays(self, names):
        """Raise if a field that is filled in, or counted, would change in a finished meeting.

        Nobody is told of these fields, so a change would leave no trace.
        """
        loose = sorted(names & self._loose_names())
        # Points are kept by a guard of their own, and new ones may join.
        own = [name for name in loose if self._fields[name].type not in X2MANY]
        for meeting in self.filtered(lambda one: one.state in FINISHED):
            filled = [name for name in own if meeting[name] or name in COUNTED]
            if filled:
                meeting._refuse_finished(self._fields[filled[0]])

    def _refuse_finished(self, field):
        """Raise the sentence about a ``field`` of a finished meeting or of who took part."""
        raise UserError(
            self.env._(
                "“%(meeting)s” is finished: “%(field)s” cannot be changed any more.",
                meeting=self.display_name,
                field=field._description_string(self.env),
            )
        )

    def _check_not_turned_away(self):
        """Raise if one of these entries ended before its week was published: it stays as it was."""
        over = self.filtered(lambda one: one.state == "cancelled" and not one.is_shown)
        for meeting in over.filtered("registered_by_agency_id"):
            raise UserError(
                self.env._(
                    "“%s” was refused, merged or withdrawn and stays as it was registered: use "
                    "“Consider again” first.",
                    meeting.display_name,
                )
            )
        for meeting in over:
            raise UserError(
                self.env._(
                    "“%s” was merged or cancelled and stays as it was: use “Reinstate” first.",
                    meeting.display_name,
                )
            )

    def _hold_weeks(self):
        """Lock the weeks: who publishes one at the same second has seen these entries, or starts again."""
        # Their author may not read a week that is not theirs; nothing of it is shown.
        self.sudo().week_id._hold_and_touch()

    def _check_is_free(self):
        """Raise if one of these meetings stands in a published week."""
        for meeting in self.filtered("is_shown"):
            raise UserError(
                self.env._(
                    "“%s” is in a published week: use “Change”, so that those concerned are told.",
                    meeting.display_name,
                )
            )
