import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.mail.controllers.attachment import AttachmentController
from odoo.addons.mail.tools.discuss import add_guest_to_context
from odoo.addons.web.controllers.binary import Binary

from ...tools.guard.ours import is_ours


class DirectiveAttachmentController(AttachmentController):
    """Files are added to our records with a message, or by users who may edit the record."""

    @http.route()
    @add_guest_to_context
    def mail_attachment_upload(self, ufile, thread_id, thread_model, is_pending=False, **kwargs):
        """Upload a file; users who may only post on the record keep it for their message."""
        waits = is_pending and is_pending != "false"
        if not waits and is_ours(request.registry, thread_model):
            record = request.env[thread_model].browse(int(thread_id))
            if not record.sudo(False).has_access("write"):
                words = request.env._(
                    "You are not allowed to add a file here: send it in a message."
                )
                return request.make_json_response({"error": words})
        try:
            with request.env.cr.savepoint():  # nothing is kept of a refused file
                response = super().mail_attachment_upload(
                    ufile, thread_id, thread_model, is_pending=is_pending, **kwargs
                )
                if waits and is_ours(request.registry, thread_model):
                    self._check_waiting(response)
                return response
        except UserError as refusal:
            return request.make_json_response({"error": str(refusal)})

    def _check_waiting(self, response):
        """Judge a file now that waits for its message: later, the message would be refused."""
        stored = (response.get_json().get("data") or {}).get("attachment_id")
        # The system judges, as for every file of ours.
        request.env["ir.attachment"].sudo().browse(stored or ()).exists()._check_content()


class DirectiveUploadController(Binary):
    """Files uploaded into a form of ours: a refused one says why."""

    @http.route()
    def upload_attachment(self, model, id, ufile, callback=None):  # noqa: A002  Odoo's name
        """Upload files for the record ``id``; each gets its own answer, in the same order."""
        if not is_ours(request.registry, model):
            return super().upload_attachment(model, id, ufile, callback=callback)
        files = request.httprequest.files.getlist("ufile")
        return json.dumps([self._store_upload(model, id, file) for file in files])

    def _store_upload(self, model, res_id, file):
        vals = {
            "name": file.filename,
            "raw": file.read(),
            "res_model": model,
            "res_id": int(res_id),
        }
        try:
            with request.env.cr.savepoint():  # nothing is kept of a refused file
                stored = request.env["ir.attachment"].create(vals)
                stored._post_add_create()
        except UserError as refusal:
            return {"error": str(refusal)}
        return {
            "filename": stored.name,
            "mimetype": stored.mimetype,
            "id": stored.id,
            "size": stored.file_size,
        }
