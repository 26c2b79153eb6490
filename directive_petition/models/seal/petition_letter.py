from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import ormcache

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.seal.people import PERSON, SEALED_KIND, SEALING, is_sealed_role, split
from ...tools.seal.scanner import Scanner

SEALED = "SELECT 1 FROM petition_letter WHERE is_sealed LIMIT 1"
SCANNERS = "directive_petition.scanners"
KNOWN = "directive_petition.sealed"  # in this transaction: whether any letter is sealed


def _made(lines):
    """Return the values of the rows that the commands ``lines`` of a list make."""
    commands = [line for line in lines or () if isinstance(line, (list, tuple))]
    return [line[2] for line in commands if line[0] == Command.CREATE]


class PetitionLetter(models.Model):
    """A letter with a denunciation is sealed: at its receipt, or when a matter becomes one."""

    _name = "petition.letter"
    _inherit = ["petition.letter", "petition.sealed.text.mixin"]
    _sealed_texts = ("content",)

    is_sealed = fields.Boolean(
        string="Sealed",
        readonly=True,
        copy=False,
        help="It holds a denunciation: who wrote it is known by a code only.",
    )

    _sealed = models.Index("(id) WHERE is_sealed")

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        letters = self.browse()
        for vals in vals_list:
            vals = {name: vals[name] for name in vals if name != "is_sealed"}
            if self._holds_denunciation(vals):
                letters |= self._create_sealed(vals)
            else:
                letters |= super().create([vals])
        return letters

    @api.model
    def _holds_denunciation(self, vals):
        """Tell whether a letter of these values has a matter that is a denunciation."""
        made = _made(vals.get("matter_ids"))
        default = self.env["petition.matter"].default_get(["kind"]).get("kind")
        return any((one.get("kind") or default) == SEALED_KIND for one in made)

    @api.model
    def _create_sealed(self, vals):
        """Make a letter whose people are sealed before anything of them is stored."""
        people = _made(vals.get("person_ids"))
        names = self.env["petition.person"]._identity_names()
        hidden = [split(one, names)[0] for one in people if is_sealed_role(one.get("role"))]
        others = [one.get("name") for one in people if not is_sealed_role(one.get("role"))]
        kept, leaving = self._parted_texts(vals, Scanner(hidden, others))
        sealing = self.with_context(petition_sealing=SEALING)
        letter = super(PetitionLetter, sealing).create([kept]).with_env(self.env)  # pylint: disable=super-method-mismatch
        letter._seal_up()
        letter._put_texts(leaving)
        letter._blacken_parts()
        return letter

    def _blacken_parts(self):
        """Blacken the sealed words in what else was typed with a new letter."""
        scanner = self._scanner()
        for rows in (self, self.person_ids, self.paper_ids, self.matter_ids):
            rows._blacken_texts(scanner)

    @api.model
    def _create_for_sealed(self, vals):
        """Make a letter for people who are sealed already: there is nothing else to seal yet."""
        letter = self.with_context(petition_sealing=SEALING).create(vals)
        self.env["petition.seal"]._note_new(letter)
        letter._seal_as_told()
        return letter.with_env(self.env)

    def write(self, vals):
        if "is_sealed" in vals and not self._in_workflow():
            raise UserError(self.env._("Only the system says whether a letter is sealed."))
        return super().write(vals)

    # Sealing

    def _seal_up(self):
        """Seal those of these letters that hold a denunciation."""
        # Whether it is to be sealed does not depend on the reader.
        letters = self.sudo().filtered(lambda one: SEALED_KIND in one.matter_ids.mapped("kind"))
        letters._seal_as_told()

    def _seal_as_told(self):
        """Seal these letters, whatever they hold."""
        for letter in self.filtered(lambda one: not one.is_sealed):
            # Whoever adds a person or takes a step at the same second waits, or begins again.
            letter._hold_and_touch()
            letter.matter_ids._hold_and_touch()
            known = letter.with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
            known.write({"is_sealed": True})
            self.env.cr.cache[KNOWN] = True
            if self.env.context.get("petition_sealing") is not SEALING:
                letter._seal_what_is_there()

    def _seal_what_is_there(self):
        """Take the texts and files that were stored openly before into the seal."""
        self._people_around()._seal_as_stored()
        self._seal_own_texts()
        self.matter_ids._seal_own_texts()
        self.paper_ids._seal_file_as_stored()
        self._clean_traces()

    def _people_around(self):
        """Return the people by whom it is known who wrote these letters."""
        return self.person_ids

    @api.model
    def _is_any_sealed(self):
        """Tell whether there is a sealed letter at all; a letter once sealed stays so."""
        known = self.env.cr.cache
        if KNOWN not in known:
            try:
                known[KNOWN] = self._is_first_sealed()
            except LookupError:
                known[KNOWN] = False
        return known[KNOWN]

    @api.model
    @ormcache()
    def _is_first_sealed(self):
        """Return True, which is remembered; that there is none is not.

        :raises LookupError: if no letter is sealed
        """
        self.flush_model(["is_sealed"])
        self.env.cr.execute(SEALED)
        if not self.env.cr.rowcount:
            raise LookupError(SEALED)
        return True

    # What may not be written

    def _scanner(self):
        """Return the ``Scanner`` of the words sealed in these letters; made once in a transaction."""
        known = self.env.cr.precommit.data.setdefault(SCANNERS, {})
        key = frozenset(self.ids)
        if key not in known:
            known[key] = self._new_scanner()
        return known[key]

    def _new_scanner(self):
        seals = self.env["petition.seal"]._newest(self, (PERSON,))
        seals = seals.filtered(lambda seal: not seal._record().is_lifted)
        # The names of the others are known to all who see the letter.
        others = self.sudo().person_ids.filtered(lambda one: not one.is_sealed)
        return Scanner([seal._open() for seal in seals], others.mapped("name"))

    @api.model
    def _forget_scanners(self):
        """Somebody was sealed or added: what may not be written is another now."""
        self.env.cr.precommit.data.pop(SCANNERS, None)

    @api.model
    def _hold_joined(self, vals_list):
        """Hold the letters that new rows of these values join: they may be sealed at this second."""
        ids = {vals["letter_id"] for vals in vals_list if isinstance(vals.get("letter_id"), int)}
        self.sudo().browse(ids)._hold_and_touch()  # whoever may write in them

    def _blackened(self, text):
        """Return ``text`` without the words sealed in these letters."""
        return self._scanner().redact(text) if isinstance(text, str) else text

    def _petition_letters(self):
        return self

    def _seal_letter(self):
        return self

    def _is_text_sealed(self):
        return self.is_sealed and not self.env["directive.settings"]._denunciations_have_text()
