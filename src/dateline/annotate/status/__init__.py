"""Did it happen, as the text tells it? The status calculus.

`StatusCalculus().judge(token)` gives a `Judgement` for any predicate token of a parsed text. How it decides:

1. **Plain assertion is the ground.** With no cue at all, what the text tells is `actual`, +3.
2. **Cues are found on the way up** from the predicate to the top of its sentence: in its own clause or noun phrase
   (negation, modals, adverbs, adjectives, mood), then the word that embeds it, then that word's own clause, and so on.
   Each cue is an *effect* of `data/status/effects.toml`; which word has which effect on which complement is data too.
3. **The walk stops where a sphere ends**: at relative clauses, at clauses that "because" or "although" bring in, at
   definite nouns whose governor decides nothing about them ("declined to comment on the requests"), and at coordinated
   clauses with a subject of their own: these share what embeds both ("he denied that A fired and B fled") but neither
   negation nor modals ("they will not fight, but they welcome talks").
4. **Effects are applied from the outside in.** The state of the governing word is known before that of its content:
   - A governor that *happened* gives its content the effect's status and factuality ("asked to bomb": requested).
   - A governor that is *denied* gives the effect's negated pair ("did not ask to bomb": denied, weakly). Negating
     what prevents, fails or denies turns back to the positive side ("did not fail to kill").
   - `keep` passes the governor's own state on ("managed to", "launched an attack"); `fact` asserts whatever the
     governor's state ("regrets", "condemned the raid", "stopped firing").
   - A governor that is itself *not yet* so (planned, requested, threatened, hypothetical) outranks its content: the
     outermost such cue is decisive ("may ask them to leave": hypothetical; "urged them to plan a strike": requested).
     The one exception: a plan yields to what is planned ("will ask them to leave": requested), but not to an aim or
     a permission ("will send troops to protect them": planned).
   - Something negative under what is not yet so: `hypothetical` stays open with its factuality turned round ("may
     refuse to sign"); a plan, request or threat *not* to do it tells that it shall not be: `denied`, with a factuality
     as weak as the plan, request or threat ("promised not to attack").
5. **Factuality goes with the status.** Strength multiplies along the chain (a report of a claim is weaker than the
   claim), and of two cues that leave things open the weaker one counts. Denied and omitted are below 0, actual,
   planned, requested and threatened above 0, hypothetical between about -1 and +2.
6. **Omitted** is denied where a duty was due: "failed to intervene", "watched without helping" (verbs in the list
   `duty`). Words that tell the omission themselves ("looked on", "inaction") are omitted too, with a positive
   factuality, because what the words tell did happen; this is the one place where the sign differs.

The receipt names the cue that gave the final status; `cues` names every cue on the way.

Source: implication signatures after L. Karttunen, "Implicative verbs" (1971) and "Simple and phrasal implicatives"
(2012); the outside-in evaluation after R. Nairn, C. Condoravdi and L. Karttunen, "Computing relative polarity for
textual inference" (2006); factuality values calibrated as `data/status/effects.toml` says.
"""

from __future__ import annotations

from dateline.annotate.status.calculus import StatusCalculus

__all__ = ["StatusCalculus"]
