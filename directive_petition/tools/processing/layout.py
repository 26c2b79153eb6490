"""How the lines of a decision stand on paper: Decree 30/2020/NĐ-CP, appendix I, section II."""

from odoo.addons.directive_tracking.tools.paper import Line
from odoo.addons.directive_tracking.tools.paper.model import CENTRE


def laid_out(lines, decides, who=""):
    """Return the paragraphs of a text: who decides, on what it rests, that it decides, and what.

    Who decides and that they decide stand in the middle, the legal basis in italics.

    :param str decides: the line after which the articles stand; a text without it is no decision
    :param str who: the authority that decides

    >>> text = ["Pursuant to the law;", "It decides:", "One."]
    >>> who, basis, decides, article = laid_out(text, "It decides:", "THE CHAIR")
    >>> who.bold, who.align, basis.italic, decides.bold, decides.align, article
    (True, 'centre', True, True, 'centre', 'One.')
    >>> laid_out(["Papers;", "and more"], "It decides:", "THE CHAIR")
    ('Papers;', 'and more')
    """
    places = [place for place, line in enumerate(lines) if line.strip() == decides]
    if not places:
        return tuple(lines)
    body = (_paragraph(line, place, places[0]) for place, line in enumerate(lines))
    return (*([_in_the_middle(who)] if who else []), *body)


def _paragraph(line, place, middle):
    if place == middle:
        return _in_the_middle(line)
    if place < middle and line.rstrip().endswith(";"):
        return Line(line, italic=True)
    return line


def _in_the_middle(line):
    return Line(line.strip(), bold=True, align=CENTRE, indented=False)
