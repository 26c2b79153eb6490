from odoo import api, models

from ...tools.home.page import ALARM, WARNING, Line

SETUP = "directive_tracking.directive_province_setup_action"
ROLES = ("office", "leader")  # without them no task is given, or nobody orders it


class DirectiveHome(models.AbstractModel):
    """What is still missing before the first task can be given and received.

    A line goes away once its step is done.
    """

    _inherit = "directive.home"

    @api.model
    def _first_steps(self):
        """Return ``{name: Line}`` of the steps that are not done, in their order."""
        steps = {"agencies": self._step_of_agencies()}
        steps |= {role: self._step_of_role(role) for role in ROLES}
        steps["unreached"] = self._step_of_unreached()
        return {name: line for name, line in steps.items() if line}

    @api.model
    def _step_of_agencies(self):
        if self.env["directive.agency"].search_count([], limit=1):
            return None
        action = self.env["ir.actions.actions"]._for_xml_id(SETUP)
        return Line(
            self.env._("Agencies"),
            self.env._("none yet: set up the province in one step"),
            ALARM,
            action,
        )

    @api.model
    def _step_of_role(self, role):
        if self.env["res.users"]._of_directive_role(role):
            return None
        label = {"office": self.env._("Office specialists"), "leader": self.env._("Leaders")}[role]
        check = self.env["directive.sending.check"]
        return Line(
            label,
            self.env._("nobody yet: give a user this role"),
            ALARM,
            check._list_action("res.users", [("share", "=", False)], self.env._("Users")),
        )

    @api.model
    def _step_of_unreached(self):
        """Tell of agencies in which nobody can log in to receive a task."""
        alone = [("member_ids", "not any", [("user_id", "!=", False)])]
        agencies = self.env["directive.agency"]
        count = agencies.search_count(alone)
        if not count:
            return None
        return Line(
            self.env._("Agencies without a user"),
            self.env._(
                "%(ill)s of %(all)s: nobody there can receive a task",
                ill=count,
                all=agencies.search_count([]),
            ),
            WARNING,
            self.env["directive.sending.check"]._list_action(
                "directive.agency", alone, self.env._("Agencies without a user")
            ),
            count,
        )
