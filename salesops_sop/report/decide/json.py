"""An answer for programs: one JSON object, whose form stays within a major version."""

from typing import Any

from salesops_sop.analysis.decision.evaluating import Match
from salesops_sop.analysis.decision.questions import Question
from salesops_sop.analysis.decision.results import Said
from salesops_sop.base.data import dumps
from salesops_sop.handbook.model.decision import Column
from salesops_sop.report.decide.asked import Asked, known_data, typed
from salesops_sop.report.outcome import Look

FORMAT = "salesops-sop/decide/1"
_FITS = {True: "yes", False: "no", None: "open"}


def write(asked: Asked, look: Look) -> str:
    """Return the answer with every rule; the same case gives the same text."""
    answer = asked.answer
    decision = answer.table.decision
    return dumps(
        {
            "format": FORMAT,
            "decision": decision.id,
            "question": decision.question,
            "hit_policy": decision.hit_policy,
            "given": {
                question.id: known_data(question, asked.given[question.id])
                for question in answer.table.questions
                if question.id in asked.given
            },
            "status": answer.status.value,
            "answers": [_answer(asked, match) for match in answer.fired],
            "open": [_open(question) for question in answer.asked],
            "rules": [_rule(asked, match) for match in answer.matches],
        }
    )


def _answer(asked: Asked, match: Match) -> dict[str, Any]:
    return {
        "rule": match.row.rule.id,
        "outputs": _outputs(asked, match),
        "because": asked.because(match) or None,
    }


def _outputs(asked: Asked, match: Match) -> dict[str, Any]:
    columns = asked.answer.table.decision.outputs
    pairs = zip(columns, match.row.result.said, strict=True)
    return {column.id: _value(column, said) for column, said in pairs if said is not None}


def _value(column: Column, said: Said) -> object:
    """A number, a truth value or a text; several roles as {all_of: […]} or {any_of: […]}."""
    values = [typed(column, value) for value in said.values]
    return values[0] if said.way == "one" else {f"{said.way}_of": values}


def _open(question: Question) -> dict[str, Any]:
    return {"input": question.id, "values": list(question.values)}


def _rule(asked: Asked, match: Match) -> dict[str, Any]:
    questions = asked.answer.table.questions
    failed = None
    if match.failed is not None:
        question, cell = questions[match.failed], match.row.cells[match.failed]
        failed = {"input": question.id, "cell": cell.text, "says": asked.cell(question, cell)}
    return {
        "rule": match.row.rule.id,
        "fits": _FITS[match.fits],
        "failed": failed,
        "open": [questions[place].id for place in match.open],
        "outputs": _outputs(asked, match),
    }
