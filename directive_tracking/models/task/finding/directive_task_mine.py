from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

NEXT_STEPS = [
    ("assign", "Assign"),
    ("receive", "Receive"),
    ("report", "Report"),
    ("accept", "Accept"),
]
RESULT_STEPS = ("report_completion", "return", "reopen")


class DirectiveTask(models.Model):
    """A task from the reader's view: their agency's part and their next step."""

    _inherit = "directive.task"

    is_led_by_me = fields.Boolean(
        string="My agency leads", compute="_compute_my_part", search="_search_is_led_by_me"
    )
    is_coordinated_by_me = fields.Boolean(
        string="My agency coordinates",
        compute="_compute_my_part",
        search="_search_is_coordinated_by_me",
    )
    awaits_head = fields.Boolean(
        string="Completion waiting for the head",
        compute="_compute_awaits_head",
        search="_search_awaits_head",
    )
    is_mine_to_hand_over = fields.Boolean(
        compute="_compute_is_mine_to_hand_over",
        help="A completion report is waiting, and the reader may submit it to the Office.",
    )
    next_step = fields.Selection(NEXT_STEPS, compute="_compute_next_step")
    return_note = fields.Text(
        compute="_compute_return_note",
        help="The reason for the return, shown until the result is reported again.",
    )

    @api.depends("lead_agency_id", "coordinating_agency_ids")
    @api.depends_context("uid")
    def _compute_my_part(self):
        mine = self.env.user._directive_agencies()
        for task in self:
            task.is_led_by_me = task.lead_agency_id in mine
            task.is_coordinated_by_me = bool(task.coordinating_agency_ids & mine)

    def _search_is_led_by_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self.env.user._directive_agencies().ids

        def to_sql(model, alias, query):
            # As an array: one index then finds the open tasks both seen and led.
            lead = model._field_to_sql(alias, "lead_agency_id", query)
            return SQL("ARRAY[%s] && %s", lead, mine)

        return Domain.custom(to_sql=to_sql, predicate=lambda task: task.is_led_by_me)

    def _search_is_coordinated_by_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("coordinating_agency_ids", "in", self.env.user._directive_agencies().ids)

    @api.depends("state", "progress_ids.review_state")
    def _compute_awaits_head(self):
        """Tell whether a completion report still waits within a two-tier agency."""
        for task in self:
            task.awaits_head = task.state == "in_progress" and bool(task._waiting_completion())

    @api.depends("awaits_head", "lead_agency_id")
    @api.depends_context("uid")
    def _compute_is_mine_to_hand_over(self):
        headed = self.env.user._directive_headed_agencies()
        for task in self:
            waits = task.awaits_head and task.lead_agency_id in headed
            task.is_mine_to_hand_over = waits and task._is_lead_signer()

    def _search_awaits_head(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = Domain("kind", "=", "completion") & Domain("review_state", "=", "pending")
        return Domain("state", "=", "in_progress") & Domain("progress_ids", "any", waiting)

    @api.depends("state", "lead_agency_id", "coordinating_agency_ids", "parent_id")
    @api.depends_context("uid")
    def _compute_next_step(self):
        """Hint at the reader's next step, on a whole page of cards at once.

        The ``can_<verb>`` booleans decide; they ask for the user's agencies task by task,
        which a list cannot afford.
        """
        mine = self.env.user._directive_agencies()
        office, leader = self._is_office(), self._is_leader()
        for task in self:
            leads = task.lead_agency_id in mine
            helps = bool(task.coordinating_agency_ids & mine)
            delegated = task.sudo().parent_id.lead_agency_id in mine  # known to both sides
            steps = {
                "draft": office and "assign",
                "assigned": leads and "receive",
                "in_progress": (leads or helps) and "report",
                "reported": (office or leader or delegated) and "accept",
            }
            task.next_step = steps.get(task.state)

    @api.depends("state", "transition_ids.verb")
    def _compute_return_note(self):
        for task in self:
            steps = task.transition_ids if task.state == "in_progress" else task.transition_ids[:0]
            last = steps.filtered(lambda step: step.verb in RESULT_STEPS).sorted("id")[-1:]
            task.return_note = last.verb != "report_completion" and last.note
