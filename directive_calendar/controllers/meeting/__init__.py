from . import feed
from . import public_week
