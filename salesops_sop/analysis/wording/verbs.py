"""The verbs that work is asked for with, and the words that only look like one.

Who is not in a list is judged by the form of the word (`beginning`); whoever could be a verb
passes. The lists therefore hold what the form alone would get wrong.
"""

from salesops_sop.analysis.wording.prose import listed

VERBS = listed(
    """
    abandon abide abort absorb accelerate accept access accommodate accompany accomplish
    account achieve acknowledge acquire act action activate adapt add address adhere adjourn
    adjust administer adopt advance advertise advise advocate affirm agree aid aim alert align
    allocate allot allow alter amend amount analyse analyze anchor annotate announce answer
    anticipate appeal append apply appoint appraise approach approve arbitrate archive argue
    arrange article ascertain ask assemble assert assess assign assist assume assure attach
    attain attempt attend attest attract audit augment authenticate author authorise authorize
    automate avoid award back backfill background-check balance ban bargain base be become
    begin benchmark benefit bill bind blacklist block board book boost brainstorm break bridge
    brief bring broadcast browse budget build bundle buy bypass calculate calibrate call
    campaign cancel canvass cap capitalize capture care carry cascade catalog categorize cater
    cause caution celebrate center centralize certify chair challenge champion change channel
    charge chart chase check choose circulate cite clarify classify clean cleanse clear click
    close coach code collaborate collate collect combine come commence comment commission
    commit communicate compare compensate compete compile complement complete comply compose
    compress compute conceive conclude condition conduct confer configure confirm connect
    consider consolidate construct consult consume contact contain continue contract contrast
    contribute control convene converse convert convey convince cooperate coordinate copy
    correct correlate correspond cost counsel count counter countersign cover craft create
    credit criticize cross cross-check cross-sell curate customize cut date de-duplicate
    de-escalate deactivate deal debit debrief debug decide declare decline decommission
    decrease dedicate deduct dedupe deduplicate deepen deescalate defend defer define delay
    delegate delete deliver demand demo demonstrate deny depict deploy deprecate deprioritize
    derive describe design designate detail detect determine develop devise devote diagnose
    dial differentiate digitize direct disable discard disclose discontinue discount discover
    discuss dismiss dispatch disperse display dispose dispute disqualify disseminate
    distinguish distribute diversify divert divide do document donate double double-check
    double-click downgrade download draft draw drill drive drop duplicate e-mail earmark earn
    ease edit educate elaborate elect elicit eliminate email embed employ empower enable
    enclose encourage end endorse enforce engage enhance enlarge enlist enrich enroll ensure
    enter entertain entitle enumerate envision equip erase escalate escort establish estimate
    evaluate evidence examine exceed exchange exclude execute exempt exercise expand expedite
    experiment explain explore export expose express extend extract face facilitate factor fail
    familiarize favor feature feed field file fill filter finalize finance find finish fire fit
    fix flag flatten focus follow forbid forecast formalize format formulate forward foster
    frame free freeze fulfill function fund funnel gain gate gather gauge generate get give go
    govern grade grant greet ground group grow guarantee guard guide halt hand handle harmonize
    harness have head hear help hide highlight hire hold honor host house hypothesize identify
    illustrate impart implement import impose improve include incorporate increase index
    indicate induct influence inform initiate innovate input inquire insert inspect inspire
    install instill institute instruct insure integrate intensify interact intercept interface
    interpret intervene interview introduce inventory invest investigate invite invoice involve
    isolate issue itemize join journal judge justify keep key know label launch lay lead learn
    leave lend let level leverage liaise license lift limit line link list listen load localize
    locate lock log look lose lower mail maintain make manage mandate manipulate map mark
    market master match maximize measure mediate meet memorize mentor merge message migrate
    minimize minute mirror miss mitigate mobilize model moderate modernize modify monitor
    motivate mount move multiply name narrow navigate negotiate network nominate normalize note
    notify number nurture obey object observe obtain offer offset omit on-board onboard open
    operate oppose optimize orchestrate order organise organize orient originate outline output
    outsource overrule oversee own pack package pair park part participate partition partner
    pass patch pause pay perform permit persuade phase phone phrase pick pilot pin ping
    pinpoint pitch place plan play plot point poll pool populate port position post postpone
    practice praise pre-fill pre-qualify prefer prepare present preserve press prevent price
    print prioritise prioritize probe process procure produce profile program progress prohibit
    project promote prompt proof-read proofread propose prospect protect prototype prove
    provide provision prune publicize publish pull purchase purge pursue push put qualify
    quantify query question queue quit quote raise rank rate ratify re-check re-engage re-open
    reach react read realign reallocate reassess reassign reassure rebalance recalculate
    receive recognize recommend reconcile reconsider record recover recruit rectify recycle
    redeem redesign redirect redistribute reduce reestablish refer reference refine reflect
    refrain refresh refund refuse register reinforce reinstate reissue reject relate relay
    release relocate rely remain remediate remember remind remove rename render renegotiate
    renew reopen reorder reorganize repair repeat replace reply report reposition represent
    reproduce requalify request require reroute reschedule research resend reserve reset resist
    resolve respect respond rest restart restate restock restore restrict restructure resume
    retain rethink retire retrain retrieve return reuse reveal reverse review revise revisit
    revive revoke reward rework rewrite right-size ring risk-assess role-play roll rotate round
    route rule run sample sanction sanitize satisfy save say scale scan schedule scope score
    scout screen script scrub seal search secure see seed seek segment select self-certify sell
    send separate sequence serve service set settle shadow shape share sharpen shift ship
    shorten shortlist show shred sign simplify simulate size sketch skip slot socialize solicit
    solve sort source speak specify spell spend sponsor spot spread staff stage stamp
    standardize start state station stay steer step stick stimulate stipulate stop store
    strategize streamline strengthen stress structure study subdivide subject submit subscribe
    subtract suggest summarize sunset supersede supervise supplement supply support survey
    suspend sustain swap switch sync synchronize synthesize table tabulate tag tailor take talk
    target task teach tell template tend terminate test thank tick tie tier tighten time title
    touch trace track trade train transcribe transfer transform transition translate transmit
    transport travel treat triage trigger trim troubleshoot trust try tune turn type unblock
    uncover understand undertake undo unify uninstall unite unlock unsubscribe untick update
    upgrade uphold upload upsell upskill urge use utilize validate value verify version vet
    view visit visualize voice void volunteer vote wait waive walk warn watch weigh weight
    welcome whitelist widen win withdraw withhold witness work wrap write zoom
    """
)
"""Verbs of business in their base form."""

NOUNS = listed(
    """
    accountability accountant accuracy activity admin administrator agenda agent agreement
    allowance analyst analytics announcement app appendix applicant appointment approval
    approver asset assistant attachment attendee attorney background backup basis bonus
    bookkeeping boss breakdown buyer buyout calendar candidate capability capacity category ceo
    cfo checkin checklist checkout chief churn cleanup client colleague column committee
    community company compensation competency competitor compliance component concept consent
    consultant content context contributor controller coordinator counterpart coverage criteria
    criterion crm customer dashboard data database dataset datasheet day deadline dealer debt
    decision deliverable department deputy developer diagram director discovery domain donor
    driver economics effort employee engineer enterprise entry equipment event everybody
    everyone example executive expense expert factoring fee feedback folder follow-on framework
    gap glossary go-live goal guideline handbook handoff handout handover headcount history
    holder holiday hour idea incentive incident income individual industry info information
    infrastructure inquiry insight intake intern item job journey kickoff knowledge kpi law
    lawyer leader leadership ledger legal letter library login logistics loss management
    manager material matrix meeting member memo method methodology metric metrics milestone
    mistake money month morning motive news nobody objective obstacle offering office
    officer operation operations operator opinion opportunity option organization outcome
    outlook overview owner ownership paperwork participant party pay-out payment payout people
    percentage period person personnel pipeline platform playbook player policy portal
    portfolio preference pricing principle priority problem procedure product productivity
    profitability property proposal prospectus provider quality quantity quarter quota
    quotation readiness recipient recruiter refresher region relationship reminder renewal rep
    representative requester requirement reseller response responsibility result retention
    revenue reviewer risk roadmap role rollout rota row rules sale sales salesperson scenario
    scheme scorecard sector seller seniority series session setup shareholder sheet signatory
    signature signoff signup situation sla software solution somebody someone specialist
    spreadsheet stakeholder statement status strategy success summary supervisor supplier
    system takeover technology tenant term territory theme theory threshold timeline tool topic
    trainee trainer training turnover usability user vacancy vendor vp walkthrough warranty
    website week winner workaround workflow workload workplace workshop wrapup year
    """
)
"""Words that are never a verb here, though their form does not show it."""

NO_VERBS = listed(
    """
    a about above across active after again against all already also although always am among
    an and annual another any anyone are around as at automatic because been before behind
    below beneath besides between beyond both but by can cannot central could daily despite did
    does done due during each effective efficient either else ever every external few finally
    first for fortnightly frequently from furthermore generally given has hence her here his
    hourly how however i if immediate in internal into is it its just last later least less
    likewise main manual many may maybe me might more moreover most much must my near neither
    never new next no none nor normally not now occasionally of off often on once one only onto
    or other otherwise our out over overall per perhaps please possibly primary prior proactive
    quarterly rarely regarding regular same second several shall she should since so some
    sometimes soon still strategic such ten than that the their them then there these they
    third this those though three through throughout thus to together too toward towards two
    under unless until up upon us usually various very via was we weekly were what whatever
    when whenever where whereas wherever whether which while who whoever whom whose why will
    with within without would yearly yes yet you your
    """
)
"""Words of grammar: articles, pronouns, prepositions, conjunctions, adverbs, modal verbs."""

CASES = listed(
    "after as at before by during for from if in on once prior since unless until upon when "
    "whenever where while with within without"
)
"""Words of grammar with which a case or a time begins."""

ADVERB_LIKE = listed(
    "ally apply bully comply dally fly imply jelly multiply ply rally rely reply resupply sully "
    "supply tally"
)
"""Verbs that end in -ly."""

ENDING_IN_S = listed("bias bus canvas chorus discus focus gas plus refocus")
"""Verbs that end in a single s; other words that do are plurals, or say what somebody does."""

ENDING_IN_ED = listed("bed embed shed shred sled wed")
"""Verbs that end in -ed; with -eed every word can be one."""

ENDING_IN_ING = listed(
    "bring cling fling ping ring sing sling spring sting string swing wing wring"
)
"""Verbs that end in -ing."""

LIKE_NOUNS = listed(
    """
    action advance apportion auction audition augment balance cable caution cement champion
    chance commence comment commission complement compliment condition conference
    cross-reference cushion decrement disable distance document drop-ship dropship enable
    enhance envision evidence experience experiment fashion fence finance fragment freelance
    function harness implement increment influence instance instrument lament license mention
    motion partition pension petition pioneer portion position proportion provision
    question ration rebalance reference reposition requisition ringfence sanction segment
    sentence sequence silence station supplement table tension timetable transition transship
    vacation witness
    """
)
"""Verbs whose ending is mostly one of nouns or adjectives (-tion, -ment, -ance, -able)."""

PAST = {
    "began": "begin", "bought": "buy", "brought": "bring", "built": "build", "chosen": "choose",
    "done": "do", "driven": "drive", "gave": "give", "given": "give", "held": "hold",
    "kept": "keep", "made": "make", "met": "meet", "paid": "pay", "ran": "run", "sent": "send",
    "sold": "sell", "taken": "take", "told": "tell", "took": "take", "won": "win",
    "written": "write", "wrote": "write",
}  # fmt: skip
"""Irregular past forms with their verbs."""

OBJECTS = listed(
    "account contract deal discount forecast invoice lead market order partner price quote"
)
"""Nouns that are also verbs: in front of a word of `WORK` they are meant as nouns."""

WORK = listed(
    """
    administration allocation analysis approval assignment booking calculation capture closing
    conversion creation distribution drafting entry escalation follow-up forecasting generation
    grading handoff handover hand-off hand-over intake maintenance management monitoring negotiation
    nurturing optimization planning prioritization processing qualification reconciliation
    registration renewal reporting review routing scoring screening segmentation setting signature
    structuring submission tracking transfer triage validation verification
    """
)
"""Names of work: “Lead grading” does not ask anybody to grade the lead."""
