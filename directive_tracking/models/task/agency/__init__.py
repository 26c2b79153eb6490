from . import directive_agency_figures
from . import directive_agency_overseen
