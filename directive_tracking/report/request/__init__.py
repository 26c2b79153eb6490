from . import directive_statistics
