from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED, KEPT
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.words import (
    SIGNER_OF,
    SIGNERS,
    SOURCES,
    SPOKEN_OF,
    UNSIGNED,
    is_group,
    representatives,
)
from ...tools.letter.workflow import NEW, OVER

STATES = [("registered", "Registered"), ("in_hand", "Being processed"), ("done", "Dealt with")]
GUARDED = {"number", "author_id"}
FIXED = {"agency_id"}  # known once it has a number


class PetitionLetter(models.Model):
    """A letter (đơn) as an agency received it; it may hold several matters."""

    _name = "petition.letter"
    _description = "Letter"
    _inherit = [
        "directive.derived.mixin",
        "petition.visibility.mixin",
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
    ]
    _order = "date_received desc, id desc"
    _rec_name = "number"
    _rec_names_search = ["number"]
    # To whom a matter is sent sees that matter, not the others of the letter.
    _visible_by = ("agency_id", "forwarded_by_id")

    number = fields.Char(readonly=True, copy=False, index="trigram")
    agency_id = fields.Many2one(
        "directive.agency",
        string="Receiving agency",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_agency(),
    )
    author_id = fields.Many2one(
        "res.users",
        string="Registered by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    date_received = fields.Date(
        string="Received on",
        required=True,
        index=True,
        copy=False,
        default=lambda self: self.env["directive.settings"]._today(),
    )
    date_letter = fields.Date(string="Date of the letter", copy=False)
    source = fields.Selection(SOURCES, string="How it came", required=True, default="in_person")
    forwarded_by_id = fields.Many2one(
        "directive.agency",
        string="Forwarded by",
        index="btree_not_null",
        ondelete="restrict",
        context={"active_test": False},
    )
    forwarded_by_text = fields.Char(
        string="Forwarded by, outside", help="A body that is not in the list of agencies."
    )
    forwarded_number = fields.Char(string="Number of the forwarding letter")
    forwarded_date = fields.Date(string="Date of the forwarding letter")

    person_ids = fields.One2many("petition.person", "letter_id", string="People in the letter")
    signer_role = fields.Char(string="Role of the signer", compute="_compute_signer_role")
    persons_count = fields.Integer(
        string="Number of people",
        compute="_compute_persons_count",
        store=True,
        readonly=False,
        help="All who signed, also those who are not listed.",
    )
    is_group = fields.Boolean(
        string="Group",
        compute="_compute_is_group",
        store=True,
        help="Five people or more with the same content.",
    )
    is_signed = fields.Boolean(
        string="Signed",
        compute="_compute_is_signed",
        store=True,
        readonly=False,
        help="Signed or with a fingerprint. A complaint or denunciation needs it to be accepted.",
    )
    is_anonymous = fields.Boolean(
        string="Anonymous", help="Without a name, or with one that is not the writer's."
    )
    paper_ids = fields.One2many("petition.paper", "letter_id", string="Papers")
    content = fields.Text(string="Summary")
    matter_ids = fields.One2many("petition.matter", "letter_id", string="Matters")
    matter_count = fields.Integer(compute="_compute_matter_count", string="Number of matters")
    duplicate_of_id = fields.Many2one(
        "petition.letter",
        string="Repeats",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        help="The letter with the same people, object and content.",
    )
    state = fields.Selection(
        STATES,
        compute="_compute_state",
        store=True,
        compute_sudo=True,
        index=True,
    )
    visible_agency_ids = fields.Many2many(
        relation="petition_letter_visible_agency_rel",
        column1="letter_id",
        column2="agency_id",
    )

    _number_uniq = models.UniqueIndex(
        "(agency_id, number)", "This number has been given to another letter."
    )

    @api.model
    def _default_agency(self):
        return self.env.user._directive_agencies()[:1]

    @api.depends("person_ids.role")
    def _compute_persons_count(self):
        """Count the signers listed, unless more have been typed."""
        for letter in self:
            listed = len(letter.person_ids.filtered(lambda one: one.role in SIGNERS))
            letter.persons_count = max(letter.persons_count, listed)

    @api.depends("matter_ids.kind")
    def _compute_signer_role(self):
        """Set the role of people typed into this letter, until the clerk chooses another."""
        for letter in self:
            letter.signer_role = SIGNER_OF.get(letter.matter_ids[:1].kind, SIGNERS[0])

    @api.onchange("matter_ids")
    def _onchange_matter_kinds(self):
        """Give signers typed before the kind was chosen the role that goes with it."""
        if self.state == "done" or len(set(self.matter_ids.mapped("kind"))) != 1:
            return
        for person in self.person_ids.filtered(lambda one: not one.is_sealed):
            if person.role in SIGNERS and person.role != self.signer_role:
                person.role = self.signer_role

    @api.depends("source", "is_anonymous")
    def _compute_is_signed(self):
        """What comes by web or telephone is signed later, if at all; who is unknown did not sign."""
        for letter in self:
            letter.is_signed = letter.source not in UNSIGNED and not letter.is_anonymous

    @api.depends("persons_count")
    def _compute_is_group(self):
        for letter in self:
            letter.is_group = is_group(letter.persons_count)

    @api.depends("matter_ids")
    def _compute_matter_count(self):
        for letter in self:
            letter.matter_count = len(letter.matter_ids)

    @api.depends("matter_ids.state")
    def _compute_state(self):
        for letter in self:
            states = set(letter.matter_ids.mapped("state"))
            if states and states <= set(OVER):
                letter.state = "done"
            else:
                letter.state = "in_hand" if states - set(NEW) else "registered"

    @api.depends("number")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._hide_names()

    @api.constrains("person_ids", "persons_count")
    def _check_representatives(self):
        for letter in self.filtered("is_group"):
            most = representatives(letter.persons_count)[1]
            if letter._representative_count() > most:
                raise ValidationError(
                    self.env._(
                        "%(count)s people may appoint %(most)s representatives at most.",
                        count=letter.persons_count,
                        most=most,
                    )
                )

    @api.constrains("date_received")
    def _check_date_received(self):
        today = self.env["directive.settings"]._today()
        known = self.filtered("date_received")  # one without a day is refused where it is stored
        if any(letter.date_received > today for letter in known):
            raise ValidationError(self.env._("A letter is registered once it has come."))

    def _representative_count(self):
        return len(self.person_ids.filtered("is_representative"))

    def _people_of(self, matter):
        """Return the values of the people who go along with ``matter`` to another agency.

        Whom a letter with several matters speaks of may belong to another of them.
        """
        people = self.person_ids
        if len(self.matter_ids) > 1:
            people = people.filtered(lambda one: one.role not in SPOKEN_OF)
        return [one._values_elsewhere(matter.kind) for one in people]

    # Guards

    @api.model_create_multi
    def create(self, vals_list):
        letters = super().create([self._typed_letter(vals) for vals in vals_list])
        for letter in letters:
            letter._give_number()
        return letters

    @api.model
    def _typed_letter(self, vals):
        """Return the values of a letter typed by its author."""
        self._check_names_seen(vals)
        kept = {name: vals[name] for name in vals if name not in GUARDED}
        return kept | {"number": False, "author_id": self.env.uid}

    def _give_number(self):
        number = self.env["petition.numbering"]._next(self.agency_id, "letter", self.date_received)
        self.with_context(directive_workflow=WORKFLOW).write({"number": number})

    def write(self, vals):
        if not self._in_workflow() and (GUARDED | FIXED) & vals.keys():
            raise UserError(
                self.env._("The number of a letter and who received it stay as they are.")
            )
        if not self._in_workflow():
            self._check_names_seen(vals)
        if not self._in_workflow() and "date_received" in vals:
            self._check_nothing_runs()
        if not self._in_workflow():
            self._check_goes_on(vals)
        return super().write(vals)

    @api.model
    def _check_names_seen(self, vals):
        """Raise unless the letter that ``vals`` name as the one repeated is the user's to read."""
        self.browse(vals.get("duplicate_of_id") or ()).check_access("read")

    def _check_nothing_runs(self):
        """Raise if clocks of one of these letters may count from the day of its receipt."""
        for letter in self.filtered(lambda one: one.state != "registered"):
            raise UserError(
                self.env._(
                    "Terms of “%s” run from the day of its receipt: this day stays.",
                    letter.display_name,
                )
            )

    def _check_goes_on(self, vals):
        """Raise if ``vals`` would rewrite a letter that is dealt with: figures and outcomes rest on it.

        Its people, papers and matters are asked about themselves.
        """
        if all(self._fields[name].type == "one2many" for name in vals):
            return
        for letter in self.filtered(lambda one: one.state == "done"):
            letter._refuse_rewriting()

    def _refuse_rewriting(self):
        raise UserError(
            self.env._(
                "“%s” is closed and cannot be changed. If one of its matters was refused by "
                "mistake, reopen that matter first.",
                self.display_name,
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A letter that has a number is kept: file its matters instead."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "agency_id": KEPT,
            "forwarded_by_id": KEPT,
            "visible_agency_ids": DERIVED,
        }
