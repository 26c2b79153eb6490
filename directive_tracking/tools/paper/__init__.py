"""Administrative documents on paper, as DOCX and PDF."""

from .model import Annex, Column, Led, Line, Paper, Signature, Table
from .pdf import NoProgram, NotWritten, can_write_pdf, write_pdf
from .word import write_docx

__all__ = (
    *("Annex", "Column", "Led", "Line", "Paper", "Signature", "Table"),
    *("NoProgram", "NotWritten", "can_write_pdf", "write_docx", "write_pdf"),
)
