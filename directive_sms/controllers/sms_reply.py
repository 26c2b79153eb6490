from odoo import http
from odoo.http import request

from ..models.gateway.directive_sms_gateway_address import REPLY
from .gateway_call import EITHER, ROUTE, current_call, find_gateway, posted_signature


class SmsReply(http.Controller):
    """Endpoint where a gateway delivers SMS replies.

    The call has a signature made with the gateway's secret. The token and the sender determine
    the effect of a reply.
    """

    @http.route("/directive_sms/reply/<int:gateway_id>/<string:signature>", methods=EITHER, **ROUTE)
    def reply(self, gateway_id, signature, **params):
        """Store the replies. The response is empty, because some gateways send it back as an SMS."""
        return self._take(gateway_id, signature, current_call(params))

    @http.route("/directive_sms/reply/<int:gateway_id>", methods=["POST"], **ROUTE)
    def signed_reply(self, gateway_id, **params):
        """The same, with the signature in a header or a posted field."""
        call = current_call(params)
        return self._take(gateway_id, posted_signature(call), call)

    def _take(self, gateway_id, signature, call):
        gateway = find_gateway(gateway_id, signature, REPLY)
        Reply = gateway.env["directive.sms.reply"]
        for message in gateway._connector().parse_replies(call):
            Reply._receive(gateway, message)
        return request.make_response("", [("Content-Type", "text/plain")])
