"""Forms by noun: `groups`, `people`, `practice`; what they share is in `base`."""
