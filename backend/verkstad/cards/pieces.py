"""Every kind of part that an assignment may have, by its noun."""

from verkstad.cards.attachments.events import ATTACHMENT
from verkstad.cards.blockers.events import BLOCKER, SAME
from verkstad.cards.checklists.events import CHECKLIST, ROW
from verkstad.cards.comments.events import COMMENT
from verkstad.cards.fields.events import VALUE
from verkstad.cards.labels.events import LABELLING
from verkstad.cards.parts import Part
from verkstad.cards.people.events import PARTICIPANT
from verkstad.cards.phases.events import PHASE
from verkstad.cards.relations.events import LINK, RELATION

PARTS: dict[str, Part] = {
    part.noun: part
    for part in (
        LABELLING,
        PARTICIPANT,
        CHECKLIST,
        ROW,
        BLOCKER,
        SAME,
        COMMENT,
        ATTACHMENT,
        RELATION,
        LINK,
        PHASE,
        VALUE,
    )
}
EVERY = tuple(kind for part in PARTS.values() for kind in part.events)
