import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.seal.cipher import (
    key_name,
    open_bytes,
    open_values,
    seal_bytes,
    seal_values,
    text_bytes,
)
from ...tools.seal.people import FILE, KINDS, PERSON, TEXT, place_of

SLICE = 200  # rows sealed again in one go
SHOWN = ("place", "kind", "sealed", "version", "letter_id")  # read as soon as they are found
FOUND = "directive_petition.seals"  # in this transaction: which seals are of a place, of a letter


class PetitionSeal(models.Model):
    """What is sealed of one record, encrypted by a key outside the database.

    Nobody has a right to this model. The plain values exist in no field of any model, so no list,
    search, export or grouping can hold them: code opens a seal for a holder of a grant
    (`petition.seal.grant`), and the page that shows it writes the reading down first.
    """

    _name = "petition.seal"
    _description = "Seal"
    _inherit = ["petition.named.mixin", "directive.kept.mixin", "directive.hold.mixin"]
    _order = "id"
    _rec_name = "place"

    # Empty for somebody who came to the desk and whose letter is not taken in yet.
    letter_id = fields.Many2one("petition.letter", index=True, ondelete="restrict")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    place = fields.Char(
        required=True, readonly=True, help="The record to which what is sealed is bound."
    )
    version = fields.Integer(required=True, readonly=True, default=1, aggregator=None)
    sealed = fields.Text(readonly=True, groups=NO_ACCESS)
    sealed_file = fields.Binary(readonly=True, attachment=True, groups=NO_ACCESS)
    key = fields.Char(string="Name of the key", readonly=True, index=True)

    _place_uniq = models.UniqueIndex("(place, kind, version)", "This has been sealed already.")

    # Sealing

    @api.model
    def _put(self, record, kind, content, letter=None, last=None):
        """Seal ``content`` of ``record``: values, or the bytes of a file; the newest one counts.

        :param last: the seal in force, if it is known
        :raises UserError: if the server has no key
        """
        place = place_of(record._name, record.id)
        # Whoever writes a letter seals; nobody may read or write seals.
        seals = self.sudo().with_context(directive_workflow=WORKFLOW)
        last = self._of(record, kind) if last is None else last
        last._hold_and_touch()  # of two who correct at once, the second begins again
        vals = {
            "letter_id": (letter or record._petition_letters()).id,
            "kind": kind,
            "place": place,
            "version": last.version + 1,
        }
        seal = seals.create({**vals, **self._sealed_vals(kind, content, place)})
        seal._note_found()
        if kind == PERSON:
            self.env["petition.letter"]._forget_scanners()
        return seal

    @api.model
    def _sealed_vals(self, kind, content, place):
        keys = self.env["petition.seal.keys"]
        if kind == FILE:
            sealed = keys._with_keys(seal_bytes, content, place)
            return {"sealed_file": base64.b64encode(sealed), "key": key_name(sealed)}
        sealed = keys._with_keys(seal_values, content, place)
        return {"sealed": sealed, "key": key_name(text_bytes(sealed))}

    @api.model
    def _move(self, records, letter):
        """Let what is sealed of ``records`` belong to ``letter``, which has taken them in.

        :param records: of any models
        """
        places = [place_of(one._name, one.id) for one in records]
        rows = self._found("place", places).filtered(lambda one: one.letter_id != letter)
        if not rows:
            return
        rows._forget_letters()
        rows.with_context(directive_workflow=WORKFLOW).write({"letter_id": letter.id})
        rows._note_found()
        if PERSON in rows.mapped("kind"):
            self.env["petition.letter"]._forget_scanners()

    def _blacken_texts(self, scanner):
        """Nothing to blacken: what is sealed is ciphered."""

    # Opening: by code that has asked for a grant, or that shows nobody what it finds

    def _open(self):
        """Return what is sealed here: values, or the bytes of a file."""
        self.ensure_one()
        keys = self.env["petition.seal.keys"]
        row = self.sudo()  # the caller has asked whether this may be opened
        if row.kind == FILE:
            content = base64.b64decode(row.with_context(bin_size=False).sealed_file or b"")
            return keys._with_keys(open_bytes, content, row.place)
        return keys._with_keys(open_values, row.sealed or "", row.place)

    @api.model
    def _newest(self, letters, kinds=(PERSON, TEXT, FILE)):
        """Return the seal in force of each place of ``letters``, in the order of their making."""
        rows = self._found("letter_id", letters.ids).filtered(lambda one: one.kind in kinds)
        newest = {(row.place, row.kind): row.id for row in rows.sorted("id")}
        return rows.browse(sorted(newest.values()))

    @api.model
    def _of(self, record, kind):
        """Return the seal in force of ``record``, or none."""
        rows = self._found("place", [place_of(record._name, record.id)])
        return rows.filtered(lambda one: one.kind == kind)[-1:]

    # What was found stays found: only this transaction adds to what it sees

    @api.model
    def _found(self, name, values):
        """Return the seals whose place or letter is among ``values``, looked for once."""
        found = self._memory(name)
        # Nobody has a right to seals; what is done with them is the caller's to judge.
        rows = self.sudo()
        if unknown := [one for one in values if one not in found]:
            found.update({one: [] for one in unknown})
            new = rows.search_fetch([(name, "in", unknown)], SHOWN, order="id")
            for row in new:
                found[row._key(name)].append(row.id)
        return rows.browse([row_id for one in values for row_id in found[one]])

    @api.model
    def _memory(self, name):
        return self.env.cr.precommit.data.setdefault(FOUND, {}).setdefault(name, {})

    def _key(self, name):
        return self.letter_id.id if name == "letter_id" else self.place

    def _note_found(self):
        """Add these seals to what is known of their places and letters."""
        for name in ("place", "letter_id"):
            found = self._memory(name)
            for row in self:
                known = found.get(row._key(name))
                if known is not None and row.id not in known:
                    known.append(row.id)

    def _forget_letters(self):
        """These seals leave their letters."""
        found = self._memory("letter_id")
        for row in self.filtered("letter_id"):
            found.pop(row.letter_id.id, None)

    @api.model
    def _note_new(self, records):
        """Nothing is sealed yet of ``records``, which have just been made."""
        for record in records:
            self._memory("place")[place_of(record._name, record.id)] = []
            if record._name == "petition.letter":
                self._memory("letter_id")[record.id] = []

    def _record(self):
        """Return the record of which something is sealed here."""
        model, _comma, record_id = self.place.partition(",")
        return self.env[model].browse(int(record_id))

    # A new key

    @api.model
    def _cron_renew(self):
        """Seal again with the newest key what an older one sealed, some rows at a time."""
        rows = self.sudo()  # a scheduled action works as the system
        if not rows.search_count([], limit=1):
            return  # a house that seals nothing needs no key
        newest, _key = self.env["petition.seal.keys"]._key_ring().newest()
        old = rows.search([("key", "!=", newest)], limit=SLICE)
        for row in old.with_context(directive_workflow=WORKFLOW):
            row.write(self._sealed_vals(row.kind, row._open(), row.place))
        if old:
            left = rows.search_count([("key", "!=", newest)])
            self.env["ir.cron"]._commit_progress(len(old), remaining=left)

    def _refuse(self):
        raise UserError(
            self.env._("What is sealed is kept by the system: it cannot be changed or deleted.")
        )
