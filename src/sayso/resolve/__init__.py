"""Statement -> Statement with speaker: who is meant in a document, and who is the same across documents."""

from sayso.resolve.across import across
from sayso.resolve.bound import bound_to
from sayso.resolve.comparers import comparer
from sayso.resolve.document import in_document
from sayso.resolve.occasions import with_occasions
from sayso.resolve.resolved import How, Mention, Profile, Resolved
from sayso.resolve.variants import name_keys, variant_fit, variant_keys

__all__ = [
    "How",
    "Mention",
    "Profile",
    "Resolved",
    "across",
    "bound_to",
    "comparer",
    "in_document",
    "name_keys",
    "variant_fit",
    "variant_keys",
    "with_occasions",
]
