from . import seal
from . import citizen
