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
    "damaged": "%(file)s is damaged (%(part)s). Open it in Word or Excel, save it anew and try again.",
    "no_table": (
        "No assignment table was found in %(file)s: no row names at least the content of the tasks"
        " (such as 'Nội dung nhiệm vụ') and who carries them out or by when. Check the header row of the table."
    ),
    "empty": "%(file)s holds no tasks: %(part)s. Check that the right file was chosen.",
    "lost_letters": (
        "The Vietnamese letters of %(file)s are lost: question marks stand in their place ('%(part)s')."
        " Open the original in Excel, save it as .xlsx or 'CSV UTF-8' and choose that file."
    ),
    "secret": (
        "%(file)s bears the secrecy mark '%(part)s'. State secrets must not be entered in this system;"
        " handle the document on paper."
    ),
}


class AppendixError(Exception):
    """The file cannot be read; nothing of it was kept.

    >>> str(AppendixError("macro", file="a.xlsm"))
    'a.xlsm contains a macro. Save it without macros, as .xlsx or .docx, and try again.'
    """

    def __init__(self, code, **values):
        self.code = code
        self.values = {"file": "The file", **values}
        super().__init__(SENTENCES[code] % self.values)
