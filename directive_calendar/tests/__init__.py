from . import test_calendar_translations
from .conclusion import test_conclusions
from .tools import test_calendar_tools_doctests
