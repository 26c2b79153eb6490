from markupsafe import Markup

from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.home.page import ALARM, WARNING, Queue, number

_lt = LazyTranslate(__name__)
OURS = "directive_tracking."
DIRECTIVES = "directive_directive_action"
EMPTY = Markup('<p class="o_view_nocontent_smiling_face">%s: 0</p>')
# The lists in which something waits for a role, by section.
QUEUES = {
    "agency_now": {
        "acknowledge": Queue("directive_notice_acknowledgement_action_mine", ALARM),
        "explain": Queue("directive_explanation_action", ALARM),
        "receive": Queue("directive_task_action_agency_receive"),
        "due": Queue(
            "directive_task_action_agency", WARNING, ("due_in_a_week",), _lt("Due within 7 days")
        ),
        "overdue": Queue("directive_task_action_agency_overdue", ALARM),
        "returned": Queue("directive_task_action_agency_returned", ALARM),
        "approve": Queue("directive_task_progress_action_approve"),
        "opinions": Queue("directive_task_opinion_action_mine"),
    },
    "agency_under_way": {
        "open": Queue("directive_task_action_agency"),
        "in_hand": Queue("directive_task_action_agency_in_hand"),
        "reported": Queue("directive_task_action_agency_reported"),
        "coordinating": Queue("directive_task_action_agency_coordinating"),
        "parts": Queue("directive_task_coordination_action_mine"),
        "officer": Queue("directive_task_action_officer"),
        "requests": Queue("directive_task_request_action_mine", filters=("pending",)),
    },
    "office_decide": {
        "accept": Queue("directive_task_action_office_accept"),
        "requests": Queue("directive_task_request_action"),
        "call": Queue("directive_notice_acknowledgement_action_call", ALARM),
        "assign": Queue("directive_task_action_office_draft"),
        "drafts": Queue("directive_directive_action_draft"),
        "chasers": Queue("directive_chaser_action_proposed"),
        "review": Queue("directive_task_action_review"),
        "event": Queue("directive_task_action_waiting"),
        "verify": Queue("directive_verification_line_action"),
    },
    "office_follow": {
        "open": Queue("directive_task_action_office"),
        "overdue": Queue("directive_task_action_office_overdue", ALARM),
        "due_soon": Queue("directive_task_action_office_due_soon", WARNING),
        "not_received": Queue("directive_task_action_office_not_received"),
        "silent": Queue("directive_task_action_office_silent"),
        "not_seen": Queue("directive_notice_acknowledgement_action"),
        "coordinators": Queue("directive_task_coordination_action"),
        "explanations": Queue("directive_explanation_action"),
    },
    "office_entry": {
        "failed": Queue("directive_notice_delivery_action", ALARM, ("failed",), _lt("Messages that failed")),
        "urgent": Queue(DIRECTIVES, ALARM, ("urgent_entered_late",), _lt("Urgent orders entered after their day")),
        "normal": Queue(DIRECTIVES, WARNING, ("entered_late",), _lt("Orders entered after the next working day")),
    },
    "leader_waiting": {
        "reported": Queue("directive_task_action_leader_reported"),
        "requests": Queue("directive_task_request_action_leader"),
        "chased_often": Queue("directive_task_action_leader_chased_often", ALARM),
        "explanations": Queue("directive_explanation_action", None, ("mine",), _lt("My questions not answered")),
        "verify": Queue("directive_verification_line_action"),
        "not_seen": Queue("directive_notice_acknowledgement_action"),
        "starred": Queue("directive_task_action_leader_starred"),
    },
}  # fmt: skip


class DirectiveHome(models.AbstractModel):
    """Sections whose numbers are the lists in which something waits."""

    _inherit = "directive.home"

    @api.model
    def _queues(self):
        """Return ``{section: {name: queue}}``."""
        return QUEUES

    @api.model
    def _section_of_queues(self, section, title, note=None):
        """Return a section with the number of rows of each of its lists."""
        queues, views = self._queues()[section], {}
        found = self._actions(OURS + queue.action for queue in queues.values())
        actions = dict(zip(queues, found, strict=True))
        counts = self._count_each(
            {
                name: (action.res_model, self._list_domain(action, queues[name].filters, views))
                for name, action in actions.items()
            }
        )
        rows = [
            number(self._queue_label(one, actions[name].name), counts[name], name, tone=one.tone)
            for name, one in queues.items()
        ]
        return {"kind": "numbers", "title": title, "note": note, "rows": rows}

    @api.model
    def _queue_label(self, queue, name):
        return self.env._(queue.label) if queue.label else name

    @api.model
    def _opened_queue(self, section, name):
        queue = self._queues()[section][name]
        action = self._list(OURS + queue.action, queue.filters)
        title = self._queue_label(queue, action["name"])
        action.update(name=title, display_name=title)
        if queue.label:  # the help of the action speaks of its whole list
            action["help"] = EMPTY % title
        return action
