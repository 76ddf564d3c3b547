"""The command ``sayso judge``: a person's word on what sayso found, kept in a file beside the articles.

``commands`` are what can be typed, ``options`` what they take, ``asking`` is the talk of a review, ``signing`` tells
who judges and when. What is done with a judgement stands in ``judgements``, how it is shown in ``report.judging``.
"""

from sayso.judging.commands import judge_app

__all__ = ["judge_app"]
