from . import pages
from . import lookup
