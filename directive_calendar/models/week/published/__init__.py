from . import directive_week_page
from . import directive_week_paper
