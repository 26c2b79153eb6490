from . import answer
from . import export
from . import health
