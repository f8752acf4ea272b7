"""Little words that show how an English statement is built."""

from salesops_sop.analysis.activity.words import listed

SKIP = listed(
    """
    to also jointly formally must shall will may should can the a an always then either both
    finally initially please day-to-day overall
    """
)
AUXILIARY = listed(
    """
    is are be been being was were get gets
    """
)
CUT = listed(
    """
    when whenever if once unless because so while after before until till where which that using
    via through according based within during by as in-line thus thereby whereas towards
    """
)
SUBORDINATE = listed(
    """
    whether who whom what how which that if when where why
    """
)
# First words that are far more often a thing than a command when an action noun ends the phrase.
THINGS = listed(
    """
    lead price quote contract order project head deal forecast report change contact record
    document budget invoice bill plan process schedule sample label credit pitch demo test
    request access list target benchmark
    """
)
STOPS = AUXILIARY | CUT | listed(
    """
    of for from to with in on at per across between against about into over under above below ,
    / ; : ( ) and or including
    """
)  # fmt: skip
