from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.forms import formula as formulas
from ...tools.forms.model import COUNT, NUMBERS, PERCENT, TEXT, WEIGHT, Column

NARROWEST, WIDEST = 0.3, 10


class DirectiveFormColumn(models.Model):
    """A caption of a form; the lowest ones have cells, with a measure or a formula.

    With both, the formula gives the number and the measure says which tasks it opens.
    """

    _name = "directive.form.column"
    _description = "Column of a Form"
    _order = "form_id, sequence, id"

    form_id = fields.Many2one("directive.form", required=True, index=True, ondelete="cascade")
    parent_id = fields.Many2one(
        "directive.form.column",
        string="Below",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('form_id', '=', form_id), ('id', '!=', id)]",
    )
    child_ids = fields.One2many("directive.form.column", "parent_id", string="Columns below")
    sequence = fields.Integer(default=100)
    name = fields.Char(string="Caption", required=True, translate=True)
    code = fields.Char(help="As printed below the caption. Empty: a caption above other columns.")
    measure = fields.Selection(
        "_select_measures", help="Which figure stands here, or which tasks the number opens."
    )
    formula = fields.Char(
        help="Worked out from other columns by their codes: 2+3+T-G or 6/1. Signs: + - * / ( )."
    )
    also = fields.Char(
        string="Also equals",
        help="Other formulas with the same result, printed and checked: 4+5; 6+10.",
    )
    is_percent = fields.Boolean(string="Percentage", help="The quotient is shown times 100.")
    is_starred = fields.Boolean(
        string="Only starred tasks", help="Shown where starred tasks are asked for as well."
    )
    width = fields.Float(default=1.0, digits=(4, 2), help="Relative to the other columns.")

    _width_bounds = models.Constraint(
        f"CHECK (width BETWEEN {NARROWEST} AND {WIDEST})", "A width must be between 0.3 and 10."
    )

    @api.model
    def _select_measures(self):
        """Return the measures of all sources, each with its code before its label."""
        found = self.env["directive.form.source"]._all_measures()
        return [
            (name, f"{name.split('.', 1)[1]}: {self.env._(measure.label)}")
            for name, measure in found.items()
        ]

    @api.depends("name", "code")
    def _compute_display_name(self):
        for column in self:
            parts = (column.code, column.name)
            column.display_name = ". ".join(filter(None, parts))

    # What cannot be used

    @api.constrains("parent_id", "form_id")
    def _check_tree(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A caption cannot be below itself."))
        for column in self:
            if column.parent_id and column.parent_id.form_id != column.form_id:
                raise ValidationError(
                    self.env._(
                        "“%(column)s” is below a caption of another form: choose one of its own.",
                        column=column.name,
                    )
                )

    @api.constrains("code", "measure", "formula", "also", "is_percent", "parent_id", "form_id")
    def _check_columns(self):
        for form in self.form_id:
            form._check_columns()

    def unlink(self):
        """Delete columns unless others are worked out from them."""
        forms = self.form_id
        result = super().unlink()
        forms.exists()._check_columns_of_all()
        return result

    def _problem(self):
        """Return the sentence about what this column alone lacks, or None."""
        if self.child_ids and (self.code or self.measure or self.formula):
            return self.env._(
                "“%(column)s” has columns below it: empty its code, measure and formula.",
                column=self.name,
            )
        has_cells = not self.child_ids and (self.measure or self.formula or self.code)
        if has_cells and not formulas.CODE.fullmatch(self.code or ""):
            return self.env._(
                "“%(column)s” needs a code of letters and digits, such as 12a.", column=self.name
            )
        return None

    def _trees(self):
        """Return ``{code: tree}`` of what this column is worked out from and also equals.

        :raises ValidationError: if one of them is not a formula
        """
        texts = [(self.code, self.formula)] if self.formula else []
        texts += [(f"{self.code}={part}", part) for part in formulas.parts(self.also)]
        return {key: self._parsed(text) for key, text in texts}

    def _parsed(self, text):
        try:
            return formulas.parse(text)
        except formulas.FormulaError as error:
            raise ValidationError(self._formula_problem(text, error)) from error

    def _formula_problem(self, text, error):
        """Return the sentence about a formula that cannot be read."""
        problem = error.problem
        words = {"column": self.display_name, "formula": text, "detail": error.detail}
        if problem == formulas.BRACKET:
            return self.env._("“%(column)s”: a bracket is missing in %(formula)s.", **words)
        if problem == formulas.END:
            return self.env._("“%(column)s”: the formula %(formula)s ends too early.", **words)
        if problem == formulas.LONG:
            return self.env._("“%(column)s”: a formula has at most %(detail)s signs.", **words)
        return self.env._(
            "“%(column)s”: %(detail)s cannot stand there in the formula %(formula)s. Write codes of "
            "columns and the signs + - * / ( ).",
            **words,
        )

    def _depth(self):
        """Return how many captions stand above this one."""
        return 1 + self.parent_id._depth() if self.parent_id else 0

    def _is_about_starred(self):
        """Tell whether this column, or all columns below it, are of starred tasks only."""
        if self.child_ids:
            return all(one._is_about_starred() for one in self.child_ids)
        return self.is_starred

    # As plain values

    def _plain(self, measures):
        """Return this column as a `Column` of `tools/forms/model.py`.

        :param dict measures: of all sources
        """
        measure = measures.get(self.measure)
        tree = self._parsed(self.formula) if self.formula else None
        return Column(
            code=self.code or f"_{self.id}",
            title=self.name,
            measure=self.measure.split(".", 1)[1] if measure else "",
            kind=self._kind(measure, tree, measures),
            adds=bool(measure and measure.adds),
            opens=bool(measure and measure.opens),
            starred=self.is_starred,
            formula=tree,
            percent=self.is_percent,
            printed=formulas.printed(self.code or "", self.formula or "", self.also or ""),
            width=self.width,
        )

    def _kind(self, measure, tree, measures):
        if tree is None:
            return measure.kind if measure else TEXT
        if self.is_percent or formulas.divides(tree):
            return PERCENT
        if measure:
            return measure.kind
        used = self.form_id.column_ids.filtered(lambda one: one.code in formulas.codes(tree))
        kinds = {measures[one.measure].kind for one in used if one.measure in measures}
        return WEIGHT if kinds & {WEIGHT, PERCENT} else COUNT

    def _holds_numbers(self, measures):
        measure = measures.get(self.measure)
        return bool(self.formula or (measure and measure.kind in NUMBERS))
