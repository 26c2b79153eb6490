from odoo import api, fields, models

# Steps that move a task to another agency, or may; and those that add to a form by themselves.
MOVING = ("transfer", "correct", "reorganise")
TELLING = ("return", "extend", "reopen", "revoke", "close", *MOVING)
VERBS = [("star", "Star"), ("unstar", "Remove the star")]
# Steps after which earlier ones may add to other cells, or to none.
RECASTING = (*TELLING, *(verb for verb, _label in VERBS))


class DirectiveTransition(models.Model):
    """A line also says whether the task was starred from that step on, and its coefficient."""

    _inherit = "directive.transition"

    verb = fields.Selection(
        selection_add=VERBS, ondelete={verb: "cascade" for verb, _label in VERBS}
    )
    is_starred = fields.Boolean(string="Starred", help="After the step.")
    coefficient = fields.Float(digits=(6, 2), help="After the step.", aggregator=None)

    _date_idx = models.Index("(date, task_id)")
    _telling_idx = models.Index(
        "(date, id) INCLUDE (task_id, verb, agency_id, state_from, state_to) WHERE verb IN ({})".format(
            ", ".join(f"'{verb}'" for verb in RECASTING)
        )
    )

    @api.model
    def _say_in_force(self, vals):
        super()._say_in_force(vals)
        task = self.env["directive.task"].browse(vals.get("task_id"))
        if task:
            vals.setdefault("is_starred", task.is_starred)
            vals.setdefault("coefficient", task.coefficient)
