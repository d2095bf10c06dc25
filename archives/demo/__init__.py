"""Demo data of the archives: drawn photos, small papers, summaries. Nothing here shows a real person.

Imports nothing by itself: the processes that paint load `camera` without a configured Django.
"""
