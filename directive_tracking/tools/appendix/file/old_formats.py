"""Old formats, read after LibreOffice has converted them."""

from ... import libreoffice
from ..errors import AppendixError

# found -> (suffix, import filter, result format)
OLD_FORMATS = {
    "word_97": ("doc", "MS Word 97", "docx"),
    "word_95": ("doc", "MS Word 95", "docx"),
    "word_xml": ("xml", "MS Word 2003 XML", "docx"),
    "rtf": ("rtf", "Rich Text Format", "docx"),
    "odf_text": ("odt", "writer8", "docx"),
    "excel_97": ("xls", "MS Excel 97", "xlsx"),
    "excel_95": ("xls", "MS Excel 95", "xlsx"),
    "excel_binary": ("xlsb", "Calc MS Excel 2007 Binary", "xlsx"),
    "excel_xml": ("xml", "MS Excel 2003 XML", "xlsx"),
    "odf_sheet": ("ods", "calc8", "xlsx"),
}
_WRITERS = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}


def convert(file_name, data, found):
    """Return (kind, content) of an old file converted by LibreOffice.

    :param found: the format, as `file_type` told it from the content
    :raises AppendixError: `not_converted`, `busy` when another file takes too long
    """
    suffix, reader, kind = OLD_FORMATS[found]
    try:
        return kind, libreoffice.convert(data, suffix, reader, kind, _WRITERS[kind])
    except libreoffice.NotConverted as error:
        raise AppendixError("not_converted", file=file_name, found=found) from error
    except libreoffice.Busy as error:
        raise AppendixError("busy", file=file_name) from error
