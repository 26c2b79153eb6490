"""PDF of a document, by LibreOffice if this server has it."""

from .. import libreoffice
from .word import write_docx


class NoProgram(Exception):
    """LibreOffice is not installed on this server."""


class NotWritten(Exception):
    """LibreOffice did not finish, or is busy with another file."""


def can_write_pdf():
    """Tell whether this server can write PDF."""
    return libreoffice.is_installed()


def write_pdf(paper):
    """Return the bytes of ``paper`` as PDF: the same document as :func:`write_docx` writes.

    :raises NoProgram: if LibreOffice is not installed
    :raises NotWritten: if it is busy or did not finish
    """
    if not can_write_pdf():
        raise NoProgram
    data = write_docx(paper)
    try:
        return libreoffice.convert(data, "docx", "MS Word 2007 XML", "pdf", "writer_pdf_Export")
    except (libreoffice.NotConverted, libreoffice.Busy) as error:
        raise NotWritten from error
