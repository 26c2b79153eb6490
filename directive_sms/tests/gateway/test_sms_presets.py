import base64
import json

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase

from ...connectors.base import Call
from .test_sms_connectors import REQUEST, ConnectorCase

VNPT = {"LABELID": "1", "CONTRACTID": "2", "TEMPLATEID": "3", "AGENTID": "4", "APIUSER": "5"}
SOAP = (
    '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>'
    '<ns2:wsCpMtResponse xmlns:ns2="http://impl.bulkSms.ws/"><return><message>{message}</message>'
    "<result>{result}</result></return></ns2:wsCpMtResponse></S:Body></S:Envelope>"
)


class TestSmsPresets(ConnectorCase):
    """The providers' published protocols, request and answers."""

    def talk(self, name, *answers, **vals):
        provider = self.provider(*answers)
        return self.connector(provider, name=name, **vals).send(REQUEST), provider.calls

    def test_vnpt(self):
        outcome, calls = self.talk(
            "vnpt", (200, '{"RPLY": {"ERROR": "0", "ERROR_DESC": "success"}}'), parameters=VNPT
        )
        self.assertEqual(outcome.result, "accepted")
        sent = json.loads(calls[0].body)["RQST"]
        self.assertEqual(
            (sent["REQID"], sent["MOBILELIST"], sent["AGENTID"]), ("a" * 32, "84912345678", "4")
        )
        self.assertEqual(sent["PARAMS"], [{"NUM": "1", "CONTENT": "Nhac viec 5 & 6"}])

    def test_vnpt_says_that_it_had_the_request_before(self):
        outcome, _calls = self.talk("vnpt", (200, '{"RPLY": {"ERROR": "33"}}'), parameters=VNPT)
        self.assertEqual((outcome.result, outcome.is_duplicate), ("accepted", True))

    def test_viettel(self):
        outcome, calls = self.talk(
            "viettel",
            (200, SOAP.format(message="Insert MT_QUEUE: OK", result=1)),
            parameters={"CPCODE": "CP"},
        )
        self.assertEqual(outcome.result, "accepted")
        self.assertIn("<Content>Nhac viec 5 &amp; 6</Content>", calls[0].body)
        self.assertIn("<ReceiverID>84912345678</ReceiverID>", calls[0].body)

    def test_viettel_tells_a_bad_account_from_a_bad_number(self):
        for message, result in (
            ("Authenticate: WRONG_INFORMATION_AUTHENTICATE", "blocked"),
            ("Check ReceiverID: FORMAT_ERROR", "refused"),
        ):
            answer = (200, SOAP.format(message=message, result=0))
            outcome, _calls = self.talk("viettel", answer, parameters={"CPCODE": "CP"})
            self.assertEqual((outcome.result, outcome.reason), (result, f"0 {message}"))

    def test_esms(self):
        outcome, calls = self.talk("esms", (200, '{"CodeResult": "100", "SMSID": "abc"}'))
        self.assertEqual((outcome.result, outcome.reference), ("accepted", "abc"))
        sent = json.loads(calls[0].body)
        self.assertEqual(
            (sent["Phone"], sent["RequestId"], sent["IsUnicode"]), ("0912345678", "a" * 32, "0")
        )

    def test_esms_codes(self):
        for code, result in (
            ("124", "accepted"),
            ("160", "later"),
            ("103", "blocked"),
            ("108", "refused"),
        ):
            outcome, _calls = self.talk("esms", (200, f'{{"CodeResult": "{code}"}}'))
            self.assertEqual(outcome.result, result, code)

    def test_esms_reports(self):
        connector = self.connector("https://x.vn", name="esms")
        done = {"SMSID": "9", "SendStatus": "5", "SendSuccess": "1", "RequestId": "r"}
        self.assertEqual(self.told(connector, done), ["delivered"])
        self.assertEqual(
            self.told(connector, {**done, "SendSuccess": "0", "SendFailed": "1"}), ["failed"]
        )
        # Done with it, and nothing reported yet of any telephone.
        self.assertEqual(
            self.told(connector, {**done, "SendSuccess": "0", "SendFailed": "0"}), ["sent"]
        )
        self.assertEqual(self.told(connector, {**done, "SendStatus": "?"}), [])

    def told(self, connector, params):
        return [one.state for one in connector.parse_reports(Call(params))]

    def test_speedsms(self):
        outcome, calls = self.talk(
            "speedsms", (200, '{"status":"success","code":"00","data":{"tranId":8}}')
        )
        self.assertEqual((outcome.result, outcome.reference), ("accepted", "8"))
        wanted = base64.b64encode(b"s3cret!:x").decode()
        self.assertEqual(calls[0].headers["Authorization"], f"Basic {wanted}")

    def test_fpt_asks_for_a_token_first(self):
        outcome, calls = self.talk(
            "fpt", (200, '{"access_token": "T1"}'), (200, '{"MessageId": "M"}')
        )
        self.assertEqual((outcome.result, outcome.reference), ("accepted", "M"))
        self.assertEqual(
            [call.path for call in calls], ["/oauth2/token", "/api/push-brandname-otp"]
        )
        sent = json.loads(calls[1].body)
        self.assertEqual(
            (sent["access_token"], base64.b64decode(sent["Message"])), ("T1", b"Nhac viec 5 & 6")
        )

    def test_without_a_token_nothing_was_sent(self):
        outcome, calls = self.talk("fpt", (200, "RESET"))
        self.assertEqual((outcome.result, len(calls)), ("blocked", 1))

    def test_a_form_and_a_plain_text_answer(self):
        outcome, calls = self.talk("form", (200, "0: queued"))
        self.assertEqual(outcome.result, "accepted")
        self.assertIn("text=Nhac+viec+5+%26+6", calls[0].body)
        for answer, result in (
            ((200, "refused: no such number"), "refused"),
            ((200, "denied"), "blocked"),
            ((200, "17|no money"), "unknown"),
            ((200, "Service temporarily unavailable"), "unknown"),
            ((200, "O"), "unknown"),
            ((200, ""), "unknown"),
            ((408, "Request Timeout"), "unknown"),
            ((503, "0: accepted"), "unknown"),
            ((429, "slow down"), "unknown"),
        ):
            with self.subTest(answer):
                self.assertEqual(self.talk("form", answer)[0].result, result)

    def test_no_preset_believes_a_code_it_does_not_list(self):
        for preset in ("esms", "vnpt", "viettel", "speedsms", "json", "form", "xml", "fpt"):
            connector = self.connector("https://x.vn", name=preset)
            spec = connector.specification["answer"]
            for code in ("424242", "Surprise"):
                with self.subTest(preset, code=code):
                    self.assertFalse(connector._is_listed(spec, code, ""))


class TestSmsPresetRecords(TransactionCase):
    """Presets are data an administrator may copy."""

    def test_a_specification_that_cannot_work_is_refused(self):
        preset = self.env.ref("directive_sms.directive_sms_preset_json").copy()
        for bad in (
            "",
            "{",
            "[]",
            '{"format": "soap", "body": {}, "answer": {}}',
            '{"format": "json", "body": {}, "answer": {"result": "x"}}',
            self.with_section("query", {}),
            self.with_section("query", []),
            self.with_section("query", {"format": "json", "answer": {}}),
            self.with_section("balance", {"format": "soap", "answer": {"balance": "x"}}),
            self.with_section("report", {"delivered": ["1"]}),
            self.with_section("reply", {"sender": "from"}),
        ):
            with self.assertRaises(ValidationError, msg=bad):
                preset.specification = bad or " "

    def with_section(self, name, section):
        good = json.loads(self.env.ref("directive_sms.directive_sms_preset_json").specification)
        return json.dumps({**good, name: section})
