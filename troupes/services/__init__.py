"""Verbs over troupes (`groups`), people and rosters (`people`), rehearsals (`practice`)."""
