from . import directive_sending_check
from . import directive_sending_check_line
from . import directive_sending_check_server
from . import directive_sending_check_ledger
from . import directive_sending_check_people
from . import directive_sending_check_watch
