"""A Word file is read as a person sees it: numbers, boxes, fonts, symbols, revisions, merges."""

from datetime import date

from docx.oxml import parse_xml

from ...tools.appendix import AppendixError
from .appendix_files import HEADER, docx_file, task_row
from .test_appendix_bad_files import repacked
from .word_parts import W, WordCase, box, paragraph, run, set_cell


class TestAppendixWord(WordCase):
    def _points(self, numbering, properties, styles=lambda content: content):
        """The points of three rows whose first cells are empty numbered paragraphs."""
        parts = {
            "word/numbering.xml": lambda _old: f"<w:numbering {W}>{numbering}</w:numbering>".encode(),
            "word/styles.xml": styles,
        }

        def prepare(_document, table):
            for row, one in enumerate(properties, 1):
                set_cell(table, row, 0, paragraph("", one))

        rows = [task_row("", f"Việc {at}") for at in range(len(properties))]
        data = docx_file(HEADER, *rows, prepare=prepare)
        return [task.point for task in self._read(None, data=repacked(data, parts)).tasks]

    # Numbers

    def test_numbers_come_from_a_list_style(self):
        numbering = (
            '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
            '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
        )
        style = (
            b'<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/>'
            b"</w:numPr></w:pPr></w:style></w:styles>"
        )
        own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        found = self._points(numbering, [own] * 3, lambda old: old.replace(b"</w:styles>", style))
        self.assertEqual(found, ["1", "2", "3"])

    def test_numbers_come_from_a_paragraph_style_and_what_it_is_based_on(self):
        numbering = self._levels('<w:pStyle w:val="S"/>', count=2)
        style = (
            b'<w:style w:type="paragraph" w:styleId="B"><w:pPr><w:numPr><w:numId w:val="1"/>'
            b'</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="S">'
            b'<w:basedOn w:val="B"/></w:style></w:styles>'
        )
        found = self._points(
            numbering,
            ['<w:pStyle w:val="S"/>', '<w:pStyle w:val="S"/>', '<w:pStyle w:val="B"/>'],
            lambda old: old.replace(b"</w:styles>", style),
        )
        self.assertEqual(found, ["1", "2", "3"])

    def test_a_list_begins_anew_where_its_number_says_so(self):
        again = (
            '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
        numbers = ["1", "1", "2", "2"]
        own = [f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{at}"/></w:numPr>' for at in numbers]
        self.assertEqual(self._points(self._levels() + again, own), ["1", "2", "5", "6"])

    def test_a_deeper_level_begins_anew_unless_its_level_says_never(self):
        levels = [0, 1, 1, 0, 1]
        own = [f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>' for at in levels]
        shown = ["1", "1.1", "1.2", "2", "2.1"]
        self.assertEqual(self._points(self._levels(count=2), own), shown)
        never = self._levels(deeper='<w:lvlRestart w:val="0"/>', count=2)
        self.assertEqual(self._points(never, own)[-1], "2.3")

    def test_a_paragraph_may_refuse_the_number_of_its_style(self):
        style = (
            b'<w:style w:type="paragraph" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/>'
            b"</w:numPr></w:pPr></w:style></w:styles>"
        )
        none = '<w:pStyle w:val="S"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        found = self._points(
            self._levels(),
            ['<w:pStyle w:val="S"/>', none, '<w:pStyle w:val="S"/>'],
            lambda old: old.replace(b"</w:styles>", style),
        )
        self.assertEqual(found, ["1", None, "2"])

    def _levels(self, first="", deeper="", count=1):
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f"{deeper if at else first}"
            f'<w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(at + 1))}."/></w:lvl>'
            for at in range(count)
        )
        return (
            f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        )

    def test_a_field_without_a_result_counts_as_word_will(self):
        def sequence(result):
            middle = run(result) if result else ""
            return paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                "<w:r><w:instrText> SEQ STT \\* ARABIC </w:instrText></w:r>"
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{middle}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )

        simple = paragraph('<w:fldSimple w:instr="SEQ STT"/>')

        def prepare(_document, table):
            for row, one in enumerate((sequence("1"), sequence(""), simple), 1):
                set_cell(table, row, 0, one)

        self.assertEqual([task.point for task in self._read(prepare).tasks], ["1", "2", "3"])

    # Boxes

    def test_a_box_in_a_cell_is_part_of_its_text_once(self):
        for way in ("new", "old", "both", "fallback"):
            with self.subTest(way):
                task = self._read_cell(2, paragraph(box("Sở Tài chính", way)))
                self.assertEqual(task.lead, ["Sở Tài chính"])

    def test_number_and_date_of_the_document_may_stand_in_boxes(self):
        for way in ("new", "old", "both", "fallback"):

            def prepare(document, _table, way=way):
                for text in ("Hà Nội, ngày 9 tháng 2 năm 2026", "Số: 777/QĐ-UBND"):
                    document.element.body.insert(0, parse_xml(paragraph(box(text, way))))

            with self.subTest(way):
                document = self._read(prepare).document
                self.assertEqual(document.number, "777/QĐ-UBND")
                self.assertEqual(document.date, date(2026, 2, 9))

    def test_a_table_in_a_box_is_read(self):
        def prepare(document, table):
            frame = parse_xml(paragraph("<w:r><w:pict><w:txbxContent/></w:pict></w:r>"))
            document.element.body.insert(0, frame)
            next(frame.iter("{*}txbxContent")).append(table._tbl)

        self.assertEqual(len(self._read(prepare).tasks), 3)

    # Revisions

    def test_struck_text_does_not_hold(self):
        for mark in ("<w:strike/>", '<w:dstrike w:val="true"/>'):
            for order in (("31/12/2026", "30/6/2026"), ("1/1/2026", "30/6/2026")):
                one = paragraph(run(order[0], mark) + run(" " + order[1]))
                task = self._read_cell(4, one)
                with self.subTest(mark=mark, order=order):
                    self.assertEqual(task.date_deadline, date(2026, 6, 30))
                    self.assertEqual(task.deadline_text, "30/6/2026")
                    self.assertFalse(task.warnings)
        held = paragraph(run("30/6/2026", '<w:strike w:val="0"/>'))
        self.assertEqual(self._read_cell(4, held).date_deadline, date(2026, 6, 30))

    def test_a_row_struck_through_or_deleted_is_left_aside(self):
        def strike(_document, table):
            for cell in table.rows[1].cells:
                for one in cell.paragraphs[0].runs:
                    one.font.strike = True

        def delete(_document, table):
            properties = table.rows[1]._tr.get_or_add_trPr()
            properties.append(parse_xml(f"<w:del {W}/>"))

        for kind, prepare in (("struck_row", strike), ("deleted_row", delete)):
            reading = self._read(prepare)
            with self.subTest(kind):
                self.assertEqual([task.point for task in reading.tasks], ["2", "3"])
                (left,) = (left for left in reading.left_aside if left.kind == kind)
                self.assertIn("Rà soát", left.text)

    def test_a_paragraph_whose_end_is_deleted_goes_on(self):
        deleted = "<w:rPr><w:del/></w:rPr>"
        joined = (paragraph(run("Sở Tài "), deleted), paragraph(run("chính")))
        self.assertEqual(self._read_cell(2, *joined).lead, ["Sở Tài chính"])

    def test_what_is_moved_or_replaced_counts_where_it_ends_up(self):
        one = paragraph(
            f"<w:moveFrom>{run('Cũ')}</w:moveFrom><w:moveTo>{run('Rà soát ')}</w:moveTo>"
            "<w:del><w:r><w:delText>mọi </w:delText></w:r></w:del>"
            f"<w:ins>{run('các xã')}</w:ins>"
        )
        self.assertEqual(self._read_cell(1, one).content, "Rà soát các xã")

    def test_hidden_text_and_prompts_are_not_read(self):
        one = paragraph(run("Rà soát") + run(" ẩn", "<w:vanish/>"))
        self.assertEqual(self._read_cell(1, one).content, "Rà soát")
        prompt = paragraph(
            run("Rà soát") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{run('Bấm vào đây để nhập')}</w:sdtContent></w:sdt>"
        )
        self.assertEqual(self._read_cell(1, prompt).content, "Rà soát")

    # Merges

    def test_merges_of_old_hide_what_stands_beneath_them(self):
        def prepare(_document, table):
            for column, kind in ((1, "restart"), (2, "continue")):
                properties = table.cell(2, column)._tc.get_or_add_tcPr()
                properties.append(parse_xml(f'<w:hMerge {W} w:val="{kind}"/>'))
            for row, kind in ((1, "restart"), (2, "continue")):
                properties = table.cell(row, 4)._tc.get_or_add_tcPr()
                properties.append(parse_xml(f'<w:vMerge {W} w:val="{kind}"/>'))

        rows = (task_row(), task_row("2", "Lập danh mục", "Sở Y tế", deadline="1/1/2027"))
        reading = self._read(prepare, rows)
        second = reading.tasks[1]
        self.assertEqual(second.lead, [])
        self.assertEqual(second.date_deadline, date(2026, 6, 30))
        hidden = {left.text for left in reading.left_aside if left.kind == "under_merge"}
        self.assertEqual(hidden, {"Sở Y tế", "1/1/2027"})

    def test_text_hidden_by_its_format_is_told(self):
        def prepare(_document, table):
            for cell in (table.cell(1, 2), *table.rows[2].cells):
                for one in cell.paragraphs[0].runs:
                    one.font.hidden = True

        rows = (task_row(), task_row("2", "Lập danh mục", "Sở Y tế"))
        reading = self._read(prepare, rows)
        self.assertEqual(len(reading.tasks), 1)
        left = {(one.kind, one.text.split(" | ")[0]) for one in reading.left_aside}
        self.assertIn(("hidden_row", "2"), left)
        self.assertIn("hidden_text", {kind for kind, _text in left})

    # Files in the text

    def test_a_page_put_into_the_text_is_read(self):
        page = (
            "<html><head><style>td {font-family: Arial}</style></head><body><p>(Kèm theo Kế hoạch số "
            "18/KH-UBND ngày 12/01/2026)</p><div><table><tr><td>STT</td><td>Nội dung nhiệm vụ</td>"
            "<td>Cơ quan\n  chủ trì</td></tr><tr><td>1</td><td>Rà soát\n các xã</td>"
            "<td><p>Sở Tài\n chính</p><p>Sở Y tế</p></td></tr></table></div></body></html>"
        )
        archive = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}"
        inner = docx_file(HEADER, task_row(content="Rà soát các xã", lead="Sở Tài chính; Sở Y tế"))
        for name, content in (
            ("word/chunk.html", page.encode()),
            ("word/chunk.mht", archive.encode()),
            ("word/chunk.docx", inner),
        ):
            with self.subTest(name):
                reading = self._read(None, data=self._with_chunk(name, content))
                (task,) = reading.tasks
                self.assertEqual(task.content, "Rà soát các xã")
                self.assertEqual(task.lead, ["Sở Tài chính", "Sở Y tế"])
                if name != "word/chunk.docx":
                    self.assertEqual(reading.document.number, "18/KH-UBND")

    def test_a_file_in_the_text_that_cannot_be_read_is_named(self):
        with self.assertRaises(AppendixError) as caught:
            self._read(None, data=self._with_chunk("word/chunk.rtf", b"{\\rtf1 x}"))
        self.assertEqual(caught.exception.code, "chunk")

    def _with_chunk(self, name, content):
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        target = name.removeprefix("word/")
        relation = (
            f'<Relationship Id="rIdC" Type="{kind}/aFChunk" Target="{target}"/></Relationships>'
        )
        chunk = f'<w:altChunk xmlns:r="{kind}" r:id="rIdC"/>'

        def add(old):
            start, end = old.index(b"<w:tbl>"), old.index(b"</w:tbl>") + 8
            return old[:start] + chunk.encode() + old[end:]

        return repacked(
            docx_file(HEADER, task_row()),
            {
                "word/document.xml": add,
                "word/_rels/document.xml.rels": lambda old: old.replace(
                    b"</Relationships>", relation.encode()
                ),
            },
            {name: content},
        )
