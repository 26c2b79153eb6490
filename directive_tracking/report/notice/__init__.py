from . import directive_receipt_book
from . import directive_notice_statistics
