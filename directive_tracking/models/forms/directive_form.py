from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.forms import formula as formulas
from ...tools.forms import heading
from ...tools.guard.bounds import MOST_COLUMNS

ROWS = [
    ("agency", "Lead agencies"),
    ("issuer", "Who gave the order"),
    ("field", "Fields of work"),
    ("source", "Sources of orders"),
    ("month", "Report months"),
    ("task", "Tasks, one by one"),
]


class DirectiveForm(models.Model):
    """An official form as data: what its rows are, and its tree of columns.

    A form changes by decision: a new one gets days of its own, and the old one can still be
    printed. `directive.form.ask.mixin` fills it in.
    """

    _name = "directive.form"
    _description = "Official Form"
    _inherit = ["directive.default.mixin", "directive.copied.mixin"]
    _copied_as = "code"
    _default_key = ("code", "valid_from")
    _order = "sequence, code, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, help="As printed at the top, such as 01-NV.")
    name = fields.Char(string="Title", required=True, translate=True)
    legal_base = fields.Char(translate=True, help="The decision or circular that fixes this form.")
    valid_from = fields.Date()
    valid_to = fields.Date(string="Valid until")
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    rows = fields.Selection(ROWS, required=True, default="agency")
    source = fields.Selection(
        "_select_sources", string="Source of the figures", required=True, default="figures"
    )
    listed = fields.Selection(
        "_select_listed", string="Tasks listed", help="Which tasks the rows are, one by one."
    )
    columns_from_id = fields.Many2one(
        "directive.form",
        string="Same columns as",
        ondelete="restrict",
        domain="[('columns_from_id', '=', False), ('id', '!=', id)]",
    )
    column_ids = fields.One2many("directive.form.column", "form_id", string="Columns")
    note = fields.Text(string="Remarks", translate=True, help="Printed below the table.")

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(valid_from, '0001-01-01'))",
        "This form already exists with the same first day, perhaps archived.",
    )
    _valid_order = models.Constraint(
        "CHECK (valid_from <= valid_to)", "The form ends before it begins: correct its days."
    )

    @api.model
    def _select_sources(self):
        sources = self.env["directive.form.source"]._all()
        return [(code, self.env._(source._label)) for code, source in sources.items()]

    @api.model
    def _select_listed(self):
        """Return the figures whose tasks can be listed."""
        measures = self.env["directive.form.source.figures"]._measures()
        return [
            (name, f"{name}: {self.env._(one.label)}")
            for name, one in measures.items()
            if one.opens
        ]

    @api.depends("code", "name")
    def _compute_display_name(self):
        for form in self:
            form.display_name = f"{form.code} {form.name}"

    def copy(self, default=None):
        """Copy with the tree of columns, under a code of its own."""
        copies = super().copy(default)
        for form, new in zip(self, copies, strict=True):
            form._copy_columns(new)
        return copies

    def _copy_columns(self, new):
        """Give ``new`` the columns of this form, those first from which others are worked out."""
        known = {}
        for column in self.column_ids.sorted(lambda one: (one._depth(), bool(one.formula))):
            values = column.copy_data({"form_id": new.id, "formula": False, "also": False})[0]
            values["parent_id"] = (
                known.get(column.parent_id.id, column).id if column.parent_id else False
            )
            known[column.id] = column.create(values)
        for column in self.column_ids:
            known[column.id].write({"formula": column.formula, "also": column.also})

    # What cannot be used

    @api.constrains("columns_from_id", "column_ids")
    def _check_columns_from(self):
        for form in self:
            if form.columns_from_id and (form.column_ids or form.columns_from_id.columns_from_id):
                raise ValidationError(
                    self.env._(
                        "“%(form)s” has columns of its own, or the other form borrows its own: "
                        "choose a form with its own columns, and remove those here.",
                        form=form.display_name,
                    )
                )

    @api.constrains("rows", "source", "listed", "columns_from_id")
    def _check_source(self):
        for form in self:
            source = self.env["directive.form.source"]._get(form.source)
            if form.rows not in source._groupings:
                labels = dict(self._fields["rows"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "“%(origin)s” has no rows by “%(rows)s”: choose another source or other "
                        "rows.",
                        origin=self.env._(source._label),
                        rows=labels[form.rows],
                    )
                )
            if form.source == "tasks" and not form.listed:
                raise ValidationError(
                    self.env._("Choose which tasks “%(form)s” lists.", form=form.display_name)
                )
            form._check_columns()

    def _check_columns_of_all(self):
        for form in self:
            form._check_columns()

    def _check_columns(self):
        """Raise unless every column has all it needs, and the formulas can be worked out."""
        if len(self.column_ids) > MOST_COLUMNS:
            raise ValidationError(
                self.env._(
                    "“%(form)s” has more than %(most)s columns: make two forms of it.",
                    form=self.display_name,
                    most=MOST_COLUMNS,
                )
            )
        for column in self.column_ids:
            if problem := column._problem():
                raise ValidationError(problem)
        measures = self.env["directive.form.source"]._all_measures()
        self._check_measures(measures)
        self._check_codes()
        self._check_formulas(measures)

    def _check_measures(self, measures):
        for column in self._own_columns().filtered("measure"):
            own = column.measure.startswith(f"{self.source}.")
            if not own or column.measure not in measures:
                raise ValidationError(
                    self.env._(
                        "“%(column)s”: this measure does not belong to the source of the form.",
                        column=column.display_name,
                    )
                )

    def _check_codes(self):
        seen = set()
        for code in self.column_ids.filtered("code").mapped("code"):
            if code in seen:
                raise ValidationError(
                    self.env._(
                        "Two columns of “%(form)s” have the code %(code)s: give one of them "
                        "another.",
                        form=self.display_name,
                        code=code,
                    )
                )
            seen.add(code)

    def _check_formulas(self, measures):
        trees, known = {}, set()
        for column in self.column_ids.filtered("code"):
            trees |= column._trees()
            if not column.formula and column._holds_numbers(measures):
                known.add(column.code)
        try:
            formulas.ordered(trees, known)
        except formulas.FormulaError as error:
            raise ValidationError(self._formula_problem(error)) from error

    def _formula_problem(self, error):
        """Return the sentence about a formula that cannot be worked out."""
        words = {"form": self.display_name, "detail": error.detail}
        if error.problem == formulas.CIRCLE:
            return self.env._(
                "%(form)s: these columns are worked out from each other in a circle: %(detail)s.",
                **words,
            )
        return self.env._(
            "%(form)s: a formula names column %(detail)s, which this form does not have or which "
            "holds no numbers.",
            **words,
        )

    # Its columns as plain values

    def _own_columns(self):
        """Return the columns of this form, or of the one whose columns it uses."""
        self.ensure_one()
        return (self.columns_from_id or self).column_ids

    def _shown_columns(self, measures):
        """Return the columns in their order, without measures that such rows do not have."""

        def is_known(column):
            measure = measures.get(column.measure)
            return not (measure and measure.only) or self.rows in measure.only

        return self._own_columns().sorted("sequence").filtered(is_known)

    def _measures_shown(self):
        """Return the names of the measures of its columns."""
        names = self._own_columns().filtered("measure").mapped("measure")
        return frozenset(name.split(".", 1)[1] for name in names)

    def _layout(self, with_starred=False):
        """Return the heading and the columns.

        :return: rectangles of the heading, their number of rows, and `Column` values
        """
        measures = self.env["directive.form.source"]._all_measures()
        shown = self._shown_columns(measures)
        if not with_starred:
            shown = shown.filtered(lambda one: not one._is_about_starred())
        nodes = [heading.Node(one.id, one.parent_id.id or None, one.name) for one in shown]
        heads, depth, keys = heading.arrange(nodes)
        columns = [self.env["directive.form.column"].browse(key)._plain(measures) for key in keys]
        return heads, depth, columns

    def _also(self):
        """Return ``{code: [(formula, tree), …]}`` of what columns must also equal."""
        return {
            column.code: [(part, column._parsed(part)) for part in formulas.parts(column.also)]
            for column in self._own_columns().filtered("also")
        }
