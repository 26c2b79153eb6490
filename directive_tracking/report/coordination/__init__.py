from . import directive_coordination_statistics
