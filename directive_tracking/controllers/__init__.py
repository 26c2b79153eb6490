from . import answer
from . import export
