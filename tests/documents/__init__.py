"""What a page of documentation says, compared with the repository it speaks of."""
