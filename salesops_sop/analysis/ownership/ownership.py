"""Who owns what: everything the handbook says of it, worked out once and shown in many places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from salesops_sop.analysis.activity.match import SAME
from salesops_sop.analysis.activity.statement import Statement, read
from salesops_sop.analysis.activity.vocabulary import Vocabulary, vocabulary
from salesops_sop.analysis.ownership.approvals import (
    OwnApproval,
    OwnException,
    own_approvals,
    own_exceptions,
)
from salesops_sop.analysis.ownership.areas import Area, areas
from salesops_sop.analysis.ownership.conflicts import (
    Conflict,
    Rows,
    incompatible,
    self_approvals,
)
from salesops_sop.analysis.ownership.decisions import SplitDecision, split_decisions
from salesops_sop.analysis.ownership.duties import Claim, Duty, claims, duties
from salesops_sop.analysis.ownership.gaps import Gap, scope_gaps, unowned
from salesops_sop.analysis.ownership.holders import Holders
from salesops_sop.analysis.ownership.idle import idle
from salesops_sop.analysis.ownership.load import Load, loads
from salesops_sop.analysis.ownership.outside import outside_line
from salesops_sop.analysis.ownership.overlaps import SIMILAR, Overlap, overlaps
from salesops_sop.analysis.ownership.prohibited import Forbidden, prohibited_duties
from salesops_sop.analysis.ownership.services import (
    Promised,
    TwoChannels,
    promised,
    two_channels,
)
from salesops_sop.analysis.ownership.triggers import SameTrigger, same_triggers
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.service import Service
from salesops_sop.handbook.model.vocabulary import Term

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Ownership:
    """The duties of a handbook and what is wrong with them; each part is computed when asked for.

    Ask `handbook.derived(Ownership)`, which keeps one for all who ask.
    """

    handbook: Handbook

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Every row that gives work to somebody, in the order of the handbook."""
        return duties(self.handbook)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every role and letter of every duty."""
        return tuple(claims(self.duties))

    @cached_property
    def claims_of(self) -> Mapping[str, list[Claim]]:
        """From a role's id to its claims, in the order of the handbook."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.role, []).append(claim)
        return found

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The handbook's own synonyms, before the built-in ones."""
        terms = self._in_order(Term)
        return vocabulary((term.title, *term.synonyms, *term.avoid) for term in terms)

    @cached_property
    def dimensions(self) -> Dimensions:
        """The trees in which scopes are compared."""
        return Dimensions.of(self.handbook)

    @cached_property
    def holders(self) -> Holders:
        """Who holds which roles."""
        return Holders(self.handbook)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The reading of every text that names a duty, a question or a request."""
        texts = {duty.activity for duty in self.duties}
        texts.update(table.question for table in self.handbook.all(Decision))
        for procedure in self.handbook.all(Procedure):
            texts.update(procedure.trigger)
        for service in self.handbook.all(Service):
            texts.add(service.request)
            texts.update(refusal.what for refusal in service.not_for)
        return {text: read(text, self.vocabulary) for text in texts}

    def overlaps(self, least: float = SAME) -> list[Overlap]:
        """Pairs of duties that are one activity with a similarity of `least` or more."""
        if least < SIMILAR:
            return overlaps(self.duties, self.statements, self.dimensions, least)
        return [overlap for overlap in self._similar if overlap.match.similarity >= least]

    @cached_property
    def _similar(self) -> list[Overlap]:
        return overlaps(self.duties, self.statements, self.dimensions, SIMILAR)

    @cached_property
    def split_decisions(self) -> list[SplitDecision]:
        """Tables that answer one question with other roles."""
        return list(split_decisions(self._in_order(Decision), self.statements, self.dimensions))

    @cached_property
    def same_triggers(self) -> list[SameTrigger]:
        """Procedures that one event starts."""
        procedures = self._in_order(Procedure)
        return list(same_triggers(procedures, self.statements, self.dimensions))

    @cached_property
    def two_channels(self) -> list[TwoChannels]:
        """One request with two doors."""
        return list(two_channels(self._in_order(Service), self.statements, self.dimensions))

    @cached_property
    def promised(self) -> list[Promised]:
        """What one service refuses and another one of the same provider offers."""
        services = self._in_order(Service)
        return list(promised(services, self.statements, self.dimensions, self.vocabulary))

    @cached_property
    def gaps(self) -> list[Gap]:
        """Activities nobody answers for, and places nobody covers."""
        scoped = scope_gaps(self.duties, self.statements, self.dimensions)
        return [*unowned(self.duties), *scoped]

    @cached_property
    def self_approvals(self) -> list[Conflict]:
        """Whoever asks and approves."""
        return list(self_approvals(self._rows))

    @cached_property
    def own_approvals(self) -> list[OwnApproval]:
        """Rules of decision tables by which whoever asks may approve."""
        return list(own_approvals(self._in_order(Decision), self.statements, self.holders))

    @cached_property
    def own_exceptions(self) -> list[OwnException]:
        """Exceptions that a role both makes and approves."""
        return list(own_exceptions(self.handbook))

    def incompatible(self, pairs: Iterable[tuple[str, str]]) -> list[Conflict]:
        """Pairs of duties, named by statements, that one hand has both of."""
        read_pairs = [(read(a, self.vocabulary), read(b, self.vocabulary)) for a, b in pairs]
        return list(incompatible(self._rows, read_pairs))

    @cached_property
    def prohibited(self) -> list[Forbidden]:
        """What is forbidden here and somebody's duty there."""
        found = prohibited_duties(
            self.handbook, self.duties, self.statements, self.vocabulary, self.dimensions
        )
        return list(found)

    @cached_property
    def loads(self) -> list[Load]:
        """The load of every role, the heaviest first."""
        return loads(self.claims, [role.id for role in self.handbook.all(Role)])

    @cached_property
    def areas(self) -> list[Area]:
        """The rows of charters and procedures by area."""
        return list(areas(self.duties, self.handbook))

    @cached_property
    def outside_line(self) -> list[Duty]:
        """Rows that somebody outside the line of the responsible roles answers for."""
        return list(outside_line(self.duties, self.handbook))

    @cached_property
    def idle(self) -> list[Role]:
        """Roles that do nothing, answer for nothing and lead nobody."""
        return list(idle(self.claims, self.handbook))

    def _in_order(self, record: type[D]) -> list[D]:
        """The documents of a kind in the order of files and lines, whatever their ids."""
        return [document for document in self.handbook.documents if isinstance(document, record)]

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.duties, self.statements, self.dimensions, self.holders)
