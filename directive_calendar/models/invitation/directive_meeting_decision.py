from odoo import models

from odoo.addons.directive_tracking.tools.recipient import Recipient, once

DECIDED = "meeting_decided"


class DirectiveMeeting(models.Model):
    """What the Office made of a registration, told to the agency that asked: accepted, moved, refused.

    Between registration and decision the Office moves an entry as often as it likes; the agency
    hears once, what it asked for before what it got.
    """

    _inherit = "directive.meeting"

    def _after_decision(self):
        super()._after_decision()
        for meeting in self:
            meeting._tell_decision()

    def _change(self, values, reason):
        """What was accepted and taken out of a draft week again is told as well."""
        revision = super()._change(values, reason)
        # Whose registration it was need not be the reader's.
        asked = self.sudo().registered_by_agency_id
        if asked and not self.is_shown and values.get("state") == "cancelled":
            self._tell_decision()
        return revision

    def _after_taking_up(self):
        super()._after_taking_up()
        self._tell_decision()

    def _tell_decision(self):
        """Tell the agency that registered this meeting, and who did so."""
        asked = self.sudo()  # the agency's people are the system's to know
        author = asked.author_id
        people = [
            Recipient(author.partner_id.id, author.id, asked.registered_by_agency_id.id),
            *asked._agency_people(asked.registered_by_agency_id),
        ]
        decision = "merged" if asked.successor_id else asked.state
        asked._tell(
            DECIDED,
            {asked.id: once(people)},
            occurrence=asked._occurrence_of(decision),
            urgency=asked._urgency_of_news(None),
            wants_ack=False,
        )

    def _occurrence_of(self, decision):
        """Return the key of a notice of ``decision``: the same one may be taken again."""
        named = [("res_model", "=", self._name), ("res_id", "=", self.id), ("event", "=", DECIDED)]
        told = self.env["directive.notice"].search_count(named)
        return f"{decision}#{told}" if told else decision

    def _item_of_decision(self, notice):
        """Return what a message of the decision says, to each in their own language."""
        decision = notice.occurrence.partition("#")[0]
        lines = [self._decision_in_words(decision), *self._asked_and_given()]
        if self.reason and decision != "approved":
            lines.append(self.env._("Reason: %(reason)s", reason=self.reason))
        said = self._kept_values()
        return {
            "name": "\n".join([*lines, *self._lines_of_meeting(said, len(lines) > 1)]),
            "short": self._short_decision(decision, said),
        }

    def _decision_in_words(self, decision):
        words = {
            "approved": self.env._("The meeting you registered is in the calendar."),
            "cancelled": self.env._("The meeting you registered was refused."),
            "registered": self.env._("The meeting you registered is being considered again."),
        }
        merged = self.env._("The meeting you registered: %(what)s", what=self._merged_in_words())
        return words.get(decision, merged)

    def _is_given_otherwise(self):
        asked = self.asked_values
        return bool(asked) and any(asked[name] != value for name, value in self._times().items())

    def _asked_and_given(self):
        """Return the lines of the time asked for and the time given, where they differ."""
        if self.state == "cancelled" or not self._is_given_otherwise():
            return []
        return [
            self.env._("Asked for: %(when)s", when=self._when({**self.asked_values})),
            self.env._("In the calendar: %(when)s", when=self._when(self._kept_values())),
        ]

    def _short_decision(self, decision, said):
        heads = {
            "approved": self.env._("REGISTRATION ACCEPTED: meeting"),
            "cancelled": self.env._("REGISTRATION REFUSED: meeting"),
            "registered": self.env._("REGISTRATION CONSIDERED AGAIN: meeting"),
        }
        head = heads.get(decision, self.env._("REGISTRATION MERGED: meeting"))
        when = self._short_when(said)
        if decision == "approved" and self._is_given_otherwise():
            when = f"{self._short_when(self.asked_values)} -> {when}"
        return f"{head} {self._short_name()}: {when}"
