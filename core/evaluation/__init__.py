"""How well estimates match references: over the whole song, and second by second."""

from core.evaluation.frames import FrameEvaluation, FrameScores, evaluate_frames
from core.evaluation.tables import figures_of, messages_of, write_evaluation
from core.evaluation.whole import FILTER_TAPS, PUBLISHED_RATE, Evaluation, EvaluationError, SourceScore, evaluate

__all__ = [
    "FILTER_TAPS",
    "PUBLISHED_RATE",
    "Evaluation",
    "EvaluationError",
    "FrameEvaluation",
    "FrameScores",
    "SourceScore",
    "evaluate",
    "evaluate_frames",
    "figures_of",
    "messages_of",
    "write_evaluation",
]
