from . import petition_clock
from . import petition_letter
from . import petition_visit
