"""Places: settlements (`settlements`), the words around their names (`wording`), their spellings (`spelling`), and the
search for a place by what people type (`gazetteer`).
"""
