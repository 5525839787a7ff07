"""All steps that a history may take."""

from __future__ import annotations

from tests.histories import of_cards, of_parts, of_plans

STEPS = {**of_cards.STEPS, **of_parts.STEPS, **of_plans.STEPS}
