from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.agency.fate import KEPT
from ...tools.text import tone_blind
from ..agency.directive_agency import COMMUNE_KINDS


class DirectiveReorganisationLine(models.Model):
    """One agency and what becomes of it: its new name, or one of its successors.

    The successor exists already or is created by the reorganisation; lines that name the same new
    agency share it. An agency that is its own successor goes on, under a new name if one is
    given.
    """

    _name = "directive.reorganisation.line"
    _description = "Agency to Reorganise"
    _inherit = "directive.reorganisation.part.mixin"
    _order = "sequence, id"
    _rec_name = "target_name"

    reorganisation_id = fields.Many2one(
        "directive.reorganisation", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(related="reorganisation_id.kind")
    agency_id = fields.Many2one(
        "directive.agency", string="Agency until then", required=True, ondelete="restrict"
    )
    successor_id = fields.Many2one(
        "directive.agency", string="Existing successor", ondelete="restrict"
    )
    new_name = fields.Char()
    new_code = fields.Char(string="New official code")
    new_short_name = fields.Char()
    new_commune_kind = fields.Selection(COMMUNE_KINDS, string="New kind of commune-level unit")
    field_ids = fields.Many2many(
        "directive.field",
        "directive_reorganisation_line_field_rel",
        "line_id",
        "field_id",
        string="Fields of work",
        help="In a split by field of work: the open tasks of these fields go to this successor.",
    )
    target_name = fields.Char(string="Successor", compute="_compute_target_name")

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT, "successor_id": KEPT}

    @api.depends("new_name", "successor_id", "agency_id", "kind")
    def _compute_target_name(self):
        for line in self:
            existing = line.agency_id if line.kind == "rename" else line.successor_id
            line.target_name = line.new_name or existing.name or line.agency_id.name

    @api.constrains("agency_id", "successor_id", "new_name")
    def _check_target(self):
        for line in self:
            if not line.new_name and not line.successor_id and not line._only_changes_code():
                raise ValidationError(
                    self.env._(
                        "Name the successor of %(agency)s: choose an agency, or enter the new "
                        "name.",
                        agency=line.agency_id.name,
                    )
                )

    def _only_changes_code(self):
        return self.kind == "rename" and (self.new_code or self.new_short_name)

    def _same_new_agency(self):
        """Return what tells the new agency of this line from those of other lines."""
        return (self.new_code or "", tone_blind(self.new_name or ""))

    def _targets(self):
        """Return ``{line: number of its successor}``: an agency's id, or negative for a new one."""
        first, targets = {}, {}
        for line in self:
            existing = line.agency_id if line.kind == "rename" else line.successor_id
            named = first.setdefault(line._same_new_agency(), line)
            targets[line] = existing.id or -named.id
        return targets

    def _prepare_agency(self):
        """Return the values of the new agency that this line names."""
        old = self.agency_id
        return {
            "name": self.new_name,
            "short_name": self.new_short_name or False,
            "code": self.new_code or False,
            "kind": old.kind,
            "commune_kind": self.new_commune_kind or old.commune_kind,
            "sequence": old.sequence,
            "monitor_id": old.monitor_id.id,
            "requires_head_approval": old.requires_head_approval,
        }

    def _prepare_names(self):
        """Return the values that this line gives to an agency that goes on."""
        given = {
            "name": self.new_name,
            "short_name": self.new_short_name,
            "code": self.new_code,
            "commune_kind": self.new_commune_kind,
        }
        return {name: value for name, value in given.items() if value}
