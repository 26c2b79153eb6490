from odoo import models
from odoo.tools import formatLang

from ...tools.figures import percent
from ...tools.forms.formula import DIGITS

NAMED = 10  # agencies with overdue tasks in one sentence


class DirectiveFormAskMixin(models.AbstractModel):
    """The figures in sentences, as the covering report says them.

    They speak of tasks by lead agency, whatever the rows of the form are.
    """

    _inherit = "directive.form.ask.mixin"

    def _sentences(self):
        """Return the paragraphs of the covering report."""
        ask = self._ask()._replace(by="agency", listed="")
        figures = self.env["directive.form.source.figures"]
        rows = list(figures._rows(ask))
        all_ = self._sums(rows)
        sentences = [
            *self._outlook_in_words(),
            *self._about_all(all_),
            *self._about_open(all_),
            *self._about_agencies(rows),
        ]
        if not ask.starred:
            starred = self._sums(figures._rows(ask._replace(starred=True)))
            sentences += self._about_starred(starred)
        return sentences

    def _sums(self, rows):
        """Return ``{measure: text}`` of all rows together, and the numbers of the rates."""
        sums = {}
        for _key, _name, values in rows:
            for measure, value in values.items():
                if isinstance(value, int | float):
                    sums[measure] = sums.get(measure, 0) + value
        return sums

    def _number(self, value):
        return formatLang(self.env, value or 0, digits=0)

    def _rate(self, part, whole):
        """Return a rate with the numbers it is made of, such as ``8/12 (66,67 %)``."""
        value = percent(part, whole)
        if value is None:
            return self.env._("none")
        words = formatLang(self.env, value, digits=DIGITS)
        return f"{self._number(part)}/{self._number(whole)} ({words} %)"

    def _words(self, sums, *measures):
        return {f"c{one}": self._number(sums.get(one)) for one in measures}

    def _about_all(self, sums):
        yield self.env._(
            "From %(first)s to %(last)s, tasks to be carried out: %(c1)s; brought forward from the "
            "period before: %(c2)s, given in the period: %(c3)s, other increase: %(cT)s, other "
            "decrease: %(cG)s.",
            first=f"{self.date_first:%d/%m/%Y}",
            last=f"{self.date_last:%d/%m/%Y}",
            **self._words(sums, "1", "2", "3", "T", "G"),
        )
        dated = sums.get("7", 0) + sums.get("8", 0)
        yield self.env._(
            "Done: %(done)s of the tasks to be carried out; on time: %(c7)s, late: %(c8)s, without "
            "a deadline: %(c9)s. Done on time of those done with a deadline: %(rate)s.",
            done=self._rate(sums.get("6", 0), sums.get("1", 0)),
            rate=self._rate(sums.get("7", 0), dated),
            **self._words(sums, "7", "8", "9"),
        )

    def _about_open(self, sums):
        yield self.env._(
            "Not done: %(c10)s; in term: %(c11)s (of which due soon: %(c11a)s), overdue: %(c12)s "
            "(of which more than 30 days: %(c12a)s), without a deadline: %(c13)s. Awaiting "
            "acceptance: %(c14)s. Overdue of the tasks to be carried out: %(rate)s.",
            rate=self._rate(sums.get("12", 0), sums.get("1", 0)),
            **self._words(sums, "10", "11", "11a", "12", "12a", "13", "14"),
        )

    def _about_agencies(self, rows):
        """Name the agencies with the most overdue tasks, each with how many it has to carry out."""
        late = [(name, values["12"], values["1"]) for _key, name, values in rows if values["12"]]
        late.sort(key=lambda one: (-one[1], one[0]))
        if not late:
            yield self.env._("No agency has overdue tasks.")
            return
        named = "; ".join(f"{name} {part}/{whole}" for name, part, whole in late[:NAMED])
        yield self.env._(
            "Agencies with overdue tasks: %(count)s. The most (overdue/to be carried out): "
            "%(named)s.",
            count=len(late),
            named=named,
        )

    def _about_starred(self, sums):
        if sums.get("1"):
            yield self.env._(
                "Of the starred tasks, to be carried out: %(c1)s; done: %(c6)s, in term: %(c11)s, "
                "overdue: %(c12)s, without a deadline: %(c13)s.",
                **self._words(sums, "1", "6", "11", "12", "13"),
            )
