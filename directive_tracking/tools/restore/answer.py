"""What the other side says of a message that a restored database believes to be waiting."""

HAD = "had"  # it had it: not sent again
PART = "part"  # it had another message of this person, which may have held this one too
NEVER = "never"  # it does not know it
UNCLEAR = "unclear"  # it gave no certain answer
