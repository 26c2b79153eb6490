from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ....tools.seal.around import decoded
from .base import LETTER

PUSHED_FOR = timedelta(minutes=2)  # after which no screen asks for it any more


class PetitionLetter(models.Model):
    """Finds what is around a letter: to refuse sealed words there, and to blacken old ones."""

    _inherit = "petition.letter"

    # Every write asks for it. It hangs on the models alone, so it outlives the caches, which a new
    # user or a changed right empties.
    _around = None

    def _post_model_setup__(self):
        super()._post_model_setup__()
        self.env.registry[self._name]._around = None

    def _refuse_hit(self, text, where):
        """Raise if ``text`` holds words sealed in these letters.

        The sentence does not say which words. Whoever tries out names is stopped after a few, and
        each trial stays in the log of readings.

        :param str where: the field or the file, as its user knows it
        """
        hits = self.env["petition.seal.hit"]
        hits._check_not_guessing(self)
        if self._scanner().find(text):
            hits._note_at_the_end(self, where)
            raise UserError(
                self.env._(
                    "“%s” holds words that would reveal an identity sealed here: leave out names, "
                    "addresses and numbers of whoever wrote the letter.",
                    where,
                )
            )

    def _tell_of_hit(self, user_id):
        """Tell the keepers that somebody wrote sealed words here; a higher room knows how."""

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

    def _clean_traces(self):
        """Take the sealed words out of everything around these letters, evidence included."""
        traces, scanner = self._traces(), self._scanner()
        for rows in traces.values() if scanner else ():
            rows._blacken_texts(scanner)
        # All files around, whoever seals.
        files = traces.get("ir.attachment", self.env["ir.attachment"].sudo())
        for file in files.exists():
            file._seal_away(self[:1])
        self._clean_pushed(scanner)
        self._renew_statistics({self.env[name]._table for name in traces})

    @api.model
    def _clean_pushed(self, scanner):
        """Delete what was pushed to open screens: it has been shown, or names somebody."""
        pushed = self.env["bus.bus"].sudo().search(Domain.TRUE)  # of all, whoever seals
        shown = fields.Datetime.now() - PUSHED_FOR
        pushed.filtered(
            lambda one: one.create_date < shown or scanner.find(decoded(one.message))
        ).unlink()

    @api.model
    def _renew_statistics(self, tables):
        """Let the planner of the database forget the values that these tables held before."""
        registry = self.env.registry

        def renew():
            with registry.cursor() as cr:
                for table in sorted(tables):
                    cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))

        self.env.cr.postcommit.add(renew)
