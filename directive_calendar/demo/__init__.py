from . import calendar_demo
