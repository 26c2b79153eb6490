from . import test_calendar_tools_doctests
