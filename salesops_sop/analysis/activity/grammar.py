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
    is are be been being was were get gets has have needs need
    """
)
CUT = listed(
    """
    when whenever if once unless because so while after before until till where which that using
    via through according based within during by as in-line thus thereby whereas towards
    without together prior immediately asap upon alongside directly promptly once each
    ahead overnight twice thrice beforehand afterwards hereby
    """
)
PREPOSITIONS = listed(
    """
    for from to with in on at per across between against about into under over above below among
    """
)
DAYS = listed(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays morning afternoon evening today tomorrow
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
    request access list target benchmark field table model group cluster tier bucket
    order book track post pool staff stock calendar market file release balance note set sort split
    time call survey study trial control pass place base range share
    """
)
STOPS = AUXILIARY | CUT | listed(
    """
    of for from to with in on at per across between against about into over under above below ,
    / ; : ( ) and or including
    """
)  # fmt: skip
MODALS = listed("must shall should to may will can has have needs need")
VERBS_IN_LY = listed("apply supply reply comply rely ally")
TIMES = listed(
    """
    end start beginning close day month quarter year week morning afternoon monthend quarterend
    yearend date deadline january february march april may june july august september october
    november december time basis schedule
    """
)
NUMBERS = listed("two three four five six seven eight nine ten twelve several many")
MANNER = listed(
    """
    cooperation coordination consultation collaboration alignment agreement conjunction order line
    accordance time advance parallel writing person detail full behalf help support
    """
)
PARTIES = listed(
    """
    we they you sales ops operations finance legal marketing hr it representative manager analyst
    team desk sdr ae csm bdr director lead controller counsel administrator specialist recruiter
    """
)
WEAK_NOUNS = listed("coverage")
