"""Archives (五有 dossiers, photos, filing) and the yearbook compiled from them."""
