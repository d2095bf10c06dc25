"""The press: chapters in, one PDF/A out. Knows neither HTTP, Celery nor the database."""
