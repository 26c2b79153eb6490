from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED, KEPT, moved

from ...tools.letter.words import COMPLEXITIES, KINDS, LEVELS, RESULTS
from ...tools.letter.workflow import OPEN, OUTCOMES, STATES


class PetitionMatter(models.Model):
    """A matter (vụ việc): one content of a letter, of one kind, from its receipt to its end."""

    _name = "petition.matter"
    _description = "Matter"
    _inherit = [
        "directive.derived.mixin",
        "petition.visibility.mixin",
        "directive.subject.mixin",
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
    ]
    _order = "date_received desc, id desc"
    _rec_name = "number"
    _rec_names_search = ["number"]
    _notice_path = "petition-matters"
    _notice_watcher = "handler_id"
    _visible_by = (
        "agency_id",
        "letter_id.agency_id",
        "letter_id.forwarded_by_id",
        "sent_to_ids",
    )

    number = fields.Char(readonly=True, copy=False, index="trigram")
    letter_id = fields.Many2one(
        "petition.letter", required=True, index=True, ondelete="restrict", copy=False
    )
    agency_id = fields.Many2one(
        "directive.agency",
        string="Handled by",
        required=True,
        index=True,
        ondelete="restrict",
        compute="_compute_agency_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    date_received = fields.Date(
        related="letter_id.date_received", string="Received on", store=True, index=True
    )
    registered_at_id = fields.Many2one(
        related="letter_id.agency_id",
        string="Registered at",
        store=True,
        help="Whose register the number is from, whoever handles the matter now.",
    )
    handler_id = fields.Many2one(
        "res.users",
        string="Person in charge",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )

    # What it is about
    kind = fields.Selection(KINDS, required=True, default="petition", index=True)
    subject_id = fields.Many2one(
        "petition.subject",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('kind', 'in', (kind, False))]",
    )
    content = fields.Text()
    object_text = fields.Char(
        string="Against", help="The decision, the act or the person it is directed against."
    )
    place_id = fields.Many2one(
        "directive.agency",
        string="Commune concerned",
        index="btree_not_null",
        ondelete="restrict",
        domain=[("kind", "=", "commune")],
    )
    level = fields.Selection(LEVELS, required=True, default="first")
    first_matter_id = fields.Many2one(
        "petition.matter",
        string="Follows the matter",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        help="The first complaint or denunciation that this one goes on with.",
    )
    duplicate_of_id = fields.Many2one(
        "petition.matter", string="Repeats", index="btree_not_null", copy=False, ondelete="restrict"
    )

    # How it is judged
    is_competent = fields.Boolean(
        string="Within our competence", default=True, help="Of the agency that handles it."
    )
    is_remote = fields.Boolean(
        string="Remote area", help="Far from a road or hard to reach: other terms apply."
    )
    complexity = fields.Selection(COMPLEXITIES, required=True, default="normal")
    criterion_ids = fields.Many2many(
        "petition.criterion", "petition_matter_criterion_rel", string="Why it is complex"
    )
    sent_to_ids = fields.Many2many(
        "directive.agency",
        "petition_matter_sent_rel",
        "matter_id",
        "agency_id",
        string="Sent to",
        context={"active_test": False},
        readonly=True,
        copy=False,
    )

    # Where it stands
    state = fields.Selection(
        STATES, required=True, readonly=True, copy=False, default="received", index=True
    )
    outcome = fields.Selection(OUTCOMES, readonly=True, copy=False, index=True)
    ground_id = fields.Many2one(
        "petition.ground", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    result = fields.Selection(RESULTS, readonly=True, copy=False, index=True)
    date_classified = fields.Date(string="Classified on", readonly=True, copy=False)
    date_outcome = fields.Date(string="Outcome on", readonly=True, copy=False)
    date_accepted = fields.Date(string="Accepted on", readonly=True, copy=False, index=True)
    date_verifying = fields.Date(string="Verified from", readonly=True, copy=False)
    date_dialogue = fields.Date(string="Dialogue on", readonly=True, copy=False)
    date_decided = fields.Date(string="Decided on", readonly=True, copy=False, index=True)
    date_published = fields.Date(string="Published on", readonly=True, copy=False)
    date_enforcing = fields.Date(string="Enforced from", readonly=True, copy=False)
    date_over = fields.Date(string="Over on", readonly=True, copy=False, index=True)
    step_ids = fields.One2many("petition.step", "matter_id", string="Trail", readonly=True)
    visible_agency_ids = fields.Many2many(
        relation="petition_matter_visible_agency_rel",
        column1="matter_id",
        column2="agency_id",
    )

    _number_uniq = models.UniqueIndex(
        "(registered_at_id, number)", "This number has been given to another matter."
    )
    _open_by_due = models.Index("(agency_id, state, date_due)")

    @api.depends("letter_id.agency_id")
    def _compute_agency_id(self):
        for matter in self:
            matter.agency_id = matter.agency_id or matter.letter_id.agency_id

    @api.depends("number")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._hide_names()

    @api.constrains("complexity", "criterion_ids")
    def _check_criteria(self):
        for matter in self:
            wanted = {"complex": 1, "special": 2}.get(matter.complexity, 0)
            if matter.kind != "petition" and len(matter.criterion_ids) < wanted:
                raise ValidationError(
                    self.env._(
                        "A complex matter needs at least one criterion, a specially complex one "
                        "two: they are declared in writing and kept in the file."
                    )
                )

    @api.constrains("first_matter_id", "duplicate_of_id")
    def _check_other_matter(self):
        if any(one in (one.first_matter_id | one.duplicate_of_id) for one in self):
            raise ValidationError(self.env._("A matter cannot follow or repeat itself."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "agency_id": moved(("state", "in", OPEN)),
            "place_id": KEPT,
            "registered_at_id": DERIVED,
            "sent_to_ids": KEPT,
            "visible_agency_ids": DERIVED,
        }
