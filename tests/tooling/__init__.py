"""The commands in bin/ and the programs in setup/."""
