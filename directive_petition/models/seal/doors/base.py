from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS, Domain
from odoo.tools import SQL, html2plaintext

from ....tools.seal.around import ids_named, is_technical, keeps_plain_file
from ....tools.seal.people import SEALING

TEXTS = ("char", "text", "html")
LETTER = "petition.letter"
ROOTS = (LETTER, "directive.task", "directive.directive")
# Rows that hang on a record by its model and id, whatever addon they are of.
REFERENCES = (("model", "res_id"), ("res_model", "res_id"), ("model", "res_ids"))
HUNG_BY = {"model", "res_model", "res_model_id", "res_id", "res_ids"}
BLACKEN = "UPDATE %s SET %s = %s WHERE id = %s"
STEPS = 4  # from a row to its letter: a delivery, its notice, the matter, the letter


class Base(models.AbstractModel):
    """No text on a record around a sealed letter may hold a sealed word, whoever writes it.

    What is in no text of the database is in no list, search, export, grouping, message, tracking
    value, notice, index or dump. Which records are around a letter is found by the links of their
    models: a new model is covered without a line of its own.
    """

    _inherit = "base"

    def _guard_values(self, vals_list):
        super()._guard_values(vals_list)
        if any(keeps_plain_file(self._name, vals) for vals in vals_list):
            raise UserError(
                self.env._("Letters and visits are taken over by Petitions › Take over a register.")
            )
        if self._name in self._models_around_letters():
            self._refuse_sealed_words([vals for vals in vals_list if self._texts_among(vals)])

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        # What is being sealed is blackened at its end.
        if self.env.context.get("petition_sealing") is not SEALING:
            rows._refuse_stored_words()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if self._name in self._models_around_letters() and self._is_hung_by(vals):
            self._blacken_where_it_came()
        return result

    @api.model
    def _is_hung_by(self, vals):
        """Tell whether ``vals`` hang a row on another record, which may be around a letter."""
        around = self._models_around_letters()
        if self._record_references() and not HUNG_BY.isdisjoint(vals):
            return True
        return any(
            name in self._fields
            and self._is_row_link(self._fields[name])
            and self._fields[name].comodel_name in around
            for name in vals
        )

    def _blacken_where_it_came(self):
        """Blacken what was written on these rows before they came to a sealed letter."""
        if not self.env[LETTER]._is_any_sealed():
            return
        rows = self.sudo()  # whoever may see it
        if not rows._petition_letters().filtered("is_sealed"):
            return
        for row in rows:
            if letters := row._petition_letters().filtered("is_sealed"):
                row._blacken_texts(letters._scanner())

    @api.model
    def _models_around_letters(self):
        """Return the names of the models whose rows lead to a letter, or to a task about one."""
        letters = self.env.registry[LETTER]
        if letters._around is None:
            letters._around = self._find_models_around_letters()
        return letters._around

    @api.model
    def _find_models_around_letters(self):
        links = {name: self.env[name]._row_links() for name in self.env.registry}
        known = set(ROOTS)
        for _step in range(STEPS):
            known |= {name for name, models in links.items() if not models.isdisjoint(known)}
        return frozenset(known)

    @api.model
    def _row_links(self):
        """Return the models on whose rows the rows of this one may hang, if it matters to letters."""
        if self._abstract or not self._auto or is_technical(self._name):
            return set()
        links = {field.comodel_name for field in self._fields.values() if self._is_row_link(field)}
        return {LETTER, *links} if self._record_references() else links

    @api.model
    def _is_row_link(self, field):
        """Tell whether ``field`` leads to the record on which a row of this model hangs."""
        return field.type == "many2one" and field.store and field.comodel_name != self._name

    @api.model
    def _record_references(self):
        """Return the pairs of fields that hold the model and the id of any record."""
        return [pair for pair in REFERENCES if all(name in self._fields for name in pair)]

    # The letters behind

    def _petition_letters(self):
        """Return the letters that these records are about, as the system."""
        return self._letters_by_rows([{}], self)

    @api.model
    def _letters_by_rows(self, vals_list, records):
        """Return the letters behind ``records`` and behind rows of these values."""
        # Whoever writes, all words sealed around count: as the system.
        letters = self.env[LETTER].sudo()
        around = self._models_around_letters()
        if self._name not in around:
            return letters
        # Whoever writes, all words sealed around count: as the system.
        for model, ids in self._rows_hung_on(vals_list, records.sudo()).items():
            if model != self._name:
                letters |= self.env[model]._rows_there(ids)._petition_letters()
        return letters

    @api.model
    def _rows_there(self, ids):
        """Return those of the rows ``ids`` that exist; what has been read already costs no query."""
        # What a text may hold does not depend on who may see its record.
        rows = self.sudo().browse(ids)
        known = self._column_read_here()._get_cache(rows.env)
        if any(one not in known for one in ids):
            rows.fetch()
        return rows.filtered(lambda row: row.id in known)

    @api.model
    def _column_read_here(self):
        """Return a stored field that is read anyway where the letters behind rows are looked for."""
        links = [field for field in self._fields.values() if self._is_row_link(field)]
        return links[0] if links else self._fields[self._record_references()[0][1]]

    @api.model
    def _rows_hung_on(self, vals_list, records):
        """Return ``{model: ids}`` of what ``records`` and rows of these values hang on."""
        found, around = {}, self._models_around_letters()
        for field in self._fields.values():
            if self._is_row_link(field) and field.comodel_name in around:
                ids = {vals.get(field.name) for vals in vals_list} | set(records[field.name].ids)
                found.setdefault(field.comodel_name, set()).update(ids)
        for model, key in self._record_references():
            for row in (*vals_list, *records):
                named = row.get(model) if isinstance(row, dict) else row[model]
                ids = row.get(key) if isinstance(row, dict) else row[key]
                found.setdefault(named, set()).update(ids_named(ids))
        known = {
            model: [one for one in ids if isinstance(one, int) and one]
            for model, ids in found.items()
        }
        return {model: ids for model, ids in known.items() if model in around and ids}

    # The texts

    @api.model
    def _texts_among(self, vals):
        """Return ``{field: text}`` of the texts among ``vals``; the name of a model is none."""
        found = {}
        for name, value in vals.items():
            field = self._fields.get(name)
            is_text = isinstance(value, str) and value and value not in self.env.registry
            if is_text and field is not None and field.type in TEXTS:
                found[name] = html2plaintext(value) if field.type == "html" else value
        return found

    def _refuse_stored_words(self):
        """Refuse sealed words on new rows that came by a default, a form or the row's own place."""
        names = [name for name, field in self._fields.items() if self._is_kept_text(field)]
        if not names or self._name not in self._models_around_letters():
            return
        if not self.env[LETTER]._is_any_sealed():
            return
        rows = self.sudo()  # whoever makes it
        models = {model for model, _key in self._record_references()}
        if models.issuperset(names) and not any(map(rows._texts_among, rows.read(names))):
            return
        if not rows._petition_letters().filtered("is_sealed"):
            return
        for row in rows:
            letters = row._petition_letters().filtered("is_sealed")
            texts = row._texts_among({name: row[name] for name in names}) if letters else {}
            for name, text in texts.items():
                letters._refuse_hit(text, self._fields[name]._description_string(self.env))

    @api.model
    def _is_kept_text(self, field):
        """Tell whether ``field`` is a column with a text that somebody can read."""
        is_text = field.store and field.column_type and field.type in TEXTS
        return bool(is_text) and field.groups != NO_ACCESS

    def _refuse_sealed_words(self, vals_list):
        if not vals_list or not self.env[LETTER]._is_any_sealed():
            return
        # Whoever writes, all words sealed around count: as the system.
        mine, nothing = self._petition_letters().sudo(), self.browse()
        if not (mine | self._letters_by_rows(vals_list, nothing)).filtered("is_sealed"):
            return
        for vals in vals_list:
            own = (mine | self._letters_by_rows([vals], nothing)).filtered("is_sealed")
            for name, text in self._texts_among(vals).items():
                own._refuse_hit(text, self._fields[name]._description_string(self.env))

    # The rows around letters, in the other direction

    @api.model
    def _rows_around(self, found):
        """Return the rows of this model that hang on the rows in ``found``."""
        # Whoever writes, all words sealed around count: as the system.
        rows = self.sudo().with_context(active_test=False)
        known = rows.browse()
        if self._name == LETTER:
            return known
        for field in self._fields.values():
            if self._is_row_link(field) and found.get(field.comodel_name):
                known |= rows.search([(field.name, "in", found[field.comodel_name].ids)])
        for model, key in self._record_references():
            for others in found.values():
                known |= rows._rows_naming(model, key, others) if others else known
        return known

    @api.model
    def _rows_naming(self, model, key, others):
        """Return the rows that hang on ``others`` by their model and their ids."""
        of_model = Domain(model, "=", others._name)
        if self._fields[key].type != "many2one_reference":  # a list of ids, as a text
            named = self.search(of_model)
            return named.filtered(lambda one: not set(others.ids).isdisjoint(ids_named(one[key])))
        return self.search(of_model & Domain(key, "in", others.ids))

    def _blacken_texts(self, scanner):
        """Blacken the sealed words in the texts of these rows, whoever may change them.

        By statement: the law puts the secrecy of whoever denounces first (Law on Denunciations,
        article 9).
        """
        kept = self._fields.items()
        names = [one for one, field in kept if self._is_kept_text(field) and not field.translate]
        found = [one for row in self for one in row._blackened_texts(names, scanner)]
        if not found:
            return
        self.flush_recordset()
        for row_id, name, black in found:
            column = SQL.identifier(name)
            self.env.cr.execute(
                SQL(BLACKEN, SQL.identifier(self._table), column, str(black), row_id)
            )
        self.invalidate_recordset()

    def _blackened_texts(self, names, scanner):
        """Yield ``(id, field, text without the sealed words)`` of those texts that hold some."""
        for name in names:
            text = self[name]
            black = scanner.redact(text) if isinstance(text, str) else text
            if black != text:
                yield self.id, name, black
