from . import directive_sms_preset
from . import directive_sms_gateway
from . import directive_sms_gateway_address
from . import directive_sms_gateway_balance
from . import directive_sms_gateway_budget
from . import directive_sms_gateway_limits
from . import directive_sms_gateway_turn
from . import directive_sms_route
