from . import notice
from . import task
from . import request
from . import coordination
from . import evidence
from . import chasing
from . import inquiry
