from odoo import api, models
from odoo.exceptions import UserError

from .base import LETTER


class PetitionLetter(models.Model):
    """Finds what is around a letter: to refuse sealed words there, and to blacken old ones."""

    _inherit = "petition.letter"

    def _refuse_hit(self, text, where):
        """Raise if ``text`` holds words sealed in these letters.

        The sentence does not say which words. Whoever tries out names is stopped after a few, and
        each trial stays in the log of readings.

        :param str where: the field or the file, as its user knows it
        """
        hits = self.env["petition.seal.hit"]
        hits._check_not_guessing(self)
        if self._scanner().find(text):
            hits._note_after_rollback(self, where)
            raise UserError(
                self.env._(
                    "“%s” holds words that would reveal an identity sealed here: leave out names, "
                    "addresses and numbers of whoever wrote the letter.",
                    where,
                )
            )

    # Traces of the time before the seal

    def _traces(self):
        """Return ``{model: records}`` of all rows around these letters."""
        self.env.flush_all()
        # All that was written is searched, whoever seals.
        found, edge = {}, {LETTER: self.sudo()}
        while edge:
            for name, rows in edge.items():
                found[name] = rows | found.get(name, rows)
            reached = {
                one: self.env[one]._rows_around(edge) for one in self._models_around_letters()
            }
            edge = {one: rows - found.get(one, rows[:0]) for one, rows in reached.items()}
            edge = {one: rows for one, rows in edge.items() if rows}
        return found

    @api.model
    def _letters_by_rows(self, vals_list, records):
        # As the system, like the letters behind other rows.
        return records.sudo()

    def _blacken_traces(self):
        """Blacken the sealed words in every text around these letters, evidence included."""
        scanner = self._scanner()
        for rows in self._traces().values() if scanner else ():
            rows._blacken_texts(scanner)

    def _seal_traced_files(self):
        """Take the files around these letters into the seal, where they name somebody or are scans."""
        # All files around, whoever seals.
        files = self._traces().get("ir.attachment") or self.env["ir.attachment"].sudo()
        for file in files.filtered(lambda one: not one.res_field):
            file._seal_away(self[:1])
