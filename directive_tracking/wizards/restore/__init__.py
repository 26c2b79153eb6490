from . import directive_restore_release
