from pathlib import Path

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import ValidationError
from odoo.fields import NO_ACCESS, Domain

from ....tools.seal.files import read_file
from ....tools.seal.people import FILE, framed

GONE = "sealed.txt"
# The files of fields too, which a search leaves out otherwise.
EVERYWHERE = Domain("res_field", "=", False) | Domain("res_field", "!=", False)


class IrAttachment(models.Model):
    """A file on a record around a sealed letter holds no sealed word, and is no scan of anything.

    A machine cannot search a picture: a scan is taken as a redacted copy only (`petition.paper`),
    whose author answers for it, and as a sealed original.
    """

    _inherit = "ir.attachment"

    def _check_content(self):
        super()._check_content()
        if self.env["petition.letter"]._is_any_sealed():
            for file in self:
                file._check_nothing_sealed()

    def _check_nothing_sealed(self):
        if self._is_ciphertext():
            return
        letters = (self._petition_letters() | self._letters_of_holders()).filtered("is_sealed")
        if not letters:
            return
        found = read_file(self.name, self.raw or b"")
        for text in found.texts:
            letters._refuse_hit(text, self.name)
        if not found.is_whole and not self._is_redacted_copy():
            raise ValidationError(
                self.env._(
                    "“%s” is a picture or a scan, which cannot be searched for the identity that "
                    "is sealed here: add it to the papers of the letter, as a redacted copy or as "
                    "an original for the seal.",
                    self.name,
                )
            )

    def _is_ciphertext(self):
        """Tell whether this file is a sealed one: nobody reads its field, and nothing in it."""
        field = self.res_field and self.env[self.res_model]._fields.get(self.res_field)
        return bool(field) and field.groups == NO_ACCESS

    def _letters_of_holders(self):
        # What a file may hold does not depend on who may see its record.
        letters = self.env["petition.letter"].sudo()
        for holder in self._holders():
            # As above.
            letters |= holder.sudo()._petition_letters()
        return letters

    def _is_redacted_copy(self):
        """Tell whether somebody answers for this file: the redacted copy of a paper."""
        if self.res_model != "petition.paper" or self.res_field != "file":
            return False
        # Whoever reads the file, the paper says what it is.
        return self.env["petition.paper"].sudo().browse(self.res_id).is_redacted

    # What was stored before the seal

    @api.model
    def _rows_naming(self, model, key, others):
        named = Domain(model, "=", others._name) & Domain(key, "in", others.ids)
        return self.search(named & EVERYWHERE)

    def _seal_away(self, letter):
        """Take this file into the seal of ``letter`` if it names somebody or is a scan."""
        if self._is_ciphertext():
            return
        found = read_file(self.name, self.raw or b"")
        is_known = found.is_whole or self._is_redacted_copy()
        if is_known and not any(map(letter._scanner().find, found.texts)):
            return
        content = framed(self.name, self.raw or b"")
        self.env["petition.seal"]._put(self, FILE, content, letter)
        self._erase_after_commit()
        gone = self.env._("The file has been taken into the seal.")
        self._write_unguarded({"raw": gone.encode(), "name": GONE, "mimetype": "text/plain"})

    def _erase_after_commit(self):
        """Remove the contents of these files from the disk once this transaction is kept.

        Odoo itself removes what no record names any more within a day.
        """
        registry, names = self.env.registry, self.filtered("store_fname").mapped("store_fname")

        def erase():
            with registry.cursor() as cr:
                # The system cleans its own disk.
                files = api.Environment(cr, SUPERUSER_ID, {})[self._name]
                for name in names:
                    files._erase_unless_named(name)

        self.env.cr.postcommit.add(erase)

    @api.model
    def _erase_unless_named(self, name):
        if not self.search_count(Domain("store_fname", "=", name) & EVERYWHERE):
            Path(self._full_path(name)).unlink(missing_ok=True)
