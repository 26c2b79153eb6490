"""Reports asked of agencies: what an answer may be."""

from .values import (
    NO,
    YES,
    Unreadable,
    canonical,
    decimals_of,
    kept_number,
    number_in_words,
    number_of,
)

__all__ = [
    "NO",
    "YES",
    "Unreadable",
    "canonical",
    "decimals_of",
    "kept_number",
    "number_in_words",
    "number_of",
]
