"""Papers of the founding: which there are and what each needs to know (`kit`), what is asked (`questions`), in which
order and what cannot be true (`interview`), what of the law a paper rests on (`law`).

Answers are shared by all papers of a case: a question is asked once, whichever paper needs it first.
"""
