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
        if kind == PERSON:
            self.env["petition.letter"]._forget_scanners()
        return seal

    @api.model
    def _sealed_vals(self, kind, content, place):
        keys = self.env["petition.seal.keys"]
        if kind == FILE:
            sealed = keys._with_ring(seal_bytes, content, place)
            return {"sealed_file": base64.b64encode(sealed), "key": key_name(sealed)}
        sealed = keys._with_ring(seal_values, content, place)
        return {"sealed": sealed, "key": key_name(text_bytes(sealed))}

    @api.model
    def _move(self, records, letter):
        """Let what is sealed of ``records`` belong to ``letter``, which has taken them in."""
        if not records:
            return
        places = [place_of(one._name, one.id) for one in records]
        rows = self.sudo().search_fetch(  # as in `_put`
            [("place", "in", places)], ["kind", "letter_id"]
        )
        rows.with_context(directive_workflow=WORKFLOW).write({"letter_id": letter.id})
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
            return keys._with_ring(open_bytes, content, row.place)
        return keys._with_ring(open_values, row.sealed or "", row.place)

    @api.model
    def _newest(self, letters, kinds=(PERSON, TEXT, FILE)):
        """Return the seal in force of each place of ``letters``, in the order of their making."""
        # Nobody has a right to seals; what is done with them is the caller's to judge.
        rows = self.sudo().search_fetch(
            [("letter_id", "in", letters.ids), ("kind", "in", kinds)],
            ["place", "kind", "sealed"],
            order="id",
        )
        newest = {(row.place, row.kind): row.id for row in rows}
        # As above.
        return self.sudo().browse(sorted(newest.values()))

    @api.model
    def _of(self, record, kind):
        """Return the seal in force of ``record``, or none."""
        place = place_of(record._name, record.id)
        return self.sudo().search_fetch(  # as above
            [("place", "=", place), ("kind", "=", kind)],
            ["place", "kind", "sealed", "version", "letter_id"],
            order="id desc",
            limit=1,
        )

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
        newest, _key = self.env["petition.seal.keys"]._ring().newest()
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
