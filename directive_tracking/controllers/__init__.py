from . import answer
from . import errors
from . import export
from . import health
