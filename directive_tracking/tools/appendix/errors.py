"""Why a file cannot be read, as a code for the caller and a sentence for a person."""

SENTENCES = {
    "wrong_type": (
        "%(file)s is not a spreadsheet or Word file (%(found)s). Save the appendix as .xlsx, .docx or .csv"
        " and choose that file."
    ),
    "too_large": (
        "%(file)s is too large (%(size)s, at most %(limit)s). Keep only the assignment table in the file"
        " and try again."
    ),
    "zip_bomb": (
        "%(file)s unpacks to far more data than an appendix holds (%(size)s, at most %(limit)s)."
        " Copy the table into a new file and save that."
    ),
    "external_entities": (
        "%(file)s holds a document type declaration (in %(part)s), which can pull in other files."
        " Open it in Word or Excel, save it anew and choose the new file."
    ),
    "macro": "%(file)s contains a macro. Save it without macros, as .xlsx or .docx, and try again.",
    "password": "%(file)s is protected by a password. Remove the password in Word or Excel and try again.",
    "old_format": (
        "%(file)s is in an old format (%(found)s). Open it in Word or Excel, save it as .xlsx or .docx"
        " and choose the new file."
    ),
    "not_converted": (
        "%(file)s (%(found)s) could not be read by LibreOffice on the server. Open it in Word or Excel,"
        " save it as .xlsx or .docx and choose the new file."
    ),
    "busy": "Another old file is being read at this moment. Wait a minute and try %(file)s again.",
    "chunk": (
        "%(file)s holds another file in it (%(part)s) that cannot be read. Open it in Word, save it anew"
        " as .docx and choose the new file."
    ),
    "damaged": "%(file)s is damaged (%(part)s). Open it in Word or Excel, save it anew and try again.",
    "no_table": (
        "No assignment table was found in %(file)s: no row names at least the content of the tasks"
        " (such as 'Nội dung nhiệm vụ') and who carries them out or by when. Check the header row of the table."
    ),
    "empty": "%(file)s holds no tasks: %(part)s. Check that the right file was chosen.",
    "all_hidden": (
        "Every row of tasks in %(file)s is hidden, by a filter or by hand (%(part)s rows)."
        " Show the rows, save the file and choose it again."
    ),
    "lost_letters": (
        "The Vietnamese letters of %(file)s are lost: question marks stand in their place ('%(part)s')."
        " Open the original in Excel, save it as .xlsx or 'CSV UTF-8' and choose that file."
    ),
    "secret": (
        "%(file)s bears the secrecy mark '%(part)s' (%(place)s). State secrets must not be entered in this"
        " system; handle the document on paper."
    ),
}
# What `found`, `place` and some of `part` say; a caller with a language of its own has its own words.
WORDS = {
    # kinds of file
    "pdf": "a PDF document",
    "image": "an image",
    "program": "a program",
    "archive": "a compressed archive",
    "presentation": "a presentation",
    "mail": "a mail message",
    "web_archive": "a web archive without a page",
    "xml": "an XML file of another kind",
    "database": "an Access database",
    "ole2": "an old Office file without a text or sheet",
    "unknown": "an unknown kind of file",
    "word_97": "Word 97-2003 document",
    "word_95": "Word 6.0/95 document",
    "excel_97": "Excel 97-2003 workbook",
    "excel_95": "Excel 5.0/95 workbook",
    "excel_binary": "Excel binary workbook, .xlsb",
    "excel_xml": "Excel XML 2003",
    "word_xml": "Word XML 2003",
    "odf_text": "OpenDocument text, .odt",
    "odf_sheet": "OpenDocument spreadsheet, .ods",
    "odf_other": "OpenDocument file of another kind",
    "rtf": "Rich text document, .rtf",
    # parts of a file
    "zip": "not a readable zip archive",
    "ole2_parts": "its inner folders",
    "strange_names": "the names of its parts",
    "first_lines": "its first lines",
    "html": "the HTML in it",
    "empty_file": "the file is empty",
    "no_rows": "the table has no task rows",
    # where a mark stands
    "text": "in the text",
    "text_box": "in a text box or drawing",
    "header_footer": "in the page header or footer",
    "note": "in a footnote or endnote",
    "comment": "in a comment",
    "property": "in the properties of the file",
    "sheet": "in a sheet",
    "name": "in the name of the file or of a sheet",
    "embedded": "in a file inside the file",
}


class AppendixError(Exception):
    """The file cannot be read; nothing of it was kept.

    >>> str(AppendixError("macro", file="a.xlsm"))
    'a.xlsm contains a macro. Save it without macros, as .xlsx or .docx, and try again.'
    """

    def __init__(self, code, **values):
        self.code = code
        self.values = {"file": "The file", **values}
        super().__init__(SENTENCES[code] % {"place": WORDS["text"], **self.values, **self._words()})

    def _words(self):
        """What the codes among the values say."""
        said = {name: WORDS.get(self.values.get(name)) for name in ("found", "part", "place")}
        return {name: words for name, words in said.items() if words}
