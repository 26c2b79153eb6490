from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import config

from odoo.addons.directive_tracking.tools.watch.problem import ERROR, NOTE, WARNING, Problem

from ..connectors.specification import placeholders
from ..models.gateway.directive_sms_gateway import WITH_ADDRESS
from ..tools import gsm, phone

# Values that the sending code fills in; all others come from the account.
OURS = {
    "request_id",
    "number",
    "text",
    "text_base64",
    "unicode",
    "token",
    "report_url",
    "reference",
    "day",
}
REPORT_WITHIN = timedelta(hours=1)
FEW = 3  # this many messages without a report may be chance


class DirectiveSendingCheck(models.TransientModel):
    """Problems with sending SMS."""

    _inherit = "directive.sending.check"

    @api.model
    def _problems(self):
        gateways = self.env["directive.sms.gateway"].search([("active", "=", True)])
        problems = super()._problems()
        if not gateways:
            return [*problems, *self._problems_of_no_gateway()]
        problems += self._problems_of_gateways(gateways) + self._problems_of_server()
        for gateway in gateways:
            problems += self._problems_of_account(gateway)
            problems += self._problems_of_reports(gateway)
        return [*problems, *self._problems_of_texts(gateways), *self._problems_of_numbers()]

    @api.model
    def _problems_of_server(self):
        """Warn that providers get a final refusal while the database is down."""
        if {"directive_tracking", "directive_sms"} <= set(config["server_wide_modules"]):
            return []
        words = self.env._(
            "While the database is down, reports and replies of providers are answered “not found” "
            "and may not come again."
        )
        remedy = self.env._(
            "Add directive_tracking and directive_sms to server_wide_modules in Odoo's configuration."
        )
        return [Problem(NOTE, words, remedy)]

    # Gateways

    @api.model
    def _problems_of_no_gateway(self):
        wanted = self.env["directive.reminder.rule"].search_count(
            [("channel_sms", "=", True)], limit=1
        )
        if not wanted and not self.env["directive.settings"]._get_sms("express"):
            return []
        return [
            Problem(
                WARNING,
                self.env._(
                    "No SMS gateway is set up: the SMS that rules and settings ask for are not "
                    "sent."
                ),
                self.env._(
                    "Enter the account of your provider, or turn SMS off in the rules and settings."
                ),
                self._gateway_action(self.env["directive.sms.gateway"]),
            )
        ]

    @api.model
    def _problems_of_gateways(self, gateways):
        """Report the state of each gateway; it is an error if none of them can send."""
        severity = WARNING if self.env["directive.sms.gateway"]._ready() else ERROR
        return [
            Problem(
                severity,
                self.env._(
                    "SMS gateway “%(name)s”: %(trouble)s", name=gateway.name, trouble=trouble
                ),
                self.env._(
                    "Open the gateway; “Send a test message” shows the provider's own answer."
                ),
                self._gateway_action(gateway),
            )
            for gateway in gateways
            if (trouble := gateway._trouble())
        ]

    @api.model
    def _problems_of_account(self, gateway):
        missing = sorted(self._missing_of(gateway))
        if not missing:
            return []
        return [
            Problem(
                ERROR,
                self.env._(
                    "SMS gateway “%(name)s” lacks data that its provider requires: %(fields)s.",
                    name=gateway.name,
                    fields=", ".join(missing),
                ),
                self.env._(
                    "Enter it on the gateway: name, password, sender name, or under other account data."
                ),
                self._gateway_action(gateway),
            )
        ]

    @api.model
    def _missing_of(self, gateway):
        """Return the names of values that the provider's request needs and the account lacks."""
        if gateway.connector not in WITH_ADDRESS:
            return set()
        held = dict(gateway._parameters())
        held |= {"username": gateway.username, "password": gateway.password}
        held["sender"] = gateway.sender_name
        wanted = {"username", "password"}
        if gateway.connector == "http":
            wanted = placeholders(gateway.preset_id.specification) - OURS
        return {name for name in wanted if not held.get(name)}

    @api.model
    def _problems_of_reports(self, gateway):
        """Report a gateway that accepts messages and never sends delivery reports."""
        now = fields.Datetime.now()
        Message = self.env["directive.sms.message"]
        of_gateway = Domain("gateway_id", "=", gateway.id)
        taken = of_gateway & Domain("date_submitted", ">", now - timedelta(days=1))
        taken &= Domain("date_submitted", "<", now - REPORT_WITHIN) & Domain(
            "state", "=", "accepted"
        )
        told = of_gateway & Domain("date_submitted", ">", now - timedelta(days=2))
        told &= Domain("date_reported", ">", now - timedelta(days=1))
        count = Message.search_count(taken)
        if count < FEW or Message.search_count(told, limit=1):
            return []
        return [
            Problem(
                WARNING,
                self.env._(
                    "SMS gateway “%(name)s” has accepted %(count)s messages in the last day "
                    "and has reported no outcome.",
                    name=gateway.name,
                    count=count,
                ),
                self.env._(
                    "Give the provider the report address shown on the gateway, and allow it "
                    "to reach this server."
                ),
                self._gateway_action(gateway),
            )
        ]

    @api.model
    def _gateway_action(self, gateway):
        action = self._list_action(
            "directive.sms.gateway", [("id", "in", gateway.ids)], self.env._("SMS gateways")
        )
        if gateway:
            action |= {"res_id": gateway.id, "views": [[False, "form"]]}
        else:
            action["domain"] = []
        return action

    # Texts and numbers

    @api.model
    def _problems_of_texts(self, gateways):
        """Report texts that exceed the limit of a gateway and will be cut."""
        problems = []
        for template in self.env["directive.sms.template"].search([("use", "!=", False)]):
            for gateway in gateways:
                text = template.preview_unicode if gateway.allow_unicode else template.preview_plain
                if gsm.count(text or "").parts > gateway.max_parts:
                    problems.append(self._problem_of_text(template, gateway))
        return problems

    @api.model
    def _problem_of_text(self, template, gateway):
        uses = dict(template._fields["use"]._description_selection(self.env))
        action = self._list_action("directive.sms.template", [], self.env._("SMS texts"))
        return Problem(
            NOTE,
            self.env._(
                "The SMS text “%(use)s” is longer than the %(parts)s parts that gateway "
                "“%(name)s” allows: it is cut, but the link is kept.",
                use=uses[template.use],
                parts=gateway.max_parts,
                name=gateway.name,
            ),
            self.env._("Shorten the text, or allow more parts."),
            {**action, "res_id": template.id, "views": [[False, "form"]]},
        )

    @api.model
    def _problems_of_numbers(self):
        """Count the heads whose telephone cannot receive SMS."""
        heads = self._heads_for_sms()
        bad = heads.filtered(lambda head: not self._has_mobile(head))
        if not bad:
            return []
        return [
            Problem(
                WARNING,
                self.env._(
                    "Heads of agencies without a number an SMS can reach: %(count)s.",
                    count=len(bad),
                ),
                self.env._(
                    "Enter one mobile number for each, or another number for SMS with the reason."
                ),
                self._list_action(
                    "directive.agency",
                    [("id", "in", bad.agency_id.ids)],
                    self.env._("Agencies of these heads"),
                ),
            )
        ]

    @api.model
    def _heads_for_sms(self):
        Member = self.env["directive.agency.member"]
        heads = Member._reachable_domain() & Domain("role", "=", "head")
        return Member.search(heads & Domain("agency_id.active", "=", True))

    @api.model
    def _has_mobile(self, member):
        try:
            if member.sms_number:
                phone.as_typed(member.sms_number)
            else:
                phone.normalize(member.partner_id.phone)
        except phone.PhoneError:
            return False
        return True
