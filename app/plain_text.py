"""Words of the user, shown as they are: Qt takes what looks like markup for markup, and ampersands for keys.

Owns how names get into tool tips and menus. Labels show plain text by themselves (see ``views.controls.label``).
"""

from __future__ import annotations

import html


def literal(words: str) -> str:
    """Return what a tool tip shows as these words."""
    if "<" not in words:
        return words
    return f'<span style="white-space: pre-wrap">{html.escape(words)}</span>'


def menu_words(words: str) -> str:
    """Return what a menu shows as these words, and no letter of them as its key."""
    return words.replace("&", "&&")
