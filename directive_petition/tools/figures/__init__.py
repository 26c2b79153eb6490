"""The figures of the official tables of petitions, worked out from plain facts.

Plain Python, no ORM: every column of a form is a :class:`Figure`, which says what it counts. What is
counted and what the number opens can therefore not differ. Source of the columns: Circular
01/2024/TT-TTCP as one product prints it; the signed forms could not be read.
"""

from .facts import Book, Letter, Matter, Period, Session, Visit
from .figure import counted, opened
from .forms import FIGURES
