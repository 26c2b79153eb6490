# Each room knows only those above it in this list: see docs/development.md.
from . import common
from . import agency
from . import guard
from . import conversation
from . import notice
from . import acknowledgement
from . import answer
from . import directive
from . import task
from . import broadcast
from . import reminder
from . import desk
from . import watch
