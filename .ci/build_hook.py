"""Compiles the catalogues when a wheel or an editable installation is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[misc] # hatchling is there only while something is built
    """Makes locale/*/LC_MESSAGES/netcheck.mo of the .po beside it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile before the files are gathered."""
        for source in Path(self.root, "src", "netcheck", "locale").glob("*/LC_MESSAGES/*.po"):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
