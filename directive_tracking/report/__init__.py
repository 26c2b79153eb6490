from . import notice
from . import task
from . import evidence
from . import chasing
