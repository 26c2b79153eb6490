from . import errors
from . import export
from . import export_paper
from . import outside
