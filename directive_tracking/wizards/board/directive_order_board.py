from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...models.agency.directive_agency import KINDS as AGENCY_KINDS
from ...tools.workflow import DONE, DRAFT, OPEN_STATES, REPORTED, WORKING_STATES

SILENT_DAYS = 7
# What is counted, in the order of the board.
SHOWN = [
    ("all", "All agencies"),
    ("received", "Received"),
    ("not_received", "Not received"),
    ("reported", "Reported"),
    ("finished", "Finished"),
    ("silent", "Silent"),
    ("asked", "Asked for something"),
    ("unreached", "No member to reach"),
]


class DirectiveOrderBoard(models.TransientModel):
    """One order at a glance: which agencies have received, reported, finished or kept silent.

    The unit is the task given to one agency, so that each number is exactly the list it opens.
    Tasks delegated further down belong to those who delegated them and are not counted. Counting
    costs the same few queries for two agencies and for all of a province.
    """

    _name = "directive.order.board"
    _description = "Board of an Order"
    _rec_name = "directive_id"

    directive_id = fields.Many2one("directive.directive", required=True)
    task_id = fields.Many2one(
        "directive.task",
        string="Only the point of",
        help="All agencies that were given the same point with the same content.",
    )
    agency_group_ids = fields.Many2many(
        "directive.agency.group", "directive_order_board_group_rel", string="Groups"
    )
    kind = fields.Selection(AGENCY_KINDS, string="Kind of agency")
    days_of_silence = fields.Integer(
        string="Silent after (days)", default=SILENT_DAYS, required=True
    )
    shown = fields.Selection(SHOWN, required=True, default="all", string="Show")

    all_count = fields.Integer(compute="_compute_counts")
    received_count = fields.Integer(compute="_compute_counts")
    not_received_count = fields.Integer(compute="_compute_counts")
    reported_count = fields.Integer(compute="_compute_counts")
    finished_count = fields.Integer(compute="_compute_counts")
    silent_count = fields.Integer(compute="_compute_counts")
    asked_count = fields.Integer(compute="_compute_counts")
    unreached_count = fields.Integer(compute="_compute_counts")
    agency_count = fields.Integer(string="Number of agencies", compute="_compute_counts")
    task_ids = fields.Many2many("directive.task", compute="_compute_task_ids", string="Agencies")

    _days_of_silence_positive = models.Constraint(
        "CHECK (days_of_silence > 0)",
        "Enter at least one day after which an agency counts as silent.",
    )

    @api.depends("directive_id")
    def _compute_display_name(self):
        for board in self:
            board.display_name = self.env._(
                "Board of %(order)s", order=board.directive_id.display_name
            )

    @api.model
    def _open(self, directive, task=None):
        """Open the board of ``directive``, or of one of its points.

        :raises UserError: if the user is neither of the Office nor a leader
        """
        if not self.has_access("create"):
            raise UserError(
                self.env._("Only the Office and leaders can open the board of an order.")
            )
        directive.check_access("read")
        board = self.create({"directive_id": directive.id, "task_id": task and task.id})
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_order_board_action"
        )
        return dict(action, res_id=board.id)

    # What is counted

    @api.depends("directive_id", "task_id", "agency_group_ids", "kind", "days_of_silence")
    def _compute_counts(self):
        Task = self.env["directive.task"]
        for board in self:
            domains = board._domains()
            for name, domain in domains.items():
                board[f"{name}_count"] = Task.search_count(domain)
            board.agency_count = len(Task._read_group(domains["all"], ["lead_agency_id"]))

    @api.depends("directive_id", "task_id", "agency_group_ids", "kind", "days_of_silence", "shown")
    def _compute_task_ids(self):
        for board in self:
            board.task_ids = board._tasks(board.shown or "all")

    def _tasks(self, name):
        """Return the tasks counted as ``name``, those without news for the longest time first."""
        domain = self._domains()[name]
        return self.env["directive.task"].search(domain, order="date_last_news, id")

    def _domains(self):
        """Return ``{name: domain of the tasks counted}``: the same for numbers and lists."""
        whole = self._whole()
        working = Domain("state", "in", WORKING_STATES)
        since = self.env["directive.settings"]._today() - timedelta(days=self.days_of_silence)
        parts = {
            "all": Domain.TRUE,
            "received": Domain("date_received", "!=", False),
            "not_received": Domain("date_received", "=", False)
            & Domain("state", "in", OPEN_STATES),
            "reported": Domain("state", "=", REPORTED),
            "finished": Domain("state", "=", DONE),
            "silent": working & Domain("date_last_news", "<", since),
            "asked": Domain("has_pending_request", "=", True),
            "unreached": Domain("state", "in", OPEN_STATES)
            & Domain("lead_agency_id", "in", self._unreached_agencies(whole)),
        }
        return {name: whole & domain for name, domain in parts.items()}

    def _whole(self):
        """Return the domain of the tasks of this board."""
        domain = Domain("directive_id", "=", self.directive_id.id) & Domain("parent_id", "=", False)
        domain &= Domain("state", "not in", (DRAFT, "revoked"))
        if self.task_id:
            domain &= Domain("point", "=", self.task_id.point)
            domain &= Domain("name", "=", self.task_id.name)
        if self.agency_group_ids:
            domain &= Domain("lead_agency_id", "in", self.agency_group_ids.agency_ids.ids)
        if self.kind:
            domain &= Domain("lead_agency_id.kind", "=", self.kind)
        return domain

    def _unreached_agencies(self, whole):
        """Return the ids of the lead agencies in which no member can be told anything today."""
        groups = self.env["directive.task"]._read_group(whole, ["lead_agency_id"])
        agencies = self.env["directive.agency"].union(*(agency for (agency,) in groups))
        agencies._flush_members()
        reached = self.env.execute_query(
            SQL(
                "SELECT DISTINCT agency_id FROM (%s) AS member WHERE agency_id = ANY(%s)",
                agencies._reachable_sql(),
                agencies.ids,
            )
        )
        return list(set(agencies.ids) - {agency_id for (agency_id,) in reached})

    # Its lists

    def action_open_list(self):
        """Open the tasks counted by the number pressed, named in the context."""
        self.ensure_one()
        name = self.env.context.get("directive_shown")
        labels = dict(self._fields["shown"]._description_selection(self.env))
        domains = self._domains()
        if name not in domains:
            name = "all"
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_action_all"
        )
        title = f"{self.directive_id.display_name}: {labels[name]}"
        return dict(
            action,
            name=title,
            display_name=title,
            domain=list(domains[name]),
            context={"directive_short_name": True},
        )
