"""Data files of the project and what reads them: wordings and tables are data, never code."""
