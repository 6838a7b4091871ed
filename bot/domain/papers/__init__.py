"""Papers of the founding: the kit and the needs of each paper (`kit`), the questions (`questions`), their order and the
checks of answers (`interview`), the norms that a paper relies on (`law`), and all of these on one day (`basis`).

Answers are shared by all papers of a case: a question is asked once, whichever paper needs it first.
"""
