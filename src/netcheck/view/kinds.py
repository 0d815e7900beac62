"""What kinds, functions and weights are called."""

from __future__ import annotations

from netcheck.domain.model import Function, Kind
from netcheck.i18n import N_, PN_

KIND_NAMES = {
    Kind.INSPIRATION: N_("encouragement"),
    Kind.THANKS: N_("thanks"),
    Kind.CONTENT: N_("find"),
    Kind.SHARE: N_("share"),
    Kind.RECOMMENDATION: N_("recommendation"),
    Kind.INTRODUCTION: N_("introduction"),
    Kind.FEEDBACK: N_("feedback"),
    Kind.HELP: N_("help"),
    Kind.BUSINESS: PN_("kind", "work"),
    Kind.BACKING: N_("backing"),
    Kind.OTHER: N_("other"),
    Kind.TALK: N_("talk"),
}

FUNCTION_NAMES = {
    Function.INSPIRATION: N_("Encouragement, ideas"),
    Function.CURATION: N_("Sources, finds"),
    Function.REFERRAL: N_("Sharing, introductions"),
    Function.COMPETENCE: N_("Help, feedback"),
    Function.BUSINESS: N_("Work"),
    Function.BACKING: N_("Backing"),
}

AREA_NOUNS = {
    Function.INSPIRATION: N_("encouragement"),
    Function.CURATION: N_("finds"),
    Function.REFERRAL: N_("introductions"),
    Function.COMPETENCE: N_("help"),
    Function.BUSINESS: N_("work"),
    Function.BACKING: N_("backing"),
}

WEIGHT_NAMES = {
    1: N_("usual"),
    2: N_("noticeable"),
    3: N_("changed something"),
}
