import hmac

from odoo import http
from odoo.http import request

from .sms_report import MAX_BODY


class SmsReply(http.Controller):
    """Where a gateway delivers what people answer.

    The address carries a signature made with the gateway's secret; what a reply may do is
    decided by its token and its sender.
    """

    @http.route(
        "/directive_sms/reply/<int:gateway_id>/<string:signature>",
        type="http", auth="public", methods=["GET", "POST"], csrf=False, save_session=False,
        max_content_length=MAX_BODY,
    )  # fmt: skip
    def reply(self, gateway_id, signature, **params):
        """Store one reply; the answer is empty, since some gateways send it back as an SMS."""
        # The caller is a machine without an account; the signature stands for it.
        gateway = request.env["directive.sms.gateway"].sudo().browse(gateway_id).exists()
        if not gateway or not hmac.compare_digest(
            gateway._sign("reply").encode(), signature.encode()
        ):
            raise request.not_found()
        call = request.httprequest
        message = gateway._connector().parse_reply(params, call.headers, call.get_data())
        if message:
            # The gateway has no user here; its signature was checked above.
            request.env["directive.sms.reply"].sudo()._receive(gateway, message)
        return request.make_response("", [("Content-Type", "text/plain")])
