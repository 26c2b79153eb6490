import json

from odoo.http import content_disposition, request, route

from odoo.addons.web.controllers import export as web_export
from odoo.addons.web.controllers import pivot as web_pivot

from ...tools.list_name import file_name, last_action
from . import export

HEADING = 3  # rows above the names of the columns: title, day and place, a blank one
NARROW, WIDE = 9, 60  # signs
OURS = "directive."
A4 = 9


def _title(model):
    """Return the title of the exported list on the screen, or else the name of its model."""
    shown = last_action(request.httprequest.referrer)
    # The menu name of a list is not secret; its rows are read with the reader's rights.
    Action = request.env["ir.actions.act_window"].sudo()
    key = "id" if isinstance(shown, int) else "path"
    action = shown and Action.search([(key, "=", shown), ("res_model", "=", model)], limit=1)
    return (action and action.name) or request.env["ir.model"]._get(model).name


def _file_name(title):
    return file_name(title, request.env["directive.settings"]._today())


class _Paper:
    """A printable spreadsheet with title and day above the rows."""

    def __init__(self, fields, columns_headers, row_count):
        self.widths = [len(str(header)) for header in columns_headers]
        super().__init__(fields, columns_headers, row_count)
        self.date_style.set_num_format("dd/mm/yyyy")
        self.datetime_style.set_num_format("dd/mm/yyyy hh:mm")
        for style in (self.base_style, self.date_style, self.datetime_style, self.float_style):
            style.set_align("top")
            style.set_border(1)

    def write_header(self):
        title = _title(_model())
        day = request.env["directive.settings"]._today()
        above = request.env._(
            "%(place)s, on %(day)s", place=request.env.company.name, day=f"{day:%d/%m/%Y}"
        )
        large = self.workbook.add_format({"bold": True, "font_size": 14})
        self.worksheet.write_string(0, 0, title, large)
        self.worksheet.write_string(1, 0, above)
        self.header_style.set_border(1)
        self.header_style.set_text_wrap()
        self.header_style.set_bg_color("#e9ecef")
        super().write_header()
        self._set_page()

    def _set_page(self):
        self.worksheet.set_landscape()
        self.worksheet.set_paper(A4)
        self.worksheet.fit_to_pages(1, 0)
        self.worksheet.repeat_rows(HEADING)
        self.worksheet.freeze_panes(HEADING + 1, 0)
        self.worksheet.set_footer("&C&P/&N")

    def write(self, row, column, cell_value, style=None):
        if column < len(self.widths):
            lines = str(cell_value).splitlines()
            longest = max(map(len, lines), default=0)
            self.widths[column] = max(self.widths[column], longest)
        super().write(row + HEADING, column, cell_value, style)

    def close(self):
        for column, width in enumerate(self.widths):
            self.worksheet.set_column(column, column, min(max(width + 2, NARROW), WIDE))
        super().close()


class _ListWriter(_Paper, web_export.ExportXlsxWriter):
    pass


class _GroupWriter(_Paper, web_export.GroupExportXlsxWriter):
    pass


def _asked():
    return json.loads(request.params["data"])


def _model():
    return _asked()["model"]


def _is_for_reading():
    """Tell whether the file is for reading; import-compatible exports keep Odoo's format."""
    asked = _asked()
    return asked["model"].startswith(OURS) and not asked["import_compat"]


class _PaperExport(web_export.ExcelExport):
    def filename(self, base):
        return _file_name(_title(base)) if base.startswith(OURS) else super().filename(base)

    def from_data(self, fields, columns_headers, rows):
        if not _is_for_reading():
            return super().from_data(fields, columns_headers, rows)
        with _ListWriter(fields, columns_headers, len(rows)) as writer:
            for row, values in enumerate(rows, 1):
                for column, value in enumerate(values):
                    writer.write_cell(row, column, value)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        if not _is_for_reading():
            return super().from_group_data(fields, columns_headers, groups)
        with _GroupWriter(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in groups.children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value


class ExcelExport(export.ExcelExport, _PaperExport):
    """Exports of our lists carry their name and day; cells are made plain text first."""


class CSVExport(web_export.CSVExport):
    """The same file name for the plain format."""

    def filename(self, base):
        return _file_name(_title(base)) if base.startswith(OURS) else super().filename(base)


class TableExporter(web_pivot.TableExporter):
    """A table of figures has its screen title and its day as the file name."""

    @route()
    def export_xlsx(self, data, **kw):
        if hasattr(data, "read"):
            data = data.read()
        response = super().export_xlsx(data, **kw)
        model = json.loads(data)["model"]
        if model.startswith(OURS):
            name = _file_name(_title(model)) + ".xlsx"
            response.headers["Content-Disposition"] = content_disposition(name)
        return response
