from . import directive_receipt_book
