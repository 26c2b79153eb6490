"""Reasons for an unreadable file: a code for the caller and a sentence for the user."""

from ..guard.quotes import cut
from ..wording import _lt

SENTENCES = {
    # To be saved in another format
    "wrong_type": _lt(
        "%(file)s is not a spreadsheet or Word file (%(found)s). Save it as .xlsx, .docx or "
        ".csv and choose that file."
    ),
    "old_format": _lt(
        "%(file)s is in an old format (%(found)s). Open it in Word or Excel, save it as "
        ".xlsx or .docx and choose the new file."
    ),
    "not_converted": _lt(
        "%(file)s (%(found)s) could not be read on the server. Open it in Word or Excel, "
        "save it as .xlsx or .docx and choose the new file."
    ),
    "busy": _lt(
        "Another file of an old format is being read at this moment. Wait a minute and "
        "read %(file)s again."
    ),
    "too_large": _lt(
        "%(file)s is too large (%(size)s, at most %(limit)s). Keep only what is to be "
        "read in the file and choose it again."
    ),
    "too_many_rows": _lt(
        "%(file)s has too many rows (at most %(limit)s). Split the table into several files and "
        "choose one after the other."
    ),
    "too_many_lines": _lt(
        "%(file)s has too many lines (at most %(limit)s). Keep only what is to be read in the file "
        "and choose it again."
    ),
    "too_long_text": _lt(
        "%(file)s has more than %(limit)s characters in one cell or line. Look for a missing "
        "quotation mark, or divide the text, and choose the file again."
    ),
    "zip_bomb": _lt(
        "%(file)s unpacks to far more data than a table contains (%(size)s, at most "
        "%(limit)s). Copy the table into a new file and choose that file."
    ),
    "external_entities": _lt(
        "%(file)s contains a declaration that can load other files (%(part)s). Open it in Word "
        "or Excel, save it again and choose the new file."
    ),
    "macro": _lt(
        "%(file)s contains a macro. Save it without macros, as .xlsx or .docx, and choose "
        "the new file."
    ),
    "password": _lt(
        "%(file)s is protected by a password. Remove the password in Word or Excel and "
        "choose the file again."
    ),
    # Damaged, or with the wrong content
    "damaged": _lt(
        "%(file)s is damaged (%(part)s). Open it in Word or Excel, save it again and choose "
        "the new file."
    ),
    "chunk": _lt(
        "%(file)s contains an embedded file (%(part)s) that cannot be read. Open it in Word, "
        "save it again as .docx and choose the new file."
    ),
    "no_table": _lt(
        "No table of tasks was found in %(file)s. Its header row must name at least the "
        "content of the tasks (such as “Nội dung nhiệm vụ”) and who carries them out or "
        "by when."
    ),
    "empty": _lt("%(file)s contains nothing to read (%(part)s). Check that it is the right file."),
    "all_hidden": _lt(
        "Every row of tasks in %(file)s is hidden, by a filter or by hand (%(part)s rows). "
        "Show the rows, save the file and choose it again."
    ),
    "lost_letters": _lt(
        "The Vietnamese letters of %(file)s are lost: question marks replace them "
        "(“%(part)s”). Open the original in Excel, save it as .xlsx or “CSV UTF-8”, and choose "
        "that file."
    ),
    "secret": _lt(
        "%(file)s bears the secrecy mark “%(part)s” (%(place)s). State secrets must not be "
        "entered here: use the network intended for them. Nothing of the file was kept."
    ),
}
# Texts for `found`, `place` and some of `part`.
WORDS = {
    # kinds of file
    "pdf": _lt("a PDF document"),
    "image": _lt("an image"),
    "program": _lt("a program"),
    "archive": _lt("a compressed archive"),
    "presentation": _lt("a presentation"),
    "mail": _lt("a mail message"),
    "web_archive": _lt("a web archive without a page"),
    "xml": _lt("an XML file of another kind"),
    "database": _lt("an Access database"),
    "ole2": _lt("an old Office file without text or sheet"),
    "unknown": _lt("an unknown kind of file"),
    "word_97": _lt("Word 97-2003 document, .doc"),
    "word_95": _lt("Word 6.0/95 document, .doc"),
    "excel_97": _lt("Excel 97-2003 workbook, .xls"),
    "excel_95": _lt("Excel 5.0/95 workbook, .xls"),
    "excel_binary": _lt("Excel binary workbook, .xlsb"),
    "excel_xml": _lt("Excel 2003 workbook, .xml"),
    "word_xml": _lt("Word 2003 document, .xml"),
    "odf_text": _lt("OpenDocument text, .odt"),
    "odf_sheet": _lt("OpenDocument spreadsheet, .ods"),
    "odf_other": _lt("an OpenDocument file of another kind"),
    "rtf": _lt("Rich Text document, .rtf"),
    # parts of a file, and the place of a mark
    "zip": _lt("the archive is incomplete"),
    "ole2_parts": _lt("its inner folders"),
    "strange_names": _lt("the names of its parts"),
    "first_lines": _lt("its first lines"),
    "html": _lt("the web page in it"),
    "empty_file": _lt("the file is empty"),
    "columns": _lt("its columns cannot be told apart"),
    "encoding": _lt("its letters are not written as the file says"),
    "no_rows": _lt("the table has no rows of tasks"),
    "text": _lt("in the text"),
    "text_box": _lt("in a text box or drawing"),
    "header_footer": _lt("in the page header or footer"),
    "note": _lt("in a footnote or endnote"),
    "comment": _lt("in a comment"),
    "property": _lt("in the properties of the file"),
    "sheet": _lt("in a sheet, perhaps a hidden one"),
    "name": _lt("in the name of the file or of a sheet"),
    "embedded": _lt("in a file inside the file"),
}


class AppendixError(Exception):
    """The file cannot be read; nothing was stored.

    >>> str(AppendixError("macro", file="a.xlsm"))
    'a.xlsm contains a macro. Save it without macros, as .xlsx or .docx, and choose the new file.'
    """

    def __init__(self, code, **values):
        self.code = code
        self.values = {"file": "The file", **values}
        self.values["file"] = cut(self.values["file"])
        super().__init__(SENTENCES[code] % {"place": WORDS["text"], **self.values, **self._words()})

    def _words(self):
        """Return the values with texts instead of codes."""
        said = {name: WORDS.get(self.values.get(name)) for name in ("found", "part", "place")}
        return {name: words for name, words in said.items() if words}
