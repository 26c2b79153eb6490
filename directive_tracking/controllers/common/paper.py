from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Paper(http.Controller):
    """Download of a record's document, by whoever may read the record."""

    @http.route(
        "/directive_tracking/paper/<string:model>/<int:record_id>.<string:kind>",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def paper(self, model, record_id, kind):
        """Answer with the file; 404 also for what the user may not read, so that ids tell nothing."""
        record = self._record(model, record_id)
        if not record or kind not in record._paper_kinds():
            raise NotFound
        headers = [
            ("Content-Type", MIME[kind]),
            ("Content-Disposition", content_disposition(f"{record._paper_file_name()}.{kind}")),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(record._paper_file(kind), headers)

    def _record(self, model, record_id):
        found = request.registry.models.get(model)
        mixin = request.registry["directive.paper.mixin"]
        if found is None or found._abstract or not issubclass(found, mixin):
            return None
        record = request.env[model].browse(record_id).exists()
        return record if record and record.has_access("read") else None
