from . import petition_document_showing
