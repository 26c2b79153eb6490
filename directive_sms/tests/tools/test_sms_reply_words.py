"""Generated SMS answers with words that people use: without a clear keyword it is a comment."""

import itertools

from odoo.tests import BaseCase

from ...tools.reply import parse

HEADS = ("DH K7F2X ", "dh-k7f2x-", "ĐH: K7F2X: ", "K7F2X ", "dhk7f2x ", "DH <K7F2X> ", '"DH K7F2X ')
RECEIVED = (
    "NHAN|nhận|Đã nhận ạ|da nhan roi|ok|OK anh|Tiếp nhận|đã nhận được văn bản|Nhận nhiệm vụ".split(
        "|"
    )
)
# They begin like a keyword, or hold one, and say something else.
COMMENTS = (
    "Nhân lực không đủ|Nhân viên nghỉ|Nhận thấy văn bản sai số|Nhận định khó hoàn thành|Nhận được nhưng không mở được"
    "|chưa nhận|không nhận|nhan khong|Nhận không?|đã nhận chưa?|OK nhưng xin lùi|Nhan 2 viec|Nhan/khong nhan"
    "|nhân dân xã không đồng tình|Nhận nhiệm vụ thay anh Nam|Đã gia hạn đến 15/12 chưa?|không xin lùi đến 15/12"
    "|Gia hạn hợp đồng đến 15/12|Gia hạn thẻ đảng viên 15/12|xin lùi 10 ngày|xin lùi đến hết tháng 12"
    "|xin lùi đến 15/12 hoặc 20/12|xin lui den 15/12, neu khong duoc thi 20/12|Anh Nam xin lùi đến 15/12"
    "|chưa xin lùi đến 15/12"
).split("|")
ASKING = (
    "xin lùi đến|Xin cho lùi hạn sang ngày|xin gia hạn tới|đề nghị lùi thời hạn hoàn thành đến|Kính xin lùi hạn đến"
    "|xin lùi hạn nộp báo cáo tới|xin gia hạn nhiệm vụ này đến|Xin phép lùi thời gian thực hiện sang ngày"
    "|gia hạn từ 30/11 đến|xin lui han 30/11/2026 sang"
).split("|")
DAYS = {
    "15/12": "15/12",
    "15-12": "15/12",
    "15.12.26": "15/12/2026",
    "15/12/2027": "15/12/2027",
    "15 tháng 12": "15/12",
}
ENDS = ("", ".", " ạ", " nhé", " do mưa lũ", ", lý do: chờ Sở Tài chính góp ý ngày 10/12")


class TestSmsReplyWords(BaseCase):
    def test_a_keyword_by_itself_is_taken(self):
        for head, words, end in itertools.product(HEADS, RECEIVED, ("", ".", " !", ". Cảm ơn")):
            with self.subTest(head + words + end):
                self.assertEqual(parse(head + words + end).verb, "received")

    def test_a_sentence_is_a_comment_and_keeps_its_words(self):
        for head, words in itertools.product(HEADS, COMMENTS):
            with self.subTest(head + words):
                found = parse(head + words)
                self.assertEqual((found.verb, found.text), ("comment", words))

    def test_the_day_asked_for_is_the_last_one_of_the_request(self):
        for asking, (written, day), end in itertools.product(ASKING, DAYS.items(), ENDS):
            with self.subTest(f"{asking} {written}{end}"):
                found = parse(f"DH K7F2X {asking} {written}{end}")
                self.assertEqual((found.verb, found.day), ("extension", day))
