"""Published fact-checks (schema.org ClaimReview), linked to the statements that make the claims that they check.

A fact-check is somebody else's work: sayso finds the claim, repeats the rating in the publisher's words, and rates
nothing.
"""

from sayso.factcheck.matching import fact_checked
from sayso.factcheck.reading import FactCheckFile

__all__ = ["FactCheckFile", "fact_checked"]
