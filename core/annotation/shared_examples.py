"""Examples and dictionaries of several sources that are asked for as one.

Owns what of them holds for all of a group. Knows no notes and computes no sound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from core.annotation.model import Dictionary, Example, Polarity


def shared_examples(examples: Sequence[Example], group_of: Mapping[str, str]) -> tuple[Example, ...]:
    """Return the examples with those of gathered sources on their groups.

    What a source sounds like its group does, too; what it does not sound like may be another of the group. A file that
    is what one of several plays somewhere is not what all of them play there: it stays an example of its sound.

    Parameters
    ----------
    examples : sequence of Example
    group_of : mapping of str to str
        Id of the group by that of a source; a source without one is left alone.
    """
    counts = Counter(group_of.values())
    kept: list[Example] = []
    for example in examples:
        group_id = group_of.get(example.source_id)
        if group_id is None:
            kept.append(example)
        elif counts[group_id] == 1:
            kept.append(replace(example, source_id=group_id))
        elif example.polarity is Polarity.BELONGS:
            span = None if example.audio is not None else example.span
            kept.append(replace(example, source_id=group_id, span=span))
    return tuple(kept)


def shared_dictionaries(dictionaries: Sequence[Dictionary], group_of: Mapping[str, str]) -> tuple[Dictionary, ...]:
    """Return the dictionaries with those of gathered sources on their groups; see :func:`shared_examples`.

    A group has one where all of it have, of the same transform: a part of its spectra would be taken for all of them.
    """
    kept = [one for one in dictionaries if one.source_id not in group_of]
    own = {one.source_id: one for one in dictionaries}
    for group_id in dict.fromkeys(group_of.values()):
        found = [own.get(source_id) for source_id, its in group_of.items() if its == group_id]
        members = [one for one in found if one is not None]
        grids = {(one.rate, one.window_samples, one.hop_samples) for one in members}
        if len(members) == len(found) and len(grids) == 1:
            kept.append(_joined(members, group_id))
    return tuple(kept)


def _joined(members: Sequence[Dictionary], group_id: str) -> Dictionary:
    if len(members) == 1:
        return replace(members[0], source_id=group_id)
    columns = np.concatenate([one.columns for one in members], axis=1)
    columns.flags.writeable = False
    return replace(
        members[0],
        source_id=group_id,
        name=", ".join(one.name for one in members),
        columns=columns,
        labels=tuple(label for one in members for label in one.labels),
        provenance={},
        id=" ".join(one.id for one in members),
    )
