"""The demo song: what is played (``composition``), by whom (``instruments``), and where (``room``)."""
