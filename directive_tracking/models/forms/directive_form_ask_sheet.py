import io

from odoo import models

from ...tools.forms.heading import Head
from ...tools.forms.model import TEXT, Column
from ...tools.forms.sheet import Sheet

AT_ONCE = 2000  # rows for which people wait
NAME_WIDTH = 3.2


class DirectiveFormAskMixin(models.AbstractModel):
    """The answer as a spreadsheet."""

    _inherit = "directive.form.ask.mixin"
    _is_a_sheet_too = True

    def action_download_xlsx(self):
        """Download the form as a spreadsheet, or have a long list written in the background."""
        self.ensure_one()
        count = self._source()._row_count(self._ask())
        if not count or count <= AT_ONCE:
            return self._download("xlsx")
        file = self.env["directive.form.file"]._begin(self, count)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_form_file_action"
        )
        return dict(action, res_id=file.id, views=[(False, "form")])

    def _sheet_file(self):
        """Return the bytes of the spreadsheet, in the official language."""
        target = io.BytesIO()
        self._in_official_language()._write_sheet(target)
        return target.getvalue()

    def _write_sheet(self, target, progress=lambda done: None):
        """Write the spreadsheet to ``target``.

        :param progress: called with the number of rows written
        """
        answer = self._answer()
        front = self._front()
        columns = [*front, *answer.columns]
        sheet = Sheet(
            target, self._sheet_lines(), self._heads(answer, front), answer.depth, columns
        )
        for number, row in enumerate(answer.rows, 1):
            sheet.write_row(self._values(number, row, front, answer.columns))
            progress(number)
        if answer.total:
            sheet.write_total(self._values("", answer.total, front, answer.columns))
        sheet.close(self._below())

    def _sheet_lines(self):
        return self._lines()

    def _lines(self):
        """Return the lines above the table."""
        form, heading = self.form_id, self.env["directive.settings"]._heading()
        base = [form.legal_base] if form.legal_base else []
        return [
            f"{form.code}. {form.name}",
            " - ".join(filter(None, (heading["above"], heading["issuer"]))),
            self._period_in_words(),
            *self._outlook_in_words(),
            *self._filters_in_words(),
            *base,
        ]

    def _below(self):
        return (self.form_id.note or "").splitlines()

    def _front(self):
        """Return the columns before those of the form: the number, and the name of the row."""
        number = Column("", self.env._("No."), kind=TEXT, printed="A", width=0.6)
        if self.form_id.rows == "task":
            return [number]
        name = Column("", self._front_label(), kind=TEXT, printed="B", width=NAME_WIDTH)
        return [number, name]

    def _front_label(self):
        rows = self.form_id.rows
        if own := self._source()._front_labels.get(rows):
            return self.env._(own)
        return dict(self._fields["form_rows"]._description_selection(self.env))[rows]

    def _heads(self, answer, front):
        """Return the rectangles of the heading, those of the front columns first."""
        first = [Head(0, place, answer.depth, 1, one.title) for place, one in enumerate(front)]
        rest = [head._replace(column=head.column + len(front)) for head in answer.heads]
        return [*first, *rest]

    def _values(self, number, row, front, columns):
        before = [str(number), row.name][: len(front)]
        return [*before, *(row.values.get(one.code) for one in columns)]
