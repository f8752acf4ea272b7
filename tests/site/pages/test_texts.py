"""What a reader finds on each kind of page."""

import pytest

from salesops_sop.site.pages import Page

from .conftest import Seen

# page → what is read there, in this order
TEXTS: dict[str, list[str]] = {
    "index.md": [
        "Small handbook Small Company For the tests of the pages. Search: a task, a role,",
        "I am a … Find your role in the list of roles by department : its page is your",
        "My role Choose your role … General counsel Sales analyst",
        "I want to …",
        "… find my role What I do, by when, and what I answer for. 4 roles",
        "… know who decides Questions that are decided by table. 1 decision",
        "… see who does what All duties against all roles. 6 duties",
        "Procedures by area In the order in which work goes on from one area to the next; the",
        "Lead management Lead grading Lead nurturing Roles by department",
        "Lately in force Document In force since Close rate 1 February 2026 Lead grading",
    ],
    "procedures/index.md": [
        "Lead management Lead grading Each lead is graded by its likelihood to convert. 4 steps",
        "Lead nurturing 1 step draft",
    ],
    "process-map.md": [
        "Time runs down. A line leads from a procedure to one that it starts",
        "Lead management Lead grading Lead nurturing",
        "Procedure Started by Starts Carried out by Carries out Lead grading Lead nurturing",
    ],
    "procedures/lead-grading.md": [
        "SOP-LM-001 · version 1.2.0 effective Each lead is graded",
        "Starts when A lead is created Owner VP of Sales",
        "Holds for Region : EMEA or APAC · Segment : SMB",
        "Time limit for all of it 2 business days You need Lead",
        "Flowchart Each column is a role, time runs down. At × one of the ways is taken. At + all",
        "Sales Sales analyst Sales representative the lead is invalid otherwise",
        "Step 1: Check the lead. Sales analyst 1 Check the lead 4 business hours after 1 business",
        "Check the lead See the grade . Who R Responsible Sales analyst A Accountable VP of Sales",
        "Time limit 4 business hours If it is late After 1 business day call in VP of Sales",
        "If the lead is invalid, the procedure ends: The lead is invalid .",
        "Otherwise, go on with step 2 (grade the lead by the table).",
        "Decide by Lead grade Stage Lead pipeline : New lead → Graded lead Keep The grade",
        "Automated CRM starts when: a lead is checked The system counts",
        "If that fails Sales representative count by hand",
        "If grade is A or B, go on with step 3 (hand the lead over).",
        "If grade is C, carry out Lead nurturing , then go on with step 3",
        "Otherwise, go on at the same time with step 3 (hand the lead over) and step 4",
        "Hand over To Sales representative What: graded lead and history of contacts",
        "Within 1 business hour Taken over when the representative claims it As the service",
        "The procedure ends: The lead is assigned ; Lead nurturing starts.",
        "Shared with General counsel : Counsel tells the press.",
        "Not before Every step that leads here",
        "Sales analyst 1 , 2 , 3 2 VP of Sales 1 , 3 , 4",
        "The lead is assigned Lead nurturing The lead is invalid",
        "A partner recommends the contact Assign the lead at once VP of Sales",
        "30 days and until 31 January 2027 The recommendation",
        "Not allowed Nobody grades an own lead.",
        "Nurturing The other procedure Records Grades are kept for 4 business hours .",
        "Background Before any heading, see the other and steps .",
        "Why Because Close rate says so. Deeper See below .",
        "How well it works KPIs of this procedure KPI What it measures Close rate Sales made",
        "Approved by VP of Sales or General counsel",
        "Next review by 30 December 2026 Digest",
        "Replaces Old grading",
    ],
    "procedures/old-grading.md": ["Retired: it no longer holds. Use Lead grading ."],
    "procedures/nurturing.md": [
        "Draft: it does not hold yet. Started by Lead grading Part of Lead grading",
        "Then Go on with step 1 (call the prospect).",
        "Approved by VP of Sales",
        "Referred to by Procedures Lead grading (step 2 )",
    ],
    "roles/analyst.md": [
        "Department Sales Reports to VP of Sales Backup Sales representative Advises Legal",
        "Held by Somebody Known",
        "Check the lead 4 business hours Grade the lead by the table",
        "Charter of sales Keep the lead data complete Region : EMEA",
        "What I answer for What I answer for Where What Lead grading Grade the lead by the table",
        "1 business hour Hand over to Sales representative ( Lead grading ) 4 business hours",
        "It falls to me by rule 1 I apply it: Grade the lead by the table",
        "My KPIs My KPIs KPI Target My part Close rate",
        "Other duties Document every query.",
    ],
    "roles/representative.md": [
        "Stands in for Sales analyst",
        "Lead grade Which grade has this lead? It falls to me by rule 2 I ask for it",
        "Graded lead and history of contacts Sales analyst 1 business hour",
        "An automation fails Lead grading Grade the lead by the table : count by hand",
    ],
    "roles/vp-sales.md": [
        "Leads Sales Reports to this role Sales analyst Sales representative General counsel",
        "My limits What I decide alone up to Largest discount 30%",
        "Work is late Lead grading Check the lead Somebody asks for an exception",
    ],
    "roles/counsel.md": ["4 business hours Answer a request: Contract review"],
    "departments/sales.md": [
        "Led by VP of Sales Made up of Legal",
        "Who answers for what Charter of sales",
        "Contract review Review a clause. Legal The contract queue 4 business hours",
    ],
    "responsibilities/sales-charter.md": [
        "Keep the lead data complete Sales analyst Sales representative VP of Sales",
        "General counsel Region : EMEA The log General counsel : Both look at consent.",
    ],
    "ownership.md": [
        "Overlaps None Gaps None Conflicts None Checked",
        "Load per role",
    ],
    "interfaces.md": [
        "Steps that hand over 0 Not declared None Pairs of departments 0 Services 1",
        "From Sales What Sales may ask Service What is asked How to ask Done within Of Legal Contract review",
    ],
    "raci.md": [
        "Role All roles General counsel Sales analyst Sales representative VP of Sales",
        "Lead management Check the lead Lead grading C Consulted R Responsible A Accountable",
        "Charter of sales Keep the lead data complete",
    ],
    "decisions/lead-grade.md": [
        "Review overdue since 30 June 2026 : ask Sales analyst whether it still holds.",
        "Asked by Sales representative Used in Lead grading (step 2 )",
        "Exactly one rule fits each case.",
        "Rule If score If discount If region If valid Then grade Then taken by Because",
        "1 80 points or more Above 10% to 20% EMEA Yes A Sales analyst and VP of Sales Ready",
        "2 Under 80 points Any Any Any C Sales representative",
        "Score 0 points to 100 points Discount Region Region Where the head office is",
    ],
    "kpis/close-rate.md": [
        "Unit Percent Direction Higher is better Target 25% ( Region : EMEA, from 1 January 2026 )",
        "Close rate = sales made people pitched sales_made / people_pitched In words, and as LaTeX Close rate equals sales made divided by people pitched.",
        "Sales made Deal count( leads where stage in open_stages ) won_on",
        "People pitched Deal Entered by Sales representative",
        "On target 20% or more Watch 10% to under 20% Look closer. Act Under 10%",
        "A month 1 deal 4 deals 50% 25% Example 2 0 deals 0 deals 100% No value",
    ],
    "kpis/other-rate.md": ["30,000 USD 30,000 USD / customer", "KPIs that build on it Close rate"],
    "services/contract-review.md": [
        "How to ask The contract queue You hear back within 4 business hours",
        "What your request must hold The clause The reason Not for",
        "Payment terms Finance Referred to by Procedures Lead grading (step 3 )",
    ],
    "pipelines/lead.md": [
        "Lead grading, step 2 The data was wrong. Stage 1: New lead 1 New lead A lead is on record.",
        "New lead A lead is on record. 5 days Graded lead 10% SMB: 4 business hours",
        "New lead Graded lead Grade the lead by the table Lead grading, step 2",
        "Graded lead New lead The data was wrong.",
    ],
    "datasets/leads.md": [
        "stage Text new , declined-by-us Required email The address. Text Personal data",
        "No lead is older than a year. Old leads are dead. KPIs computed from it Close rate",
    ],
    "systems/crm.md": ["Lead grading Step 1 What it does by itself Steps it does Procedure Steps"],
    "glossary.md": ["Grade How likely a lead converts. Also called: lead grade or mark."],
    "parameters.md": [
        "Largest discount 40% Region : North America From 1 January 2026 until 31 December 2026",
        "Open stages New and graded Close rate",
        "Lead pipeline (stage 2 ), Lead grading (step 1 ), Contract review",
        "Working days Monday and Tuesday Working hours 09:00 to 17:00 Time zone Europe/Berlin",
        "Fiscal year starts on 1 February Amounts are in EUR",
        "Holidays 2 days 1 January 2026 25 December 2026",
    ],
    "dimensions.md": ["EMEA DACH Nordics North America APAC Referred to by Procedures"],
    "documents.md": [
        "Status Any status Draft Effective Overdue Retired",
        "Lead grading SOP-LM-001 1.2.0 Effective Procedure VP of Sales 5 January 2026",
        "Lead grade DT-1 1.0.0 Effective review overdue Decision Sales analyst",
        "Lead nurturing wording/vague The text is being rewritten. Sales analyst 31 March 2027",
    ],
}


@pytest.mark.parametrize("path", TEXTS)
def test_a_page_says(path: str, seen: dict[str, Seen]) -> None:
    text, position = seen[path].text, 0
    for piece in TEXTS[path]:
        found = text.find(piece, position)
        assert found >= 0, f"{piece!r} is not in {text[position:]!r}"
        position = found


def test_every_kind_of_page_is_read(book: dict[str, Page]) -> None:
    kinds = {path.partition("/")[0] for path in book} - {"organization"}
    assert kinds == {path.partition("/")[0] for path in TEXTS}


def test_nobody_reads_ids_where_titles_serve(seen: dict[str, Seen]) -> None:
    for path, page in seen.items():
        for ident in ("vp-sales", "lead-grade ", "grading-time", "sales-charter"):
            assert ident not in page.text, path


def test_steps_have_headings_that_search_finds(seen: dict[str, Seen]) -> None:
    headings = [
        given["id"] for tag, given in seen["procedures/lead-grading.md"].elements if tag == "h3"
    ]
    steps = ["step-check", "step-grade", "step-hand-over", "step-tell"]
    assert headings == ["flowchart", *steps, "deeper"]


def test_headings_of_a_body_keep_their_ids(seen: dict[str, Seen]) -> None:
    assert {"why", "deeper", "background"} <= set(seen["procedures/lead-grading.md"].ids)


def test_search_leaves_out_what_only_repeats(book: dict[str, Page]) -> None:
    text = book["procedures/nurturing.md"].markdown
    assert "## Document control {#control data-search-exclude}" in text
    assert "## Referred to by {#referred-to-by data-search-exclude}" in text
    assert "data-search-exclude" in book["raci.md"].markdown
