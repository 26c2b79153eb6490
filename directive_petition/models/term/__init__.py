from . import petition_visibility_mixin
