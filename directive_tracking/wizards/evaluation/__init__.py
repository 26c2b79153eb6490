from . import directive_period_closing
from . import directive_period_difference
from . import directive_rating_export
from . import directive_score_decision
from . import directive_score_objecting
