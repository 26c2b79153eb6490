from . import test_sms_addresses
from . import test_sms_connectors
from . import test_sms_gateway
from . import test_sms_limits
from . import test_sms_presets
from . import test_sms_secrets
from . import test_sms_sending_check
