"""Stems on disk: exact, all of them or none, under names that every system takes."""

from core.export.choice import (
    RESIDUAL,
    RESIDUAL_TO,
    Bits,
    Clipping,
    Container,
    ExportChoice,
    Group,
    Label,
    Material,
    Progress,
    Tags,
    everything_but,
)
from core.export.clipping import find_clipping
from core.export.naming import FIELDS, check_template
from core.export.outcome import (
    EXACT_NULL_DB,
    ClippedFile,
    ExportPlan,
    ExportResult,
    Kind,
    NullTest,
    PlannedFile,
    WrittenFile,
)
from core.export.plan import REPORT_NAME, as_float, plan_before, plan_export
from core.export.song_facts import song_tags
from core.export.writing import export

__all__ = [
    "EXACT_NULL_DB",
    "FIELDS",
    "REPORT_NAME",
    "RESIDUAL",
    "RESIDUAL_TO",
    "Bits",
    "ClippedFile",
    "Clipping",
    "Container",
    "ExportChoice",
    "ExportPlan",
    "ExportResult",
    "Group",
    "Kind",
    "Label",
    "Material",
    "NullTest",
    "PlannedFile",
    "Progress",
    "Tags",
    "WrittenFile",
    "as_float",
    "check_template",
    "everything_but",
    "export",
    "find_clipping",
    "plan_before",
    "plan_export",
    "song_tags",
]
