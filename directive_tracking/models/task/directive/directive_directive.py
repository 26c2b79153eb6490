from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ....tools.workflow import DRAFT, FINAL_STATES
from ...agency.groups import OFFICE_OR_LEADER

SEEN_BY = """
    SELECT DISTINCT directive_id AS mine, unnest(visible_agency_keys) AS other
      FROM directive_task WHERE directive_id = ANY(%s)
"""


class DirectiveDirective(models.Model):
    """The tasks of a directive: who sees it by them, its counters, and its state that follows them."""

    _inherit = "directive.directive"

    task_ids = fields.One2many("directive.task", "directive_id", string="Tasks")
    visible_agency_ids = fields.Many2many(
        relation="directive_directive_visible_agency_rel",
        column1="directive_id",
        column2="agency_id",
        compute="_compute_visible_agency_ids",
        store=True,
        copy=False,
        # An agency sees its own tasks of a directive, but not the other agencies.
        groups=OFFICE_OR_LEADER,
    )

    # Counters of the visible tasks only
    task_count = fields.Integer(compute="_compute_task_counts")
    task_done_count = fields.Integer(compute="_compute_task_counts", string="Tasks done")
    task_overdue_count = fields.Integer(compute="_compute_task_counts", string="Tasks overdue")
    has_draft_tasks = fields.Boolean(compute="_compute_has_draft_tasks")

    @api.depends("task_ids.visible_agency_keys")
    def _compute_visible_agency_ids(self):
        """Of all changes of state only leaving draft matters: see `write`.

        An order to all communes has a hundred tasks, which are not read for that.
        """
        unsaved = self.filtered(lambda directive: not directive.id)
        for directive in unsaved:  # one being edited stays visible as it is stored
            directive.visible_agency_ids = directive._origin.visible_agency_ids
        issued = self.filtered(lambda directive: directive.state != DRAFT)
        keys = self.env["directive.task"]._fields["visible_agency_keys"]
        link = self.env["directive.task"]._fields["directive_id"]
        (self - unsaved)._set_visible_by(SQL(SEEN_BY, issued.ids, to_flush=[keys, link]))

    @api.depends("task_ids.state", "task_ids.date_deadline")
    @api.depends_context("uid")
    def _compute_task_counts(self):
        Task = self.env["directive.task"]
        mine = Domain("directive_id", "in", self.ids)
        for field, domain in (
            ("task_count", Domain.TRUE),
            ("task_done_count", Domain("state", "=", "done")),
            ("task_overdue_count", Task._timeliness_domain("open_overdue")),
        ):
            counts = dict(Task._read_group(mine & domain, ["directive_id"], ["__count"]))
            for directive in self:
                directive[field] = counts.get(directive._origin, 0)

    @api.depends("task_ids.state")
    def _compute_has_draft_tasks(self):
        for directive in self:
            directive.has_draft_tasks = "draft" in directive.task_ids.mapped("state")

    def write(self, vals):
        was_draft = self.filtered(lambda one: "state" in vals and one.state == DRAFT)
        result = super().write(vals)
        was_draft.modified(["task_ids"])  # visibility depends on the draft state
        return result

    def _check_may_end(self):
        super()._check_may_end()
        for directive in self:
            if directive.task_ids.filtered("is_open"):
                raise UserError(
                    self.env._(
                        "%(name)s has open tasks: revoke them first, citing the revoking document.",
                        name=directive.display_name,
                    )
                )

    def action_view_tasks(self):
        """Open the counted tasks."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_action_all"
        )
        domain = [("directive_id", "in", self.ids)]
        if self.env.context.get("directive_only_overdue"):
            domain = list(
                Domain(domain) & self.env["directive.task"]._timeliness_domain("open_overdue")
            )
        return dict(action, domain=domain, context={"default_directive_id": self[:1].id})

    def _check_takes_tasks(self):
        """Raise if one of these directives has ended: it accepts no further tasks."""
        ended = self.filtered(lambda directive: directive.state in ("completed", "cancelled"))
        if ended and not self._in_workflow():
            raise UserError(
                self.env._(
                    "%(name)s is completed or cancelled and accepts no further tasks: reopen "
                    "one of its tasks first, or enter a new directive.",
                    name=self._enumerated(ended.mapped("display_name")),
                )
            )

    def _follow_tasks(self, moved=None):
        """Bring the state in line with the tasks: completed when none is left to do.

        :param moved: the tasks that moved; one of them that is to be done answers for its directive
        """
        moved = moved or self.env["directive.task"]
        pending = set(moved.filtered(lambda task: task.state not in FINAL_STATES).directive_id.ids)
        asked = [one for one in self.ids if one not in pending]
        counts = asked and self.env["directive.task"]._read_group(
            [("directive_id", "in", asked)], ["directive_id", "state"], ["__count"]
        )
        pending |= {directive.id for directive, state, _n in counts if state not in FINAL_STATES}
        issued = self.filtered(lambda directive: directive.state == "issued")
        finished = issued.filtered(lambda directive: directive.id not in pending)
        reopened = self.filtered(
            lambda directive: directive.state in ("draft", "completed") and directive.id in pending
        )
        if finished:
            finished -= self.browse(finished._with_work_to_come())
            finished._set_state("completed")
        if reopened:
            reopened._set_state("issued")

    def _with_work_to_come(self):
        """Return the ids of those that give further tasks by themselves; other rooms add theirs."""
        return set()
