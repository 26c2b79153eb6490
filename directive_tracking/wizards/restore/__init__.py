from . import directive_restore_release
from . import directive_sending_check
