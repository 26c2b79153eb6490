from . import petition_matter_stepping
