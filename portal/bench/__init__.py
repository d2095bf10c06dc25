"""Figures, not tests: each case measures against a floor taken in the same run (`make bench`)."""
