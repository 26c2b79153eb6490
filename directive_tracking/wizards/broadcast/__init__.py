from . import directive_broadcast_withdrawal
