from odoo import http
from odoo.http import request

from ..models.gateway.directive_sms_gateway_address import REPORT, REPORTS
from .gateway_call import EITHER, ROUTE, current_call, find_gateway, posted_signature


class SmsReport(http.Controller):
    """Endpoint for delivery reports of providers.

    The address for one message is signed with its request id, so a report cannot be forged for
    this or any other message. Providers with one address for all reports get an address signed
    for the whole gateway.
    """

    @http.route(
        "/directive_sms/report/<int:gateway_id>/<string:request_id>/<string:signature>",
        methods=EITHER,
        **ROUTE,
    )
    def report(self, gateway_id, request_id, signature, **params):
        """Store one report, whatever its content. A wrong signature reveals nothing."""
        call = current_call(params)
        gateway = find_gateway(gateway_id, signature, REPORT, request_id)
        # The signed address counts, not the claims in the body.
        reports = gateway._connector().parse_reports(call)[:1]
        return self._store(gateway, [one._replace(request_id=request_id) for one in reports])

    @http.route(
        "/directive_sms/report/<int:gateway_id>/<string:signature>", methods=EITHER, **ROUTE
    )
    def reports(self, gateway_id, signature, **params):
        """Store one or many reports about any messages of this gateway."""
        return self._take(gateway_id, signature, current_call(params))

    @http.route("/directive_sms/report/<int:gateway_id>", methods=["POST"], **ROUTE)
    def signed_reports(self, gateway_id, **params):
        """The same, with the signature in a header or a posted field."""
        call = current_call(params)
        return self._take(gateway_id, posted_signature(call), call)

    def _take(self, gateway_id, signature, call):
        gateway = find_gateway(gateway_id, signature, REPORTS)
        reports = gateway._connector().parse_reports(call)
        return self._store(gateway, [one for one in reports if one.request_id or one.reference])

    def _store(self, gateway, reports):
        Report = gateway.env["directive.sms.report"]
        for report in reports:
            Report._receive(gateway, report)
        # Always answer OK: otherwise the provider retries forever.
        return request.make_response("OK", [("Content-Type", "text/plain")])
