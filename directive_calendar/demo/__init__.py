from . import calendar_demo

from . import calendar_answers
