from . import citizen
