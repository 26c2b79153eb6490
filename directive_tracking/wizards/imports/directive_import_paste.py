from dataclasses import replace

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...tools import appendix
from ...tools.guard.bounds import PASTED


class DirectiveImport(models.TransientModel):
    """Rows pasted from Word or Excel, read like those of a file."""

    _inherit = "directive.import"
    # Word sends its styles along, often more than the table itself.
    _text_limits = dict.fromkeys(("pasted_text", "pasted_html", "pasted_source"), PASTED)

    pasted_text = fields.Text(help="The pasted rows as text, cells between tabs.")
    pasted_html = fields.Text(
        string="Pasted HTML", help="The same rows as HTML, with merged cells and line breaks."
    )
    pasted_source = fields.Text(readonly=True, help="All rows pasted so far, as text.")

    def action_read_pasted(self):
        """Read the pasted rows into a new preview or below the rows of the current one.

        :raises UserError: with the problem of the rows, which stay where they were pasted
        """
        self.ensure_one()
        self._check_office()
        self._check_not_done()
        reading = self._read_pasted()
        source = self._pasted_rows()
        self.write(
            {
                **self._prepare_pasted(reading),
                "pasted_source": source,
                "pasted_text": False,
                "pasted_html": False,
            }
        )
        return True

    def _read_pasted(self):
        """Return the reading of the pasted rows, with places relative to the pasted text."""
        reading = self._read_appendix(
            self.env._("The pasted rows"),
            self._pasted_page(),
            self.date_issued or None,
            is_pasted=True,
        )
        for task in reading.tasks:
            task.at = {**task.at, "pasted": True}
        reading.left_aside = [
            replace(left, at={**left.at, "pasted": True}) for left in reading.left_aside
        ]
        return reading

    def _pasted_page(self):
        text, page = self.pasted_text or "", self.pasted_html or ""
        if not text.strip() and not page:
            raise UserError(self.env._("Paste the rows first: copy them in Word or Excel."))
        if len(text) + len(page) > PASTED:
            raise UserError(
                self.env._(
                    "The pasted text is too long: save the table as a file and choose that file."
                )
            )
        if "<table" in page.lower():
            return f"<html><body>{page}</body></html>".encode()
        return appendix.page_of_rows(text)

    def _prepare_pasted(self, reading):
        if self.state == "draft":
            return self._prepare_preview(reading)
        return self._prepare_more(reading)

    def _prepare_more(self, reading):
        """Return the values that add a reading to the current preview."""
        start = max(self.line_ids.mapped("sequence"), default=0)
        lines = self._prepare_lines(reading)
        left = self._prepare_left(reading.left_aside)
        known = {name.name: name for name in self.name_ids}
        names = self._unknown_names(reading)
        return {
            "line_ids": [
                Command.create({**line, "sequence": start + line["sequence"]}) for line in lines
            ],
            "left_count": self.left_count + left["left_count"],
            "left_alert": left["left_alert"] or self.left_alert,
            "left_ids": [command for command in left["left_ids"] if command[0] == Command.CREATE],
            "name_ids": [
                Command.update(
                    known[name["name"]].id,
                    {"row_count": known[name["name"]].row_count + name["row_count"]},
                )
                if name["name"] in known
                else Command.create(name)
                for name in names
            ],
        }

    def _pasted_rows(self):
        """Return all rows pasted so far, as text."""
        return "\n".join(filter(None, (self.pasted_source, self.pasted_text)))

    def _pasted_sources(self):
        name = self.env._("Pasted rows") + ".txt"
        return [(name, self.pasted_source.encode())] if self.pasted_source else []
