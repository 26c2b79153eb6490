from . import directive_statistics
from . import directive_notice_statistics
from . import directive_receipt_book
