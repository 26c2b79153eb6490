from email import message_from_bytes, policy

from odoo.tests import BaseCase

from ...tools.notice.bounce import DELAYED, DELIVERED, FAILED, RELAYED, read
from .. import bounce_samples as samples

REFERENCE = "<1.2-openerp-7@odoo>"
ADDRESS = "an@xa.example"


class TestToolsBounce(BaseCase):
    """Every kind of report is parsed correctly, and nothing else is a report."""

    def read(self, sample, **values):
        data = samples.write(sample, REFERENCE, **values)
        return read(message_from_bytes(data, policy=policy.SMTP))

    def assert_says(self, sample, expected, word="", **values):
        report = self.read(sample, **values)
        self.assertIn(REFERENCE, report.references)
        verdicts = {verdict.address: verdict for verdict in report.verdicts}
        self.assertEqual(verdicts[ADDRESS].action, expected)
        self.assertIn(word, verdicts[ADDRESS].reason)

    def test_servers_of_every_kind_say_that_a_mailbox_does_not_exist(self):
        for name in ("DSN", "EXIM", "QMAIL", "MDAEMON", "EXCHANGE"):
            with self.subTest(name):
                self.assert_says(getattr(samples, name), FAILED, "550 5.1.1 User unknown")

    def test_an_action_is_what_it_says_whatever_its_status(self):
        for action in (FAILED, DELAYED, DELIVERED, RELAYED):
            self.assert_says(samples.DSN, action, action=action, status="4.4.7")

    def test_a_missing_action_is_told_by_the_status(self):
        for status, action in (("5.1.1", FAILED), ("4.2.2", DELAYED), ("2.0.0", DELIVERED)):
            self.assert_says(samples.DSN, action, action="", status=status, words="x")

    def test_the_international_forms_of_reports_are_parsed_as_well(self):
        for sample, kind, expected in (
            (samples.DSN, "message/delivery-status", FAILED),
            (samples.READ_RECEIPT, "message/disposition-notification", DELIVERED),
        ):
            self.assertIn(kind, sample)
            self.assert_says(sample.replace(kind, kind.replace("/", "/global-")), expected)

    def test_a_warning_in_free_words_is_no_failure(self):
        for sample in (samples.EXIM, samples.QMAIL):
            self.assert_says(sample, DELAYED, words="451 4.2.2 mailbox full, it will be retried")

    def test_a_receipt_shows_that_it_arrived(self):
        self.assert_says(samples.READ_RECEIPT, DELIVERED, "displayed")

    def test_a_reply_of_a_person_or_his_machine_is_no_report(self):
        self.assertIsNone(self.read(samples.OUT_OF_OFFICE))

    def test_no_number_in_a_holiday_notice_makes_it_a_report(self):
        headers = ("", "Auto-Submitted: auto-replied\n", "X-Autoreply: yes\n")
        words = (
            "Can gap xin den phong 505 - nha A,",
            "550 5.1.1 la so nha",
            "Nghi den 5.12.26.",
            "nhà A 505",
            "Phòng 501 tầng 5.0.1",
            "Đường 4.2.2 (554 hộ)",
            "Tôi nghỉ từ 4.12.2026",
        )
        for header in headers:
            for one in words:
                with self.subTest(header=header, words=one):
                    self.assertIsNone(self.read(samples.HOLIDAY, header=header, words=one))

    def test_the_words_of_the_quoted_message_are_not_the_servers(self):
        for sample in (samples.EXIM, samples.EXCHANGE):
            report = self.read(sample, words="User unknown")
            reasons = [verdict.reason for verdict in report.verdicts] if report else []
            self.assertFalse([one for one in reasons if "hộ nghèo" in one or "400" in one])

    def test_a_report_cut_anywhere_or_of_bad_bytes_never_raises(self):
        for name in ("DSN", "EXIM", "QMAIL", "EXCHANGE", "READ_RECEIPT"):
            data = samples.write(getattr(samples, name), REFERENCE, words="550 hộp thư đầy")
            for length in range(0, len(data), 7):
                read(message_from_bytes(data[:length], policy=policy.SMTP))
                broken = data[:length] + b"\xff\x00=?utf-8?b?\xfe" + data[length:]
                read(message_from_bytes(broken, policy=policy.SMTP))

    def test_a_long_diagnostic_is_shortened(self):
        report = self.read(samples.DSN, words="550 " + "word " * 200)
        self.assertLessEqual(len(report.verdicts[0].reason), 200)

    def test_a_server_that_writes_to_no_standard_is_told_by_its_codes(self):
        reports = (
            "<an@xa.example>: host mx said: 550 5.1.1 User unknown (in reply to RCPT TO command)",
            "an@xa.example\nThe address couldn't be found.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound",
            "Không gửi được tới an@xa.example\n552 5.2.2 hộp thư đầy",
        )
        for words in reports:
            for sender, expected in (
                ("MAILER-DAEMON@mx.example", "failed"),
                ("binh@xa.example", None),
            ):
                with self.subTest(words=words, sender=sender):
                    text = f"From: {sender}\nIn-Reply-To: <1.2-openerp-7@odoo>\n\n{words}\n"
                    report = read(message_from_bytes(text.encode()))
                    found = report and [one.action for one in report.verdicts]
                    self.assertEqual(found, expected and [expected])
