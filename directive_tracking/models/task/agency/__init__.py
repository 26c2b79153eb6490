from . import directive_agency_figures
