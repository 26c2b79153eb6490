from . import test_calendar_petition_translations
from . import test_held_together
from . import test_joined_days
