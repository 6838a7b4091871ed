"""Papers of the founding: the kit and the needs of each paper (`kit`), the questions (`questions`), their order and the
checks of answers (`interview`), doubts about one (`plausible`) and contradictions between two (`contradictions`), votes
(`votes`) and the decisions that follow (`agenda`), the norms that a paper relies on (`law`), all of these on one day
(`basis`), the meeting's outcome (`outcome`), and what a clean copy still lacks (`readiness`).

Answers are shared by all papers of a case: a question is asked once, whichever paper needs it first.
"""
