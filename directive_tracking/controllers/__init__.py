from . import common
from . import guard
from . import conversation
from . import answer
from . import watch
