"""The figures of all forms, by the code of the form and of the column."""

from .processing import TCD_02, XLD_01, XLD_02, XLD_03, XLD_04
from .reception import TCD_01
from .settling import KQGQ_01, KQGQ_02, KQGQ_03, KQGQ_04

FORMS = {
    "01/TCD": TCD_01,
    "02/TCD": TCD_02,
    "01/XLD": XLD_01,
    "02/XLD": XLD_02,
    "03/XLD": XLD_03,
    "04/XLD": XLD_04,
    "01/KQGQ": KQGQ_01,
    "02/KQGQ": KQGQ_02,
    "03/KQGQ": KQGQ_03,
    "04/KQGQ": KQGQ_04,
}
FIGURES = {
    f"{form} {column}": figure
    for form, columns in FORMS.items()
    for column, figure in columns.items()
}
