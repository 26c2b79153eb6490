from . import directive_calendar_feed_new
