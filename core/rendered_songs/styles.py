"""The styles, grooves and instruments that songs are composed from.

Owns tables only. A groove is a string per drum, a character per sixteenth: ``X`` accent, ``x`` stroke, ``o`` ghost.
"""

from __future__ import annotations

from dataclasses import dataclass

KICK, RIM, SNARE, CLAP, HAT, PEDAL, OPEN = 36, 37, 38, 39, 42, 44, 46
LOW_TOM, MID_TOM, HIGH_TOM, CRASH, RIDE, TAMBOURINE, COWBELL = 45, 47, 50, 49, 51, 54, 56
HIGH_CONGA, LOW_CONGA, MARACAS = 63, 64, 70

# General MIDI programs that can stand for a family.
FAMILIES: dict[str, tuple[int, ...]] = {
    "piano": (0, 0, 1, 2),
    "electric piano": (4, 5),
    "harpsichord": (6, 7),
    "mallets": (8, 9, 11, 12, 13),
    "organ": (16, 17, 18, 19),
    "accordion": (21, 22, 23),
    "guitar": (24, 25),
    "clean guitar": (26, 27, 28),
    "distorted guitar": (29, 30),
    "harp": (46, 104, 106, 107),
    "strings": (48, 49, 50, 51, 44),
    "plucked strings": (45,),
    "brass": (61, 62, 63),
    "pad": (88, 89, 90, 92, 94, 95),
    "synth": (80, 81, 84, 87, 38),
    "violin": (40, 41, 110),
    "saxophone": (64, 65, 66),
    "trumpet": (56, 57, 59, 60),
    "flute": (73, 74, 75, 79),
    "reed": (68, 71),
    "bass": (33, 33, 34, 35, 36),
    "double bass": (32,),
    "synth bass": (38, 39, 87),
}
# Lowest and highest pitch that a family plays comfortably.
RANGES: dict[str, tuple[int, int]] = {
    "piano": (45, 84),
    "electric piano": (48, 84),
    "harpsichord": (45, 84),
    "mallets": (60, 96),
    "organ": (48, 84),
    "accordion": (53, 84),
    "guitar": (40, 76),
    "clean guitar": (40, 78),
    "distorted guitar": (40, 70),
    "harp": (48, 88),
    "strings": (43, 88),
    "plucked strings": (45, 84),
    "brass": (46, 77),
    "pad": (43, 84),
    "synth": (48, 88),
    "violin": (55, 93),
    "saxophone": (50, 80),
    "trumpet": (55, 82),
    "flute": (62, 93),
    "reed": (55, 84),
    "bass": (28, 50),
    "double bass": (28, 52),
    "synth bass": (26, 50),
}


@dataclass(frozen=True)
class Style:
    """What is typical: tempo range, beats of a bar, grooves, ways of the bass, (family, way of playing) of chords."""

    tempo: tuple[float, float]
    grooves: tuple[str, ...]
    bass: tuple[str, ...]
    bass_family: tuple[str, ...]
    chords: tuple[tuple[str, str], ...]
    leads: tuple[str, ...]
    beats: int = 4
    swing: float = 0.0
    drummed: float = 0.92
    sevenths: float = 0.2


GROOVES: dict[str, dict[int, str]] = {
    "rock": {KICK: "X.......X.x.....", SNARE: "....X.......X...", HAT: "x.x.x.x.x.x.x.x."},
    "rock busy": {KICK: "X..x..x.X.....x.", SNARE: "....X..o....X..o", HAT: "X.x.X.x.X.x.X.x."},
    "ballad": {KICK: "X.........x.....", SNARE: "........X.......", HAT: "x.x.x.x.x.x.x.x."},
    "ballad rim": {KICK: "X......xX.......", RIM: "....X.......X...", HAT: "x.o.x.o.x.o.x.o."},
    "sixteenths": {KICK: "X..x....X.x.....", SNARE: "....X.......X...", HAT: "xoxoxoxoxoxoxoxo"},
    "disco": {KICK: "X...X...X...X...", SNARE: "....X.......X...", OPEN: "..x...x...x...x.", HAT: "x...x...x...x..."},
    "house": {
        KICK: "X...X...X...X...",
        CLAP: "....X.......X...",
        OPEN: "..X...X...X...X.",
        MARACAS: "xoxoxoxoxoxoxoxo",
    },
    "funk": {KICK: "X.x...x...x..x..", SNARE: "....X..o.o..X..o", HAT: "x.xxx.x.x.xxx.x."},
    "hip hop": {KICK: "X......x..x.....", SNARE: "....X.......X...", HAT: "x.x.x.xxx.x.x.x."},
    "trap": {KICK: "X.....x.......x.", CLAP: "........X.......", HAT: "x.x.xxx.x.x.xoxo"},
    "reggae": {KICK: "........X.......", RIM: "........X.......", HAT: "x.x.x.x.x.x.x.xo"},
    "bossa": {KICK: "X..xX..xX..xX..x", RIM: "x..x..x...x..x..", HAT: "x.x.x.x.x.x.x.x."},
    "swing": {RIDE: "X...x..xX...x..x", PEDAL: "....x.......x...", KICK: "o.......o.......", SNARE: ".......o......o."},
    "latin": {
        KICK: "X.....x.X.....x.",
        HIGH_CONGA: "x.xox.x.x.xox.xx",
        LOW_CONGA: "......X.......X.",
        COWBELL: "x...x...x...x...",
    },
    "country": {KICK: "X.......X.......", SNARE: "o.o.X.o.o.o.X.oo"},
    "march": {KICK: "X.......X.......", SNARE: "x...x.xxx...x.x.", CRASH: "................"},
    "tambourine": {KICK: "X.......X.......", TAMBOURINE: "x.x.X.x.x.x.X.x."},
    "metal": {KICK: "X.xxX.xxX.xxX.xx", SNARE: "....X.......X...", CRASH: "x...x...x...x..."},
    "waltz": {KICK: "X...........", RIM: "....x...x...", HAT: "x...x...x..."},
    "slow rock": {KICK: "X.......x...", SNARE: "......X.....", HAT: "x.x.x.x.x.x."},
    "jazz waltz": {RIDE: "X...x..xx...", PEDAL: "....x.......", KICK: "o..........."},
}

STYLES: dict[str, Style] = {
    "karaoke ballad": Style(
        (60, 84),
        ("ballad", "ballad rim", "sixteenths"),
        ("roots", "fifths", "walk up"),
        ("bass",),
        (
            ("piano", "arpeggio"),
            ("strings", "pad"),
            ("guitar", "arpeggio"),
            ("electric piano", "block"),
            ("piano", "block"),
        ),
        ("flute", "violin", "saxophone", "piano"),
        sevenths=0.35,
    ),
    "karaoke pop": Style(
        (84, 128),
        ("rock", "sixteenths", "rock busy", "disco"),
        ("eighths", "roots", "octaves"),
        ("bass", "synth bass"),
        (("clean guitar", "strum"), ("strings", "pad"), ("piano", "stabs"), ("synth", "arpeggio"), ("brass", "stabs")),
        ("synth", "saxophone", "trumpet", "strings"),
    ),
    "rock": Style(
        (90, 150),
        ("rock", "rock busy", "metal"),
        ("eighths", "roots"),
        ("bass",),
        (("distorted guitar", "power"), ("distorted guitar", "strum"), ("organ", "block"), ("clean guitar", "strum")),
        ("distorted guitar", "clean guitar"),
        sevenths=0.05,
    ),
    "folk": Style(
        (70, 120),
        ("tambourine", "country", "ballad rim"),
        ("fifths", "roots"),
        ("double bass", "bass"),
        (
            ("guitar", "strum"),
            ("guitar", "picking"),
            ("accordion", "pad"),
            ("harp", "arpeggio"),
            ("mallets", "arpeggio"),
        ),
        ("violin", "flute", "accordion"),
        drummed=0.5,
        sevenths=0.05,
    ),
    "disco": Style(
        (108, 130),
        ("disco", "house"),
        ("octaves", "funk"),
        ("bass", "synth bass"),
        (("clean guitar", "chops"), ("strings", "pad"), ("electric piano", "stabs"), ("brass", "stabs")),
        ("strings", "brass", "synth"),
        sevenths=0.4,
    ),
    "funk": Style(
        (88, 116),
        ("funk", "sixteenths"),
        ("funk", "octaves"),
        ("bass",),
        (("clean guitar", "chops"), ("organ", "stabs"), ("electric piano", "block"), ("brass", "stabs")),
        ("saxophone", "trumpet", "synth"),
        sevenths=0.7,
    ),
    "reggae": Style(
        (66, 92),
        ("reggae",),
        ("reggae", "roots"),
        ("bass",),
        (("organ", "offbeats"), ("clean guitar", "offbeats"), ("piano", "offbeats"), ("mallets", "riff")),
        ("trumpet", "saxophone", "organ"),
    ),
    "bossa nova": Style(
        (100, 140),
        ("bossa",),
        ("bossa", "fifths"),
        ("double bass", "bass"),
        (("guitar", "bossa"), ("electric piano", "block"), ("strings", "pad"), ("mallets", "riff")),
        ("flute", "saxophone", "mallets"),
        sevenths=0.9,
    ),
    "swing": Style(
        (100, 170),
        ("swing",),
        ("walking",),
        ("double bass",),
        (("piano", "stabs"), ("guitar", "quarters"), ("brass", "stabs"), ("mallets", "riff")),
        ("saxophone", "trumpet", "reed"),
        swing=0.32,
        sevenths=0.9,
    ),
    "country": Style(
        (90, 132),
        ("country", "rock"),
        ("fifths", "walk up"),
        ("bass", "double bass"),
        (("guitar", "strum"), ("clean guitar", "picking"), ("piano", "block"), ("guitar", "picking")),
        ("violin", "clean guitar", "accordion"),
        swing=0.1,
        sevenths=0.1,
    ),
    "hip hop": Style(
        (72, 100),
        ("hip hop", "trap"),
        ("long", "roots"),
        ("synth bass", "bass"),
        (
            ("electric piano", "block"),
            ("strings", "pad"),
            ("mallets", "riff"),
            ("piano", "riff"),
            ("plucked strings", "riff"),
        ),
        ("synth", "flute"),
        swing=0.12,
        sevenths=0.5,
    ),
    "dance": Style(
        (116, 140),
        ("house", "disco"),
        ("offbeats", "eighths", "octaves"),
        ("synth bass",),
        (
            ("synth", "arpeggio"),
            ("pad", "pad"),
            ("piano", "stabs"),
            ("synth", "stabs"),
            ("plucked strings", "arpeggio"),
        ),
        ("synth",),
        sevenths=0.15,
    ),
    "soul": Style(
        (64, 100),
        ("sixteenths", "ballad", "hip hop"),
        ("funk", "roots", "walk up"),
        ("bass",),
        (
            ("electric piano", "block"),
            ("organ", "pad"),
            ("clean guitar", "chops"),
            ("strings", "pad"),
            ("brass", "stabs"),
        ),
        ("saxophone", "trumpet", "organ"),
        sevenths=0.8,
    ),
    "waltz": Style(
        (84, 150),
        ("waltz", "jazz waltz"),
        ("waltz", "roots"),
        ("double bass", "bass"),
        (("piano", "waltz"), ("strings", "pad"), ("accordion", "waltz"), ("harp", "arpeggio")),
        ("violin", "flute", "reed", "accordion"),
        beats=3,
        drummed=0.6,
        sevenths=0.3,
    ),
    "slow rock": Style(
        (80, 130),
        ("slow rock",),
        ("eighths", "roots"),
        ("bass",),
        (("piano", "triplets"), ("clean guitar", "arpeggio"), ("organ", "pad"), ("strings", "pad")),
        ("saxophone", "clean guitar", "strings"),
        beats=3,
    ),
    "chamber": Style(
        (60, 110),
        ("tambourine",),
        ("long", "fifths"),
        ("double bass",),
        (
            ("piano", "arpeggio"),
            ("strings", "pad"),
            ("harp", "arpeggio"),
            ("plucked strings", "quarters"),
            ("harpsichord", "picking"),
        ),
        ("violin", "flute", "reed"),
        drummed=0.1,
        sevenths=0.2,
    ),
    "latin": Style(
        (88, 126),
        ("latin",),
        ("bossa", "octaves"),
        ("bass", "double bass"),
        (("piano", "montuno"), ("guitar", "strum"), ("brass", "stabs"), ("mallets", "riff")),
        ("trumpet", "flute", "brass"),
        sevenths=0.4,
    ),
    "march": Style(
        (92, 124),
        ("march",),
        ("fifths",),
        ("bass", "double bass"),
        (("brass", "quarters"), ("strings", "pad"), ("piano", "quarters"), ("accordion", "offbeats")),
        ("trumpet", "flute", "reed"),
        sevenths=0.05,
    ),
}
