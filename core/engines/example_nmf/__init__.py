"""Learning from examples: the NMF family of Ludvigsen and Grasmair on songs."""
