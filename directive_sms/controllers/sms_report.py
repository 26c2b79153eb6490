import hmac

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

MAX_BODY = 65536


class SmsReport(http.Controller):
    """Where providers tell what became of a message.

    The address itself is the proof: it carries a signature of the request id made with the
    gateway's secret, so a report can be forged neither for this message nor for another.
    """

    @http.route(
        "/directive_sms/report/<int:gateway_id>/<string:request_id>/<string:signature>",
        type="http", auth="public", methods=["GET", "POST"], csrf=False, save_session=False,
        max_content_length=MAX_BODY,
    )  # fmt: skip
    def report(self, gateway_id, request_id, signature, **params):
        """Store one report, whatever it says; a wrong signature learns nothing."""
        # The caller is a machine without an account; the signature stands for it.
        gateway = request.env["directive.sms.gateway"].sudo().browse(gateway_id).exists()
        if not gateway or not hmac.compare_digest(
            gateway._sign(request_id).encode(), signature.encode()
        ):
            raise NotFound
        if request.httprequest.is_json:
            body = request.get_json_data()
            params = body if isinstance(body, dict) else {}
        report = gateway._connector().parse_report(params, request.httprequest.get_data())
        if report:
            # What the address was signed for counts, not what the body claims.
            report = report._replace(request_id=request_id)
            request.env["directive.sms.report"].sudo()._receive(gateway, report)
        # Always well: a provider that is told otherwise tries for ever.
        return request.make_response("OK", [("Content-Type", "text/plain")])
