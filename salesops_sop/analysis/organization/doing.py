"""Who does a step, and in which department: one reading for escalations, hand-offs and flows."""

from salesops_sop.handbook.model.process import Procedure, Step


def doers(procedure: Procedure, step: Step) -> tuple[str, ...]:
    """The ids of the roles that do a step, each once, in the author's order.

    They are the responsible roles; where none is named the accountable one does it, and where
    that is missing too the owner of the procedure. Roles that do not exist are among them.
    """
    named = (step.raci.responsible or step.raci.accountable) if step.raci else ()
    return tuple(dict.fromkeys(named or (procedure.control.owner,)))
