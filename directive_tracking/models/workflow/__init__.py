from . import directive_hold_mixin
