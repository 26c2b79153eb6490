from . import directive_reorganisation_import
