import json
import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ..common.listing import yes_or_no

DAY = re.compile(r"\d{4}-\d\d-\d\d")


class DirectiveReorganisationMove(models.Model):
    """One value that a reorganisation changes, or one row that it creates.

    Of a draft it is the preview; once done it is the evidence, and the way back.
    """

    _name = "directive.reorganisation.move"
    _description = "Change by a Reorganisation"
    _inherit = ["directive.evidence.mixin", "directive.ledger.mixin"]
    _order = "id"
    _rec_name = "res_model"

    reorganisation_id = fields.Many2one(
        "directive.reorganisation", required=True, readonly=True, index=True, ondelete="cascade"
    )
    res_model = fields.Char(string="Kind of record", required=True, readonly=True, index=True)
    res_id = fields.Many2oneReference(string="Record", model_field="res_model", readonly=True)
    field_name = fields.Char(string="Technical name", readonly=True, help="Empty for a new row.")
    old_value = fields.Json(readonly=True)
    new_value = fields.Json(readonly=True)
    model_label = fields.Char(string="Kind", compute="_compute_words")
    record_name = fields.Char(compute="_compute_words")
    field_label = fields.Char(string="Field", compute="_compute_words")
    old_text = fields.Char(string="Until then", compute="_compute_words")
    new_text = fields.Char(string="From then on", compute="_compute_words")

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        """Refuse: rows are written by `_write_plan` alone."""
        self._refuse()

    def _refuse(self):
        raise UserError(
            self.env._(
                "The changes made by a reorganisation are kept by the system and cannot be altered."
            )
        )

    @api.model
    def _write_plan(self, reorganisation, rows):
        """Replace the rows of ``reorganisation`` by ``rows``.

        :param rows: ``[(model, id or None, field or None, old, new)]``
        """
        self._forget(reorganisation)
        if not rows:
            return
        columns = [list(column) for column in zip(*rows, strict=True)]
        written = [[json.dumps(value) for value in column] for column in columns[3:]]
        source = SQL(
            "unnest(%s::text[], %s::int[], %s::text[], %s::jsonb[], %s::jsonb[])"
            " WITH ORDINALITY AS row(res_model, res_id, field_name, old_value, new_value, place)"
            " ORDER BY place",
            *columns[:3],
            *written,
        )
        names = ("res_model", "res_id", "field_name", "old_value", "new_value")
        values = {name: SQL.identifier("row", name) for name in names}
        self.env.cr.execute(
            self._insertion({"reorganisation_id": reorganisation.id, **values}, source)
        )
        self.invalidate_model()
        reorganisation.invalidate_recordset(["move_ids"])

    @api.model
    def _forget(self, reorganisation):
        """Delete the preview of a draft; of one that is done the rows are evidence."""
        reorganisation._check_is_draft()
        self.flush_model()
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE reorganisation_id = %s",
                SQL.identifier(self._table),
                reorganisation.id,
            )
        )
        self.invalidate_model()

    # In words

    def _compute_words(self):
        names = self._names_of_records()
        agencies = self._names_of_agencies()
        for move in self:
            model = self.env.get(move.res_model)
            field = model is not None and model._fields.get(move.field_name)
            move.model_label = model is not None and self.env["ir.model"]._get(move.res_model).name
            move.record_name = names.get((move.res_model, move.res_id))
            move.field_label = field and field._description_string(self.env)
            move.old_text = self._in_words(field, move.old_value, agencies)
            move.new_text = self._in_words(field, move.new_value, agencies)

    def _names_of_records(self):
        """Return ``{(model, id): name}``, as the reader may see them."""
        names = {}
        for model, moves in self.grouped("res_model").items():
            if model not in self.env:
                continue
            ids = [one for one in moves.mapped("res_id") if one]
            records = self.env[model].with_context(active_test=False).browse(ids).exists()
            seen = records._filtered_access("read")
            names |= {(model, one.id): one.display_name for one in seen}
            hidden = self.env._("(not visible to you)")
            names |= {(model, one.id): hidden for one in records - seen}
        return names

    def _names_of_agencies(self):
        keys = set()
        for value in (*self.mapped("old_value"), *self.mapped("new_value")):
            keys.update(
                value if isinstance(value, list) else () if isinstance(value, dict) else [value]
            )
        keys = [key for key in keys if isinstance(key, int) and not isinstance(key, bool)]
        known = self.env["directive.agency"].browse([key for key in keys if key > 0]).exists()
        names = {agency.id: agency.name for agency in known}
        # Agencies to be created are called by the line that names them.
        lines = self.env["directive.reorganisation.line"].sudo()
        fresh = lines.browse([-key for key in keys if key < 0]).exists()
        return names | {-line.id: line.new_name for line in fresh}

    def _in_words(self, field, value, agencies):
        if field and field.comodel_name == "directive.agency":
            ids = value if isinstance(value, list) else [value]
            return ", ".join(agencies.get(one, "") for one in ids if one)
        if isinstance(value, dict):
            texts = [one for one in value.values() if isinstance(one, str)]
            return ", ".join(map(self._day_in_words, texts))
        if field and field.type == "boolean":
            return yes_or_no(self.env, value)
        return value and self._day_in_words(str(value)) or ""

    def _day_in_words(self, text):
        """Return a day as the reader writes it, any other text as it is."""
        return format_date(self.env, text) if DAY.fullmatch(text) else text
