from . import answer
from . import attachment
from . import errors
from . import export
from . import export_paper
from . import health
from . import outside
