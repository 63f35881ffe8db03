#!/usr/bin/env python3
"""How fast Python's VADER scores the texts of a messages CSV on one core: messages a second.

    pip install vaderSentiment==3.3.2
    python3 tests/load/read_vader.py messages.csv [MESSAGES]
"""

import csv
import itertools
import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

most = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    texts = [row["text"] for row in itertools.islice(csv.DictReader(file), most)]
analyzer = SentimentIntensityAnalyzer()
begin = time.perf_counter()
for text in texts:
    analyzer.polarity_scores(text)
print(f"{len(texts)} messages; {len(texts) / (time.perf_counter() - begin):.0f} messages a second on one core")
