from . import term
from . import letter
from . import seal
from . import reception
from . import processing
from . import citizen
from . import register
from . import figures
