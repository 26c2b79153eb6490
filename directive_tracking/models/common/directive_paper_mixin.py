from odoo import models
from odoo.exceptions import UserError

from ...tools.list_name import file_name
from ...tools.paper import NoProgram, NotWritten, can_write_pdf, write_docx, write_pdf


class DirectivePaperMixin(models.AbstractModel):
    """Records that are also a document on paper, in the layout of Decree 30/2020/NĐ-CP.

    A model says in :meth:`_paper` what stands on it, and offers both buttons. Whoever may read the
    record may download it (`controllers/common/paper.py`).
    """

    _name = "directive.paper.mixin"
    _description = "Printed Document"

    _is_a_sheet_too = False  # whether it can be downloaded as a spreadsheet as well

    def action_download_docx(self):
        """Download the document as DOCX."""
        return self._download("docx")

    def action_download_pdf(self):
        """Download the document as PDF.

        :raises UserError: if the server cannot write PDF
        """
        if not can_write_pdf():
            raise UserError(self._no_program())
        return self._download("pdf")

    def _download(self, kind):
        self.ensure_one()
        self.check_access("read")
        path = f"/directive_tracking/paper/{self._name}/{self.id}.{kind}"
        return {"type": "ir.actions.act_url", "url": path, "target": "download"}

    def _paper_kinds(self):
        """Return the kinds of file in which the record can be downloaded."""
        return ("docx", "pdf", "xlsx") if self._is_a_sheet_too else ("docx", "pdf")

    def _paper(self):
        """Return the ``Paper`` of `tools/paper` with what stands on this record's document."""
        raise NotImplementedError

    def _sheet_file(self):
        """Return the bytes of the spreadsheet of a record that is one too."""
        raise NotImplementedError

    def _paper_in_official_language(self):
        """Return the document in Vietnamese, whoever prints it, if the language is installed."""
        return self._in_official_language()._paper()

    def _in_official_language(self):
        """Return these records with their words in Vietnamese, if it is installed."""
        return self.with_context(lang=self.env["directive.settings"]._official_lang())

    def _paper_file_name(self):
        """Return the name of the file without its suffix."""
        return file_name(self.display_name, self.env["directive.settings"]._today())

    def _paper_file(self, kind):
        """Return the bytes of the document.

        :param kind: one of :meth:`_paper_kinds`
        :raises UserError: if the server cannot write PDF, or is busy with another one
        """
        if kind == "xlsx":
            return self._sheet_file()
        paper = self._paper_in_official_language()
        if kind == "docx":
            return write_docx(paper)
        try:
            return write_pdf(paper)
        except NoProgram as error:
            raise UserError(self._no_program()) from error
        except NotWritten as error:
            raise UserError(
                self.env._(
                    "The PDF could not be written now: try again in a minute, or download the "
                    "document as DOCX."
                )
            ) from error

    def _no_program(self):
        return self.env._(
            "This server cannot write PDF because LibreOffice is not installed: download the "
            "document as DOCX, or ask the administrator to install it."
        )
