"""Files of words thrown together: every word of them is in a task or in the account of the rest."""

import random

from odoo.tests import BaseCase

from ...tools.appendix import AppendixError, read_appendix
from ...tools.text import fold
from .appendix_files import AGENCIES, HEADER, csv_file, docx_file, read_rows, task_row, xlsx_file

FILES = 250
# Texts that look like headers, headings, notes, totals, footers, ditto marks and dates.
WORDS = (
    "Tổng số vốn bố trí|Cộng đồng dân cư|Ghi chú: báo cáo|Lưu ý đặc biệt|Nguồn: Sở Tài chính|Trang 2|Ngày in 3/4"
    "|Người lập biểu|I. LĨNH VỰC|II|A|1|1.1|1.2|a)|-|*|…|Nội dung nhiệm vụ|Cơ quan chủ trì|STT|Thời hạn|Sở Tài chính"
    "|UBND các xã, phường|30/6/2026|Quý II|nt|Như trên|KT. CHỦ TỊCH|Nơi nhận:|(Kèm theo Quyết định)|Rà soát|Hạ tầng"
    "|TM. UBND|x|0|#REF!|Dự kiến|Cột 3=1+2|(1)|(2)|Tổng cộng: 5|Đề xuất, kiến nghị|Phối hợp|Việc lớn\nviệc nhỏ|Ký tên"
    "|Xuất từ hệ thống|Thủ trưởng đơn vị|Giám đốc"
).split("|")
BEGINNINGS = "Việc|Tổng|Ghi chú|Nguồn:|I.|1.|Trang|Cộng|Lưu ý|Phó".split("|")
MAKERS = {"a.csv": csv_file, "a.xlsx": xlsx_file, "a.docx": docx_file}


class TestAppendixNothingLost(BaseCase):
    def test_every_word_of_a_file_is_accounted_for(self):
        chance, read = random.Random(8), 0
        for number in range(FILES):
            rows = [self._row(chance, f"{number}x{n}") for n in range(chance.randrange(1, 12))]
            name = chance.choice(list(MAKERS))
            try:
                reading = read_appendix(name, MAKERS[name](HEADER, *rows), AGENCIES)
            except AppendixError:
                continue  # said of the whole file
            read += 1
            said = self._said(reading)
            marked = [text for row in rows for text in row if "mã" in text]
            lost = [text for text in marked if fold(text) not in said]
            self.assertEqual(lost, [], f"file {number}, {name}: {rows}")
        self.assertGreater(read, FILES // 2)

    def _row(self, chance, mark):
        row = [chance.choice(WORDS) if chance.random() < 0.7 else "" for _column in HEADER]
        if chance.random() < 0.6:
            row[1] = f"{chance.choice(BEGINNINGS)} mã{mark}"
        if chance.random() < 0.3:
            row[5] = f"chú mã{mark}"
        return row if chance.random() < 0.85 else [row[1], *[""] * 5]

    def _said(self, reading):
        texts = [left.text for left in reading.left_aside]
        for task in reading.tasks:
            texts += [value for value in vars(task).values() if isinstance(value, str)]
            texts += [*task.extra.values(), *task.unnamed.values()]
            texts += [warning.value or "" for warning in task.warnings]
        return fold(" ".join(texts))

    def test_a_column_without_a_name_is_kept(self):
        for header, row in (
            (HEADER, (*task_row(), "đã nhắc hai lần")),
            ((*HEADER[:2], "", *HEADER[2:]), (*task_row()[:2], "đã nhắc hai lần", *task_row()[2:])),
        ):
            (task,) = read_rows(row, header=header).tasks
            self.assertEqual(list(task.unnamed.values()), ["đã nhắc hai lần"])

    def test_of_two_columns_of_one_name_both_are_kept(self):
        header, row = (*HEADER, "Mức độ", "Mức độ"), (*task_row(), "Cao", "Rất cao")
        (task,) = read_rows(row, header=header).tasks
        self.assertEqual(task.extra, {"Mức độ": "Cao; Rất cao"})

    def test_a_ditto_under_nothing_is_kept_as_written(self):
        (task,) = read_rows(task_row(content="Như trên")).tasks
        self.assertEqual(task.content, "Như trên")
