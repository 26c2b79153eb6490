from . import pages
from . import lookup
from . import slip
from . import filing
