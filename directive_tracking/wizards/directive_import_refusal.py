from odoo import models


class DirectiveImport(models.TransientModel):
    """What to say of a file that is not read."""

    _inherit = "directive.import"

    def _error_sentence(self, error, name):
        values = {"size": "", "limit": "", "found": "", "part": "", "place": "text", **error.values}
        values["file"] = name or self.env._("The file")
        words = {**self._words_for_formats(), **self._words_for_places()}
        for name in ("found", "part", "place"):
            values[name] = words.get(values[name], values[name])
        sentences = {**self._refusals_of_format(values), **self._refusals_of_content(values)}
        return sentences.get(error.code) or str(error)

    def _refusals_of_format(self, values):
        """Return what to say of a file that should be saved in another way."""
        return {
            "wrong_type": self.env._(
                "%(file)s is not a spreadsheet or Word file (%(found)s). Save the appendix as "
                ".xlsx, .docx or .csv and choose that file.",
                **values,
            ),
            "old_format": self.env._(
                "%(file)s is in an old format (%(found)s). Open it in Word or Excel, save it as "
                ".xlsx or .docx and choose the new file.",
                **values,
            ),
            "not_converted": self.env._(
                "%(file)s (%(found)s) could not be read on the server. Open it in Word or Excel, "
                "save it as .xlsx or .docx and choose the new file.",
                **values,
            ),
            "busy": self.env._(
                "Another file of an old format is being read at this moment. Wait a minute and "
                "read %(file)s again.",
                **values,
            ),
            "too_large": self.env._(
                "%(file)s is too large (%(size)s, at most %(limit)s). Keep only the table of tasks "
                "in the file and choose it again.",
                **values,
            ),
            "zip_bomb": self.env._(
                "%(file)s unpacks to far more data than an appendix holds (%(size)s, at most "
                "%(limit)s). Copy the table into a new file and choose that.",
                **values,
            ),
            "external_entities": self.env._(
                "%(file)s holds a declaration that can pull in other files (%(part)s). Open it in "
                "Word or Excel, save it anew and choose the new file.",
                **values,
            ),
            "macro": self.env._(
                "%(file)s contains a macro. Save it without macros, as .xlsx or .docx, and choose "
                "the new file.",
                **values,
            ),
            "password": self.env._(
                "%(file)s is protected by a password. Remove the password in Word or Excel and "
                "choose the file again.",
                **values,
            ),
        }

    def _refusals_of_content(self, values):
        """Return what to say of a file that is damaged or holds the wrong thing."""
        return {
            "damaged": self.env._(
                "%(file)s is damaged (%(part)s). Open it in Word or Excel, save it anew and choose "
                "the new file.",
                **values,
            ),
            "chunk": self.env._(
                "%(file)s holds another file in its text (%(part)s), which cannot be read. Open it "
                "in Word, save it anew as .docx and choose the new file.",
                **values,
            ),
            "no_table": self.env._(
                "No table of tasks was found in %(file)s. Its header row must name at least the "
                "content of the tasks (such as “Nội dung nhiệm vụ”) and who carries them out or "
                "by when.",
                **values,
            ),
            "empty": self.env._(
                "%(file)s holds no tasks (%(part)s). Check that it is the right file.", **values
            ),
            "all_hidden": self.env._(
                "Every row of tasks in %(file)s is hidden, by a filter or by hand (%(part)s rows). "
                "Show the rows, save the file and choose it again.",
                **values,
            ),
            "lost_letters": self.env._(
                "The Vietnamese letters of %(file)s are lost: question marks stand in their place "
                "(“%(part)s”). Open the original in Excel, save it as .xlsx or “CSV UTF-8”, and "
                "choose that file.",
                **values,
            ),
            "secret": self.env._(
                "%(file)s bears the secrecy mark “%(part)s” (%(place)s). State secrets must not be "
                "entered here: handle it on the network meant for them. Nothing of it was kept.",
                **values,
            ),
        }

    def _words_for_formats(self):
        """Return what a file may be, by the code the reader gives it."""
        return {
            "pdf": self.env._("a PDF document"),
            "image": self.env._("an image"),
            "program": self.env._("a program"),
            "archive": self.env._("a compressed archive"),
            "presentation": self.env._("a presentation"),
            "mail": self.env._("a mail message"),
            "web_archive": self.env._("a web archive without a page"),
            "xml": self.env._("an XML file of another kind"),
            "database": self.env._("an Access database"),
            "ole2": self.env._("an old Office file without text or sheet"),
            "unknown": self.env._("an unknown kind of file"),
            "word_97": self.env._("Word 97-2003 document, .doc"),
            "word_95": self.env._("Word 6.0/95 document, .doc"),
            "excel_97": self.env._("Excel 97-2003 workbook, .xls"),
            "excel_95": self.env._("Excel 5.0/95 workbook, .xls"),
            "excel_binary": self.env._("Excel binary workbook, .xlsb"),
            "excel_xml": self.env._("Excel 2003 workbook, .xml"),
            "word_xml": self.env._("Word 2003 document, .xml"),
            "odf_text": self.env._("OpenDocument text, .odt"),
            "odf_sheet": self.env._("OpenDocument spreadsheet, .ods"),
            "odf_other": self.env._("an OpenDocument file of another kind"),
            "rtf": self.env._("Rich Text document, .rtf"),
        }

    def _words_for_places(self):
        """Return where in a file something is wrong, by the code the reader gives it."""
        return {
            "zip": self.env._("it is no complete archive"),
            "ole2_parts": self.env._("its inner folders"),
            "strange_names": self.env._("the names of its parts"),
            "first_lines": self.env._("its first lines"),
            "html": self.env._("the web page in it"),
            "empty_file": self.env._("the file is empty"),
            "no_rows": self.env._("the table has no rows of tasks"),
            "text": self.env._("in the text"),
            "text_box": self.env._("in a text box or drawing"),
            "header_footer": self.env._("in the page header or footer"),
            "note": self.env._("in a footnote or endnote"),
            "comment": self.env._("in a comment"),
            "property": self.env._("in the properties of the file"),
            "sheet": self.env._("in a sheet, perhaps a hidden one"),
            "name": self.env._("in the name of the file or of a sheet"),
            "embedded": self.env._("in a file inside the file"),
        }
