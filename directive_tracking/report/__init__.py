from . import notice
from . import task
