from odoo import api, models

from odoo.addons.directive_tracking.tools.recipient import Recipient, once

from ...tools.letter.workflow import RESTORING

MANAGER = "directive_petition.group_petition_manager"
TO_MANAGERS = ("petition_overdue", "petition_restored")  # as well as to who handles it


class PetitionMatter(models.Model):
    """The matter as the record of notices: what is said of it is its number and its day."""

    _inherit = "petition.matter"

    def _notice_item(self):
        return super()._notice_item() | {
            "number": self.number or "",
            "agency": self.agency_id.name,
            "deadline": self.date_due,
        }

    def _notice_count_words(self, count):
        return self.env._("%(count)s matters", count=count)

    def _told_agencies(self):
        return self.sudo().agency_id  # whoever is told sees it

    def _people_to_tell(self, event):
        """Return the recipients of ``event``: who handles it, the managers, or the superior."""
        self.ensure_one()
        if event == "petition_superior":
            return self._superiors() or self._staff(MANAGER)
        handler = self.sudo().handler_id  # who handles it is no secret of the agency
        if handler.active and event != "petition_sent":
            own = [Recipient(handler.partner_id.id, handler.id, self.agency_id.id)]
            return own + (self._staff(MANAGER) if event in TO_MANAGERS else [])
        return self._staff(MANAGER) or self._staff("directive_petition.group_petition_user")

    def _staff(self, group, agency=None):
        """Return those members of the agency who have this role in petitions."""
        agency = agency or self.agency_id
        # Members and roles of others are read to tell them, not shown.
        members = self.env["directive.agency.member"].sudo()
        current = [("agency_id", "=", agency.id), ("is_current", "=", True)]
        members = members.search_fetch(current, ["user_id"])
        users = members.user_id.filtered("active").filtered(lambda user: user.has_group(group))
        return [Recipient(user.partner_id.id, user.id, agency.id) for user in users]

    def _superiors(self):
        """Return the heads of the agency that handles this matter, who also see it."""
        # As above.
        members = self.sudo().agency_id.member_ids.filtered(
            lambda one: one.is_current and one.role in ("head", "deputy") and one.user_id.active
        )
        users = members.user_id.filtered(
            lambda user: self.sudo(False).with_user(user).has_access("read")
        )
        leaders = self._leaders_of_the_office()
        return [
            Recipient(user.partner_id.id, user.id, self.agency_id.id) for user in users | leaders
        ]

    def _leaders_of_the_office(self):
        """Return the leaders of the province, who see what the Office handles."""
        return self._leaders() if self.agency_id.kind == "office" else self.env["res.users"]

    @api.model
    def _leaders(self):
        """Return the leaders of the province."""
        group = self.env.ref("directive_tracking.group_directive_leader")
        # Which users are leaders is read to tell them.
        return group.sudo().user_ids.filtered("active")

    def _tell_of(self, step):
        """Tell who has something to do after ``step``."""
        if step.verb == "assign" and self.handler_id != self.env.user:
            people = self._people_to_tell("petition_assigned")
            self._tell("petition_assigned", {self.id: people}, occurrence=str(step.id))
        if step.sent_to_id:
            self._tell_receiver("petition_sent", step.sent_to_id, step)
        if step.verb in RESTORING:
            self._tell_restored(step)

    def _tell_receiver(self, event, agency, step):
        """Tell ``agency``, to which this matter was sent, of ``event``."""
        people = self._staff(MANAGER, agency)
        people = people or self._staff("directive_petition.group_petition_user", agency)
        if people:
            self._tell(event, {self.id: people}, occurrence=str(step.id))

    def _tell_restored(self, step):
        """Tell who handles a matter, and to whom it was sent, that its end was taken back."""
        people = once(self._people_to_tell("petition_restored"))
        others = [one for one in people if one.user_id != self.env.uid]
        if others:
            self._tell("petition_restored", {self.id: others}, occurrence=str(step.id))
        # Whoever may take the step reads the trail.
        if agency := self._ending_step(step).sent_to_id:
            self._tell_receiver("petition_recalled", agency, step)
