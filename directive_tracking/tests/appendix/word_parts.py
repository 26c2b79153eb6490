"""Word files made for the tests, piece by piece in XML."""

from docx.oxml import parse_xml

from odoo.tests import BaseCase

from ...tools.appendix import read_appendix
from .appendix_files import AGENCIES, HEADER, docx_file, task_row
from .test_appendix_bad_files import repacked

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
NS = f"{W} {MC} {V}"


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner, properties=""):
    return f"<w:p {NS}><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def font(name, *attributes):
    named = " ".join(f'w:{attribute}="{name}"' for attribute in attributes or ("ascii", "hAnsi"))
    return f"<w:rFonts {named}/>"


def box(text, way="new"):
    content = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    new, old = (
        f"<w:drawing>{content}</w:drawing>",
        f"<w:pict><v:textbox>{content}</v:textbox></w:pict>",
    )
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    empty_choice = (
        '<mc:AlternateContent><mc:Choice Requires="wps"/>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    return f"<w:r>{dict(new=new, old=old, both=both, fallback=empty_choice)[way]}</w:r>"


def set_cell(table, row, column, *paragraphs):
    """Replace the content of a cell by paragraphs in XML."""
    cell = table.cell(row, column)._tc
    for old in cell.findall(f"{{{W.split(chr(34))[1]}}}p"):
        cell.remove(old)
    for one in paragraphs:
        cell.append(parse_xml(one))


class WordCase(BaseCase):
    """Reads made-up Word files."""

    def _read(self, prepare, rows=(), before=(), data=None):
        rows = rows or (task_row(), task_row("2", "Lập danh mục"), task_row("3", "Mở lớp"))
        data = data or docx_file(HEADER, *rows, before=before, prepare=prepare)
        return read_appendix("a.docx", data, AGENCIES)

    def _read_cell(self, column, *paragraphs, styles=None):
        """The first task, with one cell of its row replaced."""
        data = docx_file(
            HEADER, task_row(), prepare=lambda _doc, table: set_cell(table, 1, column, *paragraphs)
        )
        data = repacked(data, {"word/styles.xml": styles}) if styles else data
        return self._read(None, data=data).tasks[0]
