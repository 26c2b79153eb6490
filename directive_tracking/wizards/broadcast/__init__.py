from . import directive_broadcast_withdrawal
from . import directive_receipt_book
