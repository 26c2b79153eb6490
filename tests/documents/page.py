"""Reading a page in Markdown: the names it puts in backticks, its links, tables, diagrams and quoted files."""

import re
from functools import cached_property

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ARROW = re.compile(r"^\s*(\w+|\[\*\]) --> (\w+|\[\*\])(?: : (.*))?$", re.MULTILINE)
GROUP = re.compile(r"^\s*state (\w+) \{\n(.*?)^\s*\}$", re.MULTILINE | re.DOTALL)
SAID = re.compile(r" : .*")


class Page:
    """One page.

    >>> page = Page("# A b\\n`x` and [y](z.md)\\n```python\\n# a.py\\npass\\n```\\n")
    >>> page.names, page.links, page.anchors, page.quotes
    (['x'], ['z.md'], {'a-b'}, {'a.py': 'pass\\n'})
    """

    def __init__(self, text):
        self.text = text

    @cached_property
    def prose(self):
        return FENCE.sub("", self.text)

    @cached_property
    def names(self):
        return CODE.findall(self.prose)

    @cached_property
    def links(self):
        return LINK.findall(CODE.sub("", self.prose))

    @cached_property
    def anchors(self):
        """The names by which its headings are linked to, as GitHub makes them."""
        heads = re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}

    @cached_property
    def quotes(self):
        """{path: text} of the files it quotes: blocks whose first line is a comment with a path."""
        found = {}
        for _kind, text in FENCE.findall(self.text):
            first, _end, rest = text.partition("\n")
            if re.fullmatch(r"# [\w/.]+\.\w+", first):
                found[first.removeprefix("# ")] = rest
        return found

    def rows(self, section):
        """Return the rows of the tables under the heading ``section``, as lists of cells.

        >>> Page("## A\\n\\n| x | y |\\n|---|---|\\n| 1 | `2` |\\n\\n## B\\n| z |\\n").rows("A")
        [['x', 'y'], ['1', '`2`']]
        """
        part = re.split(r"^#+ ", self.prose.partition(f"# {section}\n")[2], flags=re.MULTILINE)[0]
        lines = (line.strip().strip("|") for line in part.splitlines() if line.startswith("|"))
        rows = [[cell.strip() for cell in line.split("|")] for line in lines]
        return [row for row in rows if set("".join(row)) - {"-", ":", " "}]

    def arrows(self, first):
        """Return ``{(from, to): words}`` of the diagram of states in which ``first`` begins.

        An arrow from a group is one from each of its states.

        >>> shown = ["[*] --> a", "state open {", "a --> b : go", "c", "}", "open --> d : end"]
        >>> arrows = Page("```mermaid\\n" + "\\n".join(shown) + "\\n```\\n").arrows("a")
        >>> sorted(pair for pair, words in arrows.items() if words == "end"), arrows["a", "b"]
        ([('a', 'd'), ('b', 'd'), ('c', 'd')], 'go')
        """
        for kind, text in FENCE.findall(self.text):
            found = ARROW.findall(text)
            if kind == "mermaid" and ("[*]", first, "") in found:
                groups = dict(GROUP.findall(text))
                members = {
                    name: set(re.findall(r"\w+", SAID.sub("", groups[name]))) for name in groups
                }
                return {
                    (one, two): words
                    for start, two, words in found
                    for one in members.get(start, {start})
                    if one != "[*]"
                }
        return {}
