import re

from odoo import fields, models, tools
from odoo.exceptions import ValidationError

from ....tools.guard.bounds import A_YEAR, FIRST_DAY, INDEXED, LARGEST, LAST_DAY, LONGEST
from ....tools.guard.shapes import fits

SUITE = "directive_"
# Models of Odoo in which users of the suite write.
CORE = ("mail.activity", "mail.message")


class Base(models.AbstractModel):
    """Limits for texts, days and numbers, in all models of the suite.

    A day in the year 9999 breaks every view that groups by month; a text of a million letters is
    sent to everybody who opens a list. Checked on input, before an index, a constraint or the log
    sees the values.
    """

    _inherit = "base"

    # Where a model differs: {field: letters} and {field: (first day, last day)}.
    _text_limits = {}
    _date_bounds = {}
    # Days of past events: at most one year ahead, otherwise the year was mistyped.
    _past_days = ()

    def _guard_applies(self):
        return (self._original_module or "").startswith(SUITE) or self._name in CORE

    def _guard_bounds_of(self, vals_list):
        if self._guard_applies():
            for vals in vals_list:
                self._guard_bounds(vals)
                self._guard_shapes(vals)

    def _guard_shapes(self, vals):
        """Raise a sentence if a value is of a kind that its field cannot hold."""
        for name, value in vals.items():
            field = self._fields.get(name)
            if field is not None and not fits(field.type, value, translated=field.translate):
                if field.type in LONGEST:
                    self._refuse_text(field)
                raise ValidationError(
                    self.env._(
                        "“%(field)s” cannot be %(value)s.",
                        field=field._description_string(self.env),
                        value=repr(value)[:30],
                    )
                )

    def _refuse_text(self, field):
        """Raise without the value: it may be a password, and what is refused is logged."""
        raise ValidationError(
            self.env._(
                "“%(field)s” contains characters that cannot be stored: type it again.",
                field=field._description_string(self.env),
            )
        )

    def _guard_bounds(self, vals):
        """Raise a sentence if a value is not one that the field can hold."""
        for name, value in vals.items():
            field = self._fields.get(name)
            if field is None:
                continue
            if field.required and not field.readonly and field.type in LONGEST:
                self._guard_blank(field, value)
            if value:
                self._guard_value(field, value)

    def _guard_value(self, field, value):
        if field.type in LONGEST:
            self._guard_length(field, value)
        elif field.type in ("date", "datetime"):
            self._guard_day(field, value)
        elif field.type == "integer":
            self._guard_size(field, value)
        elif field.type == "selection":
            self._guard_choice(field, value)

    def _guard_blank(self, field, value):
        if isinstance(value, str) and not value.strip():
            raise ValidationError(
                self.env._(
                    "“%(field)s” is empty: enter it.", field=field._description_string(self.env)
                )
            )

    def _guard_choice(self, field, value):
        if value not in field.get_values(self.env):
            raise ValidationError(
                self.env._(
                    "“%(field)s” cannot be %(value)s: choose one of its values.",
                    field=field._description_string(self.env),
                    value=str(value)[:30],
                )
            )

    def _guard_size(self, field, value):
        try:
            fits = abs(int(value)) <= LARGEST
        except (OverflowError, TypeError, ValueError):
            fits = False
        if not fits:
            raise ValidationError(
                self.env._(
                    "“%(field)s” cannot be %(value)s: enter a whole number of at most %(most)s.",
                    field=field._description_string(self.env),
                    value=str(value)[:30],
                    most=LARGEST,
                )
            )

    def _guard_length(self, field, value):
        longest = self._guard_lengths()[field.name]
        # A translated text may come as one text for each language.
        texts = value.values() if isinstance(value, dict) else [value]
        length = max((len(text) for text in texts if isinstance(text, str)), default=0)
        if length > longest:
            raise ValidationError(
                self.env._(
                    "“%(field)s” has %(length)s characters; the limit is %(longest)s: shorten "
                    "it, or attach the text as a file.",
                    field=field._description_string(self.env),
                    length=length,
                    longest=longest,
                )
            )

    def _guard_day(self, field, value):
        first, last = self._guard_days(field.name)
        try:
            day = fields.Date.to_date(value)
        except (TypeError, ValueError):
            day = None
        if not day or not first <= day <= last:
            raise ValidationError(
                self.env._(
                    "“%(field)s” cannot be %(value)s: enter a day from %(first)s to %(last)s.",
                    field=field._description_string(self.env),
                    value=str(value)[:30],
                    first=tools.format_date(self.env, first),
                    last=tools.format_date(self.env, last),
                )
            )

    def _guard_days(self, name):
        """Return the first and the last day the field ``name`` may hold."""
        if name in self._past_days:
            return FIRST_DAY, self.env["directive.settings"]._today() + A_YEAR
        return self._date_bounds.get(name, (FIRST_DAY, LAST_DAY))

    @tools.ormcache("self._name", cache="stable")
    def _guard_lengths(self):
        """Return ``{field: letters}`` of the text fields of this model."""
        indexed = self._guard_indexed()
        return {
            name: self._text_limits.get(name, INDEXED if name in indexed else LONGEST[field.type])
            for name, field in self._fields.items()
            if field.type in LONGEST
        }

    def _guard_indexed(self):
        """Return the names of the columns in an index that refuses long rows."""
        words = set()
        for table_object in self._table_objects.values():
            definition = table_object.get_definition(self.pool)
            if not definition.upper().startswith(("CHECK", "FOREIGN")):
                words.update(re.findall(r"\w+", definition.split(" WHERE ")[0]))
        plain = {
            name
            for name, field in self._fields.items()
            if field.index in (True, "btree", "btree_not_null")
        }
        return plain | (words & self._fields.keys())
