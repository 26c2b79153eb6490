from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

from odoo.addons.directive_tracking.tools.text import fold
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ....tools.week.change import TYPED, WHEN, aspects
from ....tools.week.words import BEGUN, OFF, OVER, STANDING

# What a change may write, and what is kept of it before and after.
CHANGEABLE = (*TYPED, "unplanned_reason")
BY_STEPS = ("state", "successor_id")
KEPT = (*CHANGEABLE, *BY_STEPS, "date_start", "date_end")
NEEDED = ("day", "half_day", "name")
REOPENED = "approved"


class DirectiveMeeting(models.Model):
    """The one way in which a meeting of a published week changes."""

    _inherit = "directive.meeting"

    def _change(self, values, reason):
        """Write ``values``, keep the old ones with ``reason``, and have people told.

        The caller has been asked whether they may. In a draft week nothing is recorded.

        :param dict values: of `CHANGEABLE`, lists as commands that only name records; steps of our
            own code also hand over ``state`` and ``successor_id``
        :return: the row of `directive.meeting.revision`, none where nothing has changed
        """
        self.ensure_one()
        reason = self._typed_text(reason)
        self._check_change(values, reason)
        self._hold_for_change(values)
        values = {**self._room_for(values), **values}
        values = {**values, **self._end_for(values), **self._half_day_for(values)}
        old, is_public = self._beside_others()._kept_values(), self.is_shown
        known = self.with_context(directive_workflow=WORKFLOW)
        known.write({**values, **self._week_for(values), "reason": reason})
        known._reopen(values)
        if not (is_public or self.is_shown):
            return self.revision_ids.browse()
        return known._record_change(old, reason)

    @api.model
    def _call(self, week, values, reason):
        """Enter a meeting in a published week, as a change of its own.

        :return: the new meeting
        """
        reason = self._typed_text(reason)
        self._check_change(values, reason)
        week = week._week_of(week.group_id, fields.Date.to_date(values["day"]))
        week._hold_and_touch()
        known = self.with_context(directive_workflow=WORKFLOW)
        own = {"week_id": week.id, "state": "approved", "author_id": self.env.uid, "reason": reason}
        meeting = known.create({**values, **own, "uid": self._new_uid(), "sequence": 0})
        meeting._record_change({}, reason)
        return meeting.with_context(directive_workflow=None)

    def _beside_others(self):
        """Return this meeting, read together with its week, which is written anew afterwards."""
        # All of the week stands in its snapshot, whoever changes one of it.
        return self.with_prefetch(self.sudo().week_id.meeting_ids._prefetch_ids)

    def _check_change(self, values, reason):
        """Raise unless ``values`` are such as a change may write, with a reason where it is public."""
        if values.keys() - {*CHANGEABLE, *BY_STEPS}:
            raise UserError(
                self.env._("A change cannot write this: use the buttons of the meeting.")
            )
        self._check_only_names({name: values[name] for name in values})
        if not all(values.get(name, True) for name in NEEDED):
            raise UserError(self.env._("Enter the day and the content of the meeting."))
        if not reason and (not self or self.is_shown):
            raise ValidationError(self.env._("Enter the reason: those concerned will be told."))
        is_reinstated = values.get("state") in STANDING
        for meeting in self.filtered(lambda one: one.state in OVER):
            if meeting.state in OFF and is_reinstated:
                continue
            if meeting.state in BEGUN and values.keys() == {"state"}:
                continue
            raise UserError(
                self.env._(
                    "“%(name)s” cannot be changed any more: %(state)s.",
                    name=meeting.display_name,
                    state=meeting.standing_text,
                )
            )

    def _hold_for_change(self, values):
        """Lock the weeks, then the meeting: who looked before comes second and starts again."""
        week_id = self._week_for(values).get("week_id", self.week_id.id)
        (self.week_id | self.week_id.browse(week_id))._hold_and_touch()
        self._hold_and_touch()

    def _room_for(self, values):
        """Set the room free where the meeting goes to another place, unless a room is chosen."""
        place, room = fold(values.get("place") or ""), self.room_id
        if not place or not room or place == fold(self.place or ""):
            return {}
        names = (room.name, *(room.alias_text or "").splitlines())
        stays = any(fold(name) in place for name in names if name.strip())
        return {} if stays else {"room_id": False}

    def _week_for(self, values):
        """Return the week to write where ``values`` bring the meeting into another one."""
        day = fields.Date.to_date(values.get("day") or self.day)
        week = self.week_id
        if week.date_from <= day <= week.date_to:
            return {}
        return {"week_id": week._week_of(week.group_id, day).id}

    def _reopen(self, values):
        """Let a postponed meeting stand again where its time is known now."""
        if self.state == "postponed" and "state" not in values and values.keys() & set(WHEN):
            self.write({"state": self._state_before()})

    def _state_before(self):
        """Return how this meeting stood before it was put off or cancelled, and before its day."""
        # How it stood is the system's record.
        rows = self.sudo().revision_ids.sorted("number", reverse=True)
        states = [(row.old_values or {}).get("state") for row in rows]
        found = next((state for state in states if state in STANDING), REOPENED)
        return self._state_before_holding() if found in BEGUN else found

    def _record_change(self, old, reason):
        """Append the revision of what differs now from ``old``, and have higher rooms tell people."""
        new = self._kept_values()
        kinds = aspects(old, new)
        # Only the system writes revisions; its author is the reader.
        revisions = self.env["directive.meeting.revision"].sudo()
        if not kinds:
            return revisions
        sequence = self.sequence + 1 if old else 0
        self.write({"sequence": sequence, **self._moved_from(kinds, old)})
        revision = revisions.create(
            {
                "meeting_id": self.id,
                "number": sequence,
                "kind": kinds[0],
                "is_private": bool(old.get("is_private") or new["is_private"]),
                "old_values": old,
                "new_values": new,
                "reason": reason,
                "user_id": self.env.uid,
            }
        )
        if kinds != ["not_held"]:  # no page says whether a meeting was held
            self._note_in_weeks(old)
        self.with_context(directive_workflow=None)._after_change(revision)
        return revision

    def _moved_from(self, kinds, old):
        """Return what the page says of the time a meeting was moved from."""
        if "moved" not in kinds or not old.get("day"):
            return {}
        return {"moved_from": False, "moved_values": {name: old[name] for name in WHEN}}

    def _note_in_weeks(self, old):
        """Count a revision of the week, and of the one the meeting has left."""
        left = self.week_id.browse()
        day = old.get("day") and fields.Date.to_date(old["day"])
        if day and not self.week_id.date_from <= day <= self.week_id.date_to:
            left = left._week_of(self.group_id, day)
        (self.week_id | left)._note_revision()

    def _kept_values(self):
        """Return the values of this meeting that a revision keeps, as JSON: records as [id, name]."""
        one = self.sudo()  # evidence holds all, whatever its author may read
        return {name: one._kept_value(name) for name in KEPT}

    def _times(self):
        """Return when this meeting is, as JSON."""
        return {name: self._kept_value(name) for name in WHEN}

    def _kept_value(self, name):
        field, value = self._fields[name], self[name]
        if field.type == "many2one":
            return [value.id, value.display_name] if value else False
        if field.type == "many2many":
            return sorted([record.id, record.display_name] for record in value)
        if field.type in ("date", "datetime"):
            return field.to_string(value)
        return value

    def _after_change(self, revision):
        """Do what follows from ``revision``; higher rooms tell people here."""

    def _reinstate(self, values, reason):
        """Let a meeting take place after all that was put off, cancelled or merged.

        :param dict values: what else changes, such as the room where another has it now
        :raises UserError: if it takes place, was only registered, or left a draft published since
        """
        self.ensure_one()
        self._check_may_be_reinstated()
        steps = {"state": self._state_before(), "successor_id": False}
        return self._change({**values, **steps}, reason)

    def _check_may_be_reinstated(self):
        # Rows of the system may not be the reader's.
        was_told = self.sudo().revision_ids or self.is_printed_off
        if self.state not in OFF or self.registered_by_agency_id and not was_told:
            raise UserError(
                self.env._(
                    "Only a meeting that was put off, cancelled or merged can be reinstated."
                )
            )
        if not was_told:
            self._check_week_is_draft()

    def _take_back_holding(self, reason):
        """Note that a meeting was not held after all.

        It stands as before its day; once its time is over it is put off, as it would count as held.

        :raises UserError: if nobody noted that it was, or its conclusions have been issued
        """
        self.ensure_one()
        self.check_access("write")
        if not self._is_written_by_office():
            raise AccessError(self.env._("Only the Office notes whether a meeting was held."))
        if self.state not in BEGUN:
            raise UserError(
                self.env._(
                    "“%s” has not been marked as held, or its conclusions have been issued.",
                    self.display_name,
                )
            )
        is_over = self.date_end < fields.Datetime.now() and self._may_be_put_off()
        state = "postponed" if is_over else self._state_before_holding()
        return self._change({"state": state}, reason)

    def _may_be_put_off(self):
        """Tell whether this meeting may wait for a time to be announced; higher rooms know more."""
        return True

    def _state_before_holding(self):
        """Return how this meeting stood before its day; higher rooms know more."""
        return REOPENED

    def _merge_into(self, successor, reason):
        """Let this meeting go up in ``successor``; its agencies are invited there.

        :raises UserError: if there is none, or it does not take place
        """
        if not successor or successor == self or successor.state not in STANDING:
            raise UserError(self.env._("Choose another meeting that takes place."))
        if self.state == "registered":
            return self._merge_registration(successor, reason)
        agencies = self.agency_ids - successor.agency_ids
        self._change({"state": "cancelled", "successor_id": successor.id}, reason)
        if agencies:
            successor._change({"agency_ids": [Command.link(one.id) for one in agencies]}, reason)
        return True
