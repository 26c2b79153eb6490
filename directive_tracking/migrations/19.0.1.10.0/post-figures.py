"""Sums of figures are kept by report year as well: they are added up from those by month."""

KEPT_BY = (
    "dimension, key, state, date_deadline, date_reported, date_done, date_cause_confirmed,"
    " is_starred, is_returned, is_extended"
)
SUMMED = ("task_count", "coefficient", "rework_count", "extension_count")
ADD_UP = f"""
INSERT INTO directive_figures_sum (span, month, {KEPT_BY}, {", ".join(SUMMED)})
SELECT span || '_year', date_trunc('year', month)::date, {KEPT_BY},
       {", ".join(f"sum({name})" for name in SUMMED)}
  FROM directive_figures_sum
 WHERE span IN ('done', 'given')
   AND NOT EXISTS (SELECT FROM directive_figures_sum WHERE span IN ('done_year', 'given_year'))
 GROUP BY span, date_trunc('year', month), {KEPT_BY}
"""  # noqa: S608 - nothing of it comes from outside


def migrate(cr, version):
    cr.execute(ADD_UP)
