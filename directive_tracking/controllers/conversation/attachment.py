from odoo import http
from odoo.http import request

from odoo.addons.mail.controllers.attachment import AttachmentController
from odoo.addons.mail.tools.discuss import add_guest_to_context

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
        return super().mail_attachment_upload(
            ufile, thread_id, thread_model, is_pending=is_pending, **kwargs
        )
