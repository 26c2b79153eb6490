"""The layout of Decree 30/2020/NĐ-CP, Appendix I, written as DOCX.

A4; margins 20-25 mm above and below, 30-35 mm left, 15-20 mm right; Times New Roman; page numbers
from page 2 on, centred at the top. Sizes in points as the Decree's table of fonts gives them.
"""

import io
from itertools import zip_longest

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from . import blocks
from .model import BOTH, CENTRE, Line, Table, day_in_words, listed, number_in_words, plain

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
FONT = "Times New Roman"
BODY, HEAD, SMALL = 14, 13, 11
PAGE = (Mm(210), Mm(297))
MARGINS = {"top": Mm(20), "bottom": Mm(20), "left": Mm(30), "right": Mm(17)}


def write_docx(paper):
    """Return the bytes of ``paper`` as DOCX."""
    document = Document()
    _set_page(document, paper)
    _set_style(document)
    _write_heading(document, paper)
    _write_title(document, paper)
    _write_recipients(document, paper.recipients)
    for part, following in zip_longest(paper.body, paper.body[1:]):
        _write_part(document, part, following)
    _write_signers(document, paper.signers)
    _write_end(document, paper)
    for annex in paper.annexes:
        _write_annex(document, annex)
    return _bytes(document, paper)


def _bytes(document, paper):
    about = document.core_properties
    about.title, about.author, about.comments = plain(paper.subject)[:250], "", ""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(document, paper):
    section = document.sections[0]
    _turn(section, paper.landscape)
    for side, size in MARGINS.items():
        setattr(section, f"{side}_margin", size)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    blocks.shape(paragraph, CENTRE)
    _write_page_number(paragraph)


def _turn(section, landscape):
    """Lay the pages of ``section`` across or upright."""
    section.page_width, section.page_height = reversed(PAGE) if landscape else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT


def _write_page_number(paragraph):
    run = blocks.add_run(paragraph, "", BODY)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _set_style(document):
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    fonts = style.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE


# The heading: agency and number left, nation, motto and date right


def _write_heading(document, paper):
    left, right = blocks.columns(document, (0.41, 0.59))
    if paper.above:
        blocks.add(left, paper.above.upper(), HEAD, CENTRE)
    blocks.add(left, paper.issuer.upper(), HEAD, CENTRE, bold=True)
    blocks.add_rule(left, 0.4)
    if paper.number is not None:
        blocks.add(left, number_in_words(plain(paper.number)), HEAD, CENTRE)
    if not paper.kind:
        blocks.add(left, f"V/v {paper.subject}", 12, CENTRE, before=6)
    blocks.add(right, NATION, HEAD, CENTRE, bold=True, condensed=True)
    blocks.add(right, MOTTO, BODY, CENTRE, bold=True)
    blocks.add_rule(right, 0.68)
    blocks.add(right, day_in_words(paper.day, paper.place), BODY, CENTRE, italic=True)


def _write_title(document, paper):
    if not paper.kind:
        return
    blocks.add(document, paper.kind.upper(), BODY, CENTRE, bold=True, before=18)
    subject = plain(paper.subject)
    blocks.add(document, subject[:1].upper() + subject[1:], BODY, CENTRE, bold=True)
    blocks.add_rule(document, 0.25)


def _write_recipients(document, recipients):
    if not recipients:
        return
    if len(recipients) == 1:
        blocks.add(document, f"Kính gửi: {recipients[0]}", BODY, CENTRE, before=18, after=12)
        return
    first = blocks.add(document, "Kính gửi:", BODY, before=18)
    first.paragraph_format.left_indent = Mm(30)
    for text in listed(recipients):
        blocks.add(document, text, BODY).paragraph_format.left_indent = Mm(42)
    blocks.add(document, "", 6)


def _write_part(document, part, following):
    """Write a part of the body; the last goes on: no signature stands alone on a page.

    A heading, and what leads to a table, stay on one page with what follows.
    """
    ends = following is None
    if isinstance(part, Table):
        blocks.add(document, "", 6, together=True)
        blocks.add_table(document, part, ends=ends)
        blocks.add(document, "", 6, together=ends)
        return
    line = part if isinstance(part, Line) else Line(part, align=BOTH)
    leads = ends or line.bold or isinstance(following, Table)
    for text in plain(line.text).split("\n"):
        paragraph = blocks.add(
            document,
            text,
            BODY,
            line.align,
            bold=line.bold,
            italic=line.italic,
            after=6,
            together=leads,
        )
        if line.indented:
            paragraph.paragraph_format.first_line_indent = Mm(10)


# The end: who gets it left, who signs right


def _write_signers(document, signers):
    """Write who signs side by side, each in a column of its own."""
    if not signers:
        return
    blocks.add(document, "", 6, together=True)
    cells = blocks.columns(document, (1 / len(signers),) * len(signers))
    for cell, signer in zip(cells, signers, strict=True):
        _write_signature(cell, signer)


def _write_signature(place, signature):
    if not (signature.posts or signature.name):
        return
    for post in signature.posts:
        blocks.add(place, post.upper(), HEAD, CENTRE, bold=True, together=True)
    if signature.note:
        blocks.add(place, signature.note, 12, CENTRE, italic=True, together=True)
    for _blank in range(4):  # the signature and the seal
        blocks.add(place, "", HEAD, CENTRE, together=True)
    blocks.add(place, signature.name, BODY, CENTRE, bold=True)


def _write_end(document, paper):
    signature = paper.signature
    if not (paper.copies or signature.posts or signature.name):
        return
    blocks.add(document, "", 6, together=True)
    left, right = blocks.columns(document, (0.48, 0.52))
    if paper.copies:
        blocks.add(left, "Nơi nhận:", 12, bold=True, italic=True)
        for text in listed(paper.copies):
            blocks.add(left, text, SMALL)
    _write_signature(right, signature)


# Tables on pages of their own, which count on


def _write_annex(document, annex):
    section = document.add_section()
    section.different_first_page_header_footer = False
    section.left_margin = MARGINS["right"] if annex.landscape else MARGINS["left"]
    _turn(section, annex.landscape)
    first, *rest = annex.title
    blocks.add(document, first, BODY, CENTRE, bold=True, together=True)
    for text in rest:
        blocks.add(document, text, HEAD, CENTRE, italic=True, together=True)
    blocks.add(document, "", 6)
    blocks.add_table(document, annex.table)
    for text in annex.below:
        blocks.add(document, text, SMALL, before=4, italic=True)
