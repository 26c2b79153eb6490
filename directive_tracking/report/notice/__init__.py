from . import directive_notice_statistics
