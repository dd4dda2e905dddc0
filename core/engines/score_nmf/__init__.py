"""Score-informed NMF (Ewert & Mueller 2012; method A of Ewert & Sandler 2017)."""
