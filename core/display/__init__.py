"""What the song looks like: pictures of sound as bytes, in bounded memory and in any zoom.

Owns the steps from samples to 8-bit pictures (codes, frequency warp, pyramid of maxima, waveform envelope) and the
thread that computes them. Knows no colours, no pixels and no window.
"""

from core.display.codes import FLOOR_DB, STEP_DB, code_to_db, db_to_code, power_to_code, table_positions
from core.display.envelope import EnvelopeSlice, WaveformEnvelope
from core.display.pyramid import TILE_COLUMNS, SpectrogramPyramid
from core.display.warp import FrequencyWarp, Scale, note_name, pitch_of
from core.display.worker import DisplayWorker

__all__ = [
    "FLOOR_DB",
    "STEP_DB",
    "TILE_COLUMNS",
    "DisplayWorker",
    "EnvelopeSlice",
    "FrequencyWarp",
    "Scale",
    "SpectrogramPyramid",
    "WaveformEnvelope",
    "code_to_db",
    "db_to_code",
    "note_name",
    "pitch_of",
    "power_to_code",
    "table_positions",
]
