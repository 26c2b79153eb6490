"""Official forms: formulas over columns, headings, and the spreadsheet."""
