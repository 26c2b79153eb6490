"""Text in old fonts and fonts of signs in a Word file is read as shown."""

from .appendix_files import HEADER, docx_file, task_row
from .test_appendix_bad_files import repacked
from .word_parts import WordCase, font, paragraph, run, set_cell

# "Rà soát quy hoạch chợ" and "Sở Tài chính", as the old fonts' keyboards typed them.
TCVN = ("Rµ so¸t quy ho¹ch chî", "Së Tµi chÝnh")
VNI = ("Raø soaùt quy hoaïch chôï", "Sôû Taøi chính")
SHOWN = ("Rà soát quy hoạch chợ", "Sở Tài chính")


class TestAppendixWordFonts(WordCase):
    def test_text_in_an_old_font_is_read_wherever_the_font_is_named(self):
        base = '<w:style w:type="paragraph" w:styleId="Old"><w:rPr>{}</w:rPr></w:style></w:styles>'
        signs = (
            '<w:style w:type="character" w:styleId="Sign"><w:rPr>{}</w:rPr></w:style></w:styles>'
        )

        def added(template, name):
            style = template.format(font(name)).encode()
            return lambda old: old.replace(b"</w:styles>", style)

        def default(name):
            def change(old):
                start, end = old.index(b"<w:rPrDefault>"), old.index(b"</w:rPrDefault>")
                return (
                    old[:start] + f"<w:rPrDefault><w:rPr>{font(name)}</w:rPr>".encode() + old[end:]
                )

            return change

        for name, (content, lead) in ((".VnTime", TCVN), ("VNI-Times", VNI)):
            ways = {
                "run": (font(name), "", None),
                "paragraph style": ("", '<w:pStyle w:val="Old"/>', added(base, name)),
                "character style": ('<w:rStyle w:val="Sign"/>', "", added(signs, name)),
                "defaults": ("", "", default(name)),
            }
            for way, (of_run, of_paragraph, styles) in ways.items():
                with self.subTest(font=name, way=way):
                    for column, text, shown in ((1, content, SHOWN[0]), (2, lead, SHOWN[1])):
                        one = paragraph(run(text, of_run), of_paragraph)
                        task = self._read_cell(column, one, styles=styles)
                        found = task.content if column == 1 else task.lead[0]
                        self.assertEqual(found, shown)

    def test_the_theme_names_the_font_where_the_run_says_so(self):
        def theme(old):
            return old.replace(
                b'<a:minorFont><a:latin typeface="', b'<a:minorFont><a:latin typeface=".VnTime" a="'
            )

        data = docx_file(
            HEADER,
            task_row(),
            prepare=lambda _doc, table: set_cell(
                table, 1, 1, paragraph(run(TCVN[0], '<w:rFonts w:hAnsiTheme="minorHAnsi"/>'))
            ),
        )
        data = repacked(data, {"word/theme/theme1.xml": _without_breaks(theme)})
        self.assertEqual(self._read(None, data=data).tasks[0].content, SHOWN[0])

    def test_several_fonts_in_one_cell_are_read_each_by_itself(self):
        mixed = paragraph(
            run("Rà soát ") + run("quy ho¹ch ", font(".VnTime")) + run("CHôï", font("VNI-Times"))
        )
        self.assertEqual(self._read_cell(1, mixed).content, "Rà soát quy hoạch CHợ")
        capitals = paragraph(run("rµ so¸t ", font(".VnTimeH")) + run("2026"))
        self.assertEqual(self._read_cell(1, capitals).content, "RÀ SOÁT 2026")

    def test_a_letter_and_its_mark_may_stand_in_two_runs(self):
        split = paragraph(run("Sô", font("VNI-Times")) + run("û Taøi chính", font("VNI-Times")))
        self.assertEqual(self._read_cell(2, split).lead, ["Sở Tài chính"])

    def test_an_unseen_hyphen_is_a_letter_in_an_old_font(self):
        soft = paragraph(
            f"<w:r><w:rPr>{font('.VnTime')}</w:rPr><w:t>H</w:t><w:softHyphen/><w:t>íng dÉn</w:t></w:r>"
        )
        self.assertEqual(self._read_cell(1, soft).content, "Hướng dẫn")

    def test_only_the_font_of_letters_beyond_ascii_counts(self):
        one = paragraph(run("Báo cáo và đề xuất", font(".VnTime", "ascii", "cs")))
        self.assertEqual(self._read_cell(1, one).content, "Báo cáo và đề xuất")

    def test_signs_are_read_by_their_font(self):
        for symbol, shown in (
            ('w:font="Symbol" w:char="F0B3"', "≥"),
            ('w:font="Symbol" w:char="00A3"', "≤"),
            ('w:font="Times New Roman" w:char="2265"', "≥"),
            ('w:font="Wingdings" w:char="F0FC"', "✓"),
            ('w:font=".VnTime" w:char="F0B5"', "à"),
        ):
            one = paragraph(run("Giảm ") + f"<w:r><w:sym {symbol}/></w:r>" + run(" 2%"))
            with self.subTest(symbol):
                self.assertEqual(self._read_cell(1, one).content, f"Giảm {shown} 2%")
        typed = paragraph(run("Giảm ") + run("\uf0b3", font("Symbol")) + run(" 2%"))
        self.assertEqual(self._read_cell(1, typed).content, "Giảm ≥ 2%")
        unknown = paragraph(run("Giảm") + '<w:r><w:sym w:font="Logo" w:char="F041"/></w:r>')
        self.assertEqual(self._read_cell(1, unknown).content, "Giảm")


def _without_breaks(change):
    """Apply a change to XML whose elements stand next to each other."""

    def changed(content):
        return change(b"".join(line.strip() for line in content.splitlines()))

    return changed
