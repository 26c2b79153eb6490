from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.workflow import NEW, OPEN, SETTLED

# Written by the steps alone.
GUARDED = {
    "number",
    "state",
    "outcome",
    "handler_id",
    "ground_id",
    "result",
    "sent_to_ids",
    "date_classified",
    "date_outcome",
    "date_accepted",
    "date_verifying",
    "date_dialogue",
    "date_decided",
    "date_published",
    "date_enforcing",
    "date_over",
    "clock_ids",
    "step_ids",
    "origin_matter_id",
    "taken_ids",
}
FIXED = {"letter_id", "agency_id"}  # known once it has a number
# What its clocks and its outcome rest on.
CLASSIFYING = {"kind", "level", "is_competent", "first_matter_id", "duplicate_of_id"}
OTHERS = ("first_matter_id", "duplicate_of_id")
X2MANY = ("one2many", "many2many")


class PetitionMatter(models.Model):
    """What of a matter is typed, and until when."""

    _inherit = "petition.matter"

    can_describe = fields.Boolean(
        string="May still be described", compute="_compute_can_type", compute_sudo=False
    )
    can_count = fields.Boolean(
        string="Results may still be entered", compute="_compute_can_type", compute_sudo=False
    )

    @api.depends("state", "agency_id")
    @api.depends_context("uid")
    def _compute_can_type(self):
        for matter in self:
            mine = not matter._origin or matter.is_of_my_agency
            matter.can_count = mine and matter.state in OPEN
            matter.can_describe = matter.can_count and matter.state not in SETTLED

    @api.model
    def _counted_names(self):
        """Return the fields that say what was found and put right: known after the decision."""
        return {name for name, field in self._fields.items() if field.type in ("integer", "float")}

    @api.model
    def _guarded_names(self):
        """Return the fields that only the steps write; higher rooms add theirs."""
        return GUARDED

    @api.model
    def _classifying_names(self):
        """Return the fields that stay once it is decided what becomes of a matter."""
        return CLASSIFYING

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            vals_list = [self._typed_matter(vals) for vals in vals_list]
        matters = super().create(vals_list)
        for matter in matters:
            matter._give_number()
        return matters

    def _typed_matter(self, vals):
        """Return the values of a matter typed by its author."""
        if not vals.get("letter_id"):
            raise UserError(self.env._("A matter belongs to a letter: enter it there."))
        # Before there is such a row, which would make a hidden letter known.
        self.env["petition.letter"].browse(vals["letter_id"]).check_access("write")
        self._check_names_seen(vals)
        guarded = self._guarded_names()
        kept = {name: vals[name] for name in vals if name not in guarded}
        # Each is set, so that no default of a context or a user enters.
        unset = {name: False for name in guarded if self._fields[name].type not in X2MANY}
        return kept | unset | {"state": "received"}

    def _give_number(self):
        number = self.env["petition.numbering"]._next(self.agency_id, "matter", self.date_received)
        self.with_context(directive_workflow=WORKFLOW).write({"number": number})

    def write(self, vals):
        if not self._in_workflow():
            self._check_may_type(vals.keys())
            self._check_names_seen(vals)
        return super().write(vals)

    @api.model
    def _check_names_seen(self, vals):
        """Raise unless the other matters that ``vals`` name are the user's to read."""
        self.browse([vals[name] for name in OTHERS if vals.get(name)]).check_access("read")

    def _check_may_type(self, names):
        """Raise if one of the fields ``names`` is written by steps, or is not typed any more."""
        self.check_access("write")
        if (self._guarded_names() | FIXED) & names:
            raise UserError(self.env._("This is recorded by the steps of a matter: use them."))
        for matter in self:
            kept = names if matter.state not in OPEN else self._kept_names(matter.state, names)
            if kept:
                raise UserError(
                    self.env._(
                        "“%s” has gone on: this cannot be changed any more.", matter.display_name
                    )
                )

    @api.model
    def _kept_names(self, state, names):
        """Return those of ``names`` that stay in an open ``state``: what has been decided upon."""
        if state in SETTLED:
            return names - self._counted_names()
        return set() if state in NEW else self._classifying_names() & names

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A matter that has a number is kept: file it instead."))
