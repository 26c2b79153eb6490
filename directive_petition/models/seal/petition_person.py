from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tools import ormcache

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.seal.people import OPEN_FIELDS, PERSON, SEALING, is_sealed_role, split

BLANK = "–"


class PetitionPerson(models.Model):
    """Who stands behind a letter with a denunciation is known by a code; their identity is sealed."""

    _inherit = "petition.person"

    is_lifted = fields.Boolean(
        string="Seal lifted", readonly=True, copy=False, help="They wished to be named."
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        for vals in vals_list:
            self._check_seal_unwritten(vals)
        self.env["petition.letter"]._hold_joined(vals_list)
        sealed = [self._is_to_be_sealed(vals) for vals in vals_list]
        parts = [split(vals, self._identity_names()) for vals in vals_list]
        self.env["petition.letter"]._forget_scanners()
        people = super().create(
            [
                self._bare(rest) if is_one else vals
                for vals, (_identity, rest), is_one in zip(vals_list, parts, sealed, strict=True)
            ]
        )
        for person, (identity, _rest), is_one in zip(people, parts, sealed, strict=True):
            if is_one:
                person._seal(identity)
        return people

    @api.model
    @ormcache()
    def _identity_names(self):
        """Return the names of the fields that are sealed: all that is typed, but what says nothing.

        A field that another room adds is sealed as well.
        """
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.store and not (field.compute or field.related)
        ) - {*OPEN_FIELDS, *MAGIC_COLUMNS}

    @api.model
    def _bare(self, rest):
        """Return the values of a sealed person without those of the identity, defaults included."""
        return {**dict.fromkeys(self._identity_names(), False), "name": BLANK, **rest}

    @api.model
    def _is_to_be_sealed(self, vals):
        role = vals.get("role") or self.default_get(["role"]).get("role")
        if not is_sealed_role(role):
            return False
        return self.env.context.get("petition_sealing") is SEALING or self._is_sealed_home(vals)

    @api.model
    def _is_sealed_home(self, vals):
        """Tell whether new rows of these values stand where whoever denounces is sealed."""
        # Whether a letter is sealed does not depend on who writes in it.
        return self.env["petition.letter"].sudo().browse(vals.get("letter_id") or ()).is_sealed

    def write(self, vals):
        if not vals.keys().isdisjoint(("is_sealed", "is_lifted")) and not self._is_sealing():
            raise UserError(self.env._("Only the system says whether a person is sealed."))
        self.env["petition.letter"]._forget_scanners()
        names = self._identity_names()
        _identity, rest = split(vals, names)
        typed = {name: vals[name] for name in vals if name in names}
        sealed = self.filtered("is_sealed")
        if sealed and isinstance(vals.get("letter_id"), int):
            sealed._move_seals(vals["letter_id"])  # first, so that its words are known there
        if not (sealed and typed):
            result = super().write(vals)
        else:
            sealed._correct_identity(typed)
            result = super(PetitionPerson, sealed).write(rest) if rest else True
            super(PetitionPerson, self - sealed).write(vals)
        if not vals.keys().isdisjoint(self._sealed_by()):
            self.env["petition.letter"]._hold_joined([vals])
            self._seal_where_sealed()
        return result

    def _move_seals(self, letter_id):
        letter = self.env["petition.letter"].browse(letter_id)
        letter.check_access("write")
        self.env["petition.seal"]._move(self, letter)

    @api.model
    def _sealed_by(self):
        """Return the names of the fields on which it depends whether a person is sealed."""
        return {"role", "letter_id"}

    def _seal_where_sealed(self):
        """Seal those who came into a sealed letter; a letter that takes in somebody sealed is one."""
        for person in self:
            # Whether a letter is sealed does not depend on who writes.
            letter = person.sudo().letter_id
            if person.is_sealed and letter:
                self.env["petition.seal"]._move(person, letter)
                letter._seal_as_told()
            elif person._is_home_sealed():
                person._seal_as_stored()

    def _is_home_sealed(self):
        """Tell whether this person stands where whoever denounces is sealed."""
        return self.sudo().letter_id.is_sealed  # whoever writes in it

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_sealed(self):
        if any(person.is_sealed for person in self):
            raise UserError(self.env._("A sealed person is kept with their letter."))

    @api.model
    def _check_seal_unwritten(self, vals):
        if (vals.get("is_sealed") or vals.get("is_lifted")) and not self._is_sealing():
            raise UserError(self.env._("Only the system says whether a person is sealed."))

    @api.model
    def _is_sealing(self):
        return self.env.context.get("directive_workflow") is WORKFLOW

    # Sealing

    def _seal_as_stored(self):
        """Seal those of these people whose identity is still open."""
        for person in self:
            if not (person.is_sealed or person.is_lifted) and is_sealed_role(person.role):
                names = person._identity_names()
                person._seal({name: person[name] for name in names if person[name]})

    def _seal(self, identity):
        """Put ``identity`` into the seal, and call this person by a code."""
        self.ensure_one()
        self.env["petition.seal"]._put(self, PERSON, identity, self.letter_id)
        blank = {
            **dict.fromkeys(self._identity_names(), False),
            "name": self._code(),
            "is_sealed": True,
        }
        # Whoever adds to a letter may not be allowed to write in it.
        known = self.sudo().with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
        super(PetitionPerson, known).write(blank)  # pylint: disable=super-method-mismatch
        self.env["petition.letter"]._forget_scanners()  # their name is no open one any more

    def _lift_seal(self):
        """Name this person openly again: the caller has asked who decided it, and why."""
        self.ensure_one()
        identity = self.env["petition.seal"]._of(self, PERSON)._open()
        # Whoever decides may not be allowed to write in the letter.
        known = self.sudo().with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
        # First it is no sealed word any more, then it may be written.
        for vals in ({"is_sealed": False, "is_lifted": True}, identity):
            super(PetitionPerson, known).write(vals)  # pylint: disable=super-method-mismatch
            self.env["petition.letter"]._forget_scanners()

    def _code(self):
        """Return what this person is called: their role and a number, as "Denouncer 1"."""
        people = self.sudo()._people_beside()  # numbered among all, whoever sees them
        before = people.filtered(lambda one: one.role == self.role and one.id < self.id)
        return f"{self._role_in_words()} {len(before) + 1}"

    def _role_in_words(self):
        """Return the role in the official language, from the file: a demo is made before labels are."""
        env = self.env["directive.paper.mixin"]._in_official_language().env
        labels = {
            "complainant": env._("Complainant"),
            "denouncer": env._("Denouncer"),
            "petitioner": env._("Petitioner"),
            "representative": env._("Representative"),
            "attorney": env._("Attorney"),
            "related": env._("Related person"),
        }
        return labels[self.role]

    def _people_beside(self):
        """Return all people of the record on which this one stands."""
        return self.letter_id.person_ids

    def _values_elsewhere(self, kind):
        values = super()._values_elsewhere(kind)
        if self.is_sealed and self.env.context.get("petition_sealing") is SEALING:
            # Sealed again where they arrive, before they are stored.
            values |= self.env["petition.seal"]._of(self, PERSON)._open()
        return values

    # Correcting

    def _correct_identity(self, typed):
        """Seal a corrected identity; the one before it stays under its version.

        :raises AccessError: unless the current user may know it, or typed it today
        """
        for person in self:
            letter = person.letter_id
            person._check_may_correct()
            before = self.env["petition.seal"]._of(person, PERSON)._open()
            after = {**before, **{name: typed[name] for name in typed}}
            if typed.get("name") == person.name:
                after["name"] = before.get("name")  # the form hands back the code
            self.env["petition.seal.reading"]._note(
                letter, "correction", self.env._("Correction"), what=person.name
            )
            kept = {name: value for name, value in after.items() if value}
            self.env["petition.seal"]._put(person, PERSON, kept, letter)

    def _check_may_correct(self):
        if self.env.uid != SUPERUSER_ID and not self._is_typed_today():
            self.env["petition.seal.grant"]._check_held(self.letter_id)

    def _is_typed_today(self):
        """Tell whether the current user has typed this today, and so knows it anyway.

        What came from another agency was typed there.
        """
        letter = self.letter_id
        # The matter may have been sent by an agency that the reader does not see.
        is_taken_over = bool(letter.sudo().matter_ids.origin_matter_id)
        is_mine = letter.author_id == self.env.user
        return is_mine and not is_taken_over and self._is_entered_today(letter, "date_received")

    @api.model
    def _is_entered_today(self, record, day):
        """Tell whether ``record`` is new; the field ``day`` alone can be set to today at any time."""
        settings = self.env["directive.settings"]
        entered = settings._to_local(record.create_date).date()
        return entered == record[day] == settings._today()
