"""All records of the trial province, whatever it shows."""
