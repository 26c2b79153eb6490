from . import test_calendar_translations
from .conclusion import (
    test_conclusion_tours,
    test_conclusions,
    test_meeting_figures,
    test_reception,
)
from .tools import test_calendar_tools_doctests
