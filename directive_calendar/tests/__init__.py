from . import test_calendar_translations, tools
