from . import directive_sending_check
from . import directive_sms_test
