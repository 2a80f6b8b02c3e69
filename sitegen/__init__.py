"""A static site generator for bilingual, annotated archives of Chinese local news."""

__version__ = "0.1.0"
