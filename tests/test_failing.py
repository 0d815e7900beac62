"""A refusal says once what has become of what was asked for."""

from __future__ import annotations

import pytest

from netcheck.cli.failures import sentence, storing_nothing
from netcheck.errors import NetcheckError
from netcheck.i18n import LANGUAGES, _, use


@pytest.mark.parametrize("code", ["disk_full", "name_taken", "unknown_kind", "answer_count", "talk_is_mutual"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_consequence_is_told_once(code: str, language: str) -> None:
    """A sentence that says itself that nothing was stored is not followed by another that does."""
    use(language)
    facts = dict.fromkeys(("name", "text", "wanted", "given"), "x")
    with pytest.raises(NetcheckError) as refusal, storing_nothing():
        raise NetcheckError(code, **facts)
    told = sentence(refusal.value).casefold()
    assert told.count(_("Nothing was stored.").rstrip(".").casefold()) == 1
