import pytest

from salesops_sop.base.errors import EnvironmentProblem, SopError, UnreadableError, UsageError


@pytest.mark.parametrize(
    ("error", "code"),
    [(SopError, 2), (UsageError, 2), (UnreadableError, 2), (EnvironmentProblem, 3)],
)
def test_every_error_carries_its_exit_code(error: type[SopError], code: int) -> None:
    assert error("a sentence").exit_code == code
    assert isinstance(error("a sentence"), SopError)
    assert str(error("a sentence")) == "a sentence"
