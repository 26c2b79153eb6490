from . import directive_health
