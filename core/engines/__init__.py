"""The methods that separate, one package each, behind one contract (``base``)."""
