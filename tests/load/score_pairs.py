#!/usr/bin/env python3
"""Scores pairs and clusters of duplicates against the truth.

    tests/load/score_pairs.py PAIRS TRUTH [--clusters CLUSTERS] [--json]

PAIRS has the columns id_l, id_r, match_probability and, if it can, band (`automatic` or `review`); CLUSTERS has id and
cluster_id; TRUTH has id and cluster_id for every row. A pair counts once, whichever way round it stands. Precision (P),
recall (R) and F1 are pairwise: of all pairs of rows, which ones are said to be one person, and which ones are. The best
F1 takes the threshold that the truth recommends, so it is an upper bound; the best closure does so for the pairs that
hang together through others. A set without pairs has P 1 and R 0.

Needs nothing but Python 3.10; a million rows with two million pairs take some seconds and 1 GB.
"""

import argparse
import csv
import json
import sys
from array import array
from collections import Counter

THRESHOLD = 0.5


def main():
    """Scores what was asked for and prints it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", metavar="PAIRS")
    parser.add_argument("truth", metavar="TRUTH")
    parser.add_argument("--clusters", metavar="CLUSTERS", help="the clusters that were found")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    arguments = parser.parse_args()

    numbers, people = read_clusters(arguments.truth)
    scores = {"rows": len(people), "people": len(set(people)), "true_pairs": pairs_within(people)}
    scores.update(score_pairs(arguments.pairs, numbers, people, scores["true_pairs"]))
    if arguments.clusters:
        scores["clusters"] = score_clusters(arguments.clusters, numbers, people, scores["true_pairs"])
    if arguments.json:
        print(json.dumps(scores, indent=2))
    else:
        print_table(scores)


def rows_of(path, wanted):
    """The cells of these columns, row by row; a column that is missing gives None where its name ends in `?`."""
    with open(path, newline="", encoding="utf-8") as source:
        reader = csv.reader(source)
        header = next(reader, [])
        places = []
        for name in wanted:
            column = name.rstrip("?")
            if column not in header and not name.endswith("?"):
                sys.exit(f"score_pairs.py: {path} has no column {column}")
            places.append(header.index(column) if column in header else None)
        for row in reader:
            yield [None if place is None else row[place] for place in places]


def read_clusters(path):
    """The number of each id, and the number of the cluster of each row, both from 0 in the order of the file."""
    numbers, clusters, of_row = {}, {}, array("q")
    for row_id, cluster in rows_of(path, ["id", "cluster_id"]):
        if row_id in numbers:
            sys.exit(f"score_pairs.py: {path} has the id {row_id} twice")
        numbers[row_id] = len(numbers)
        of_row.append(clusters.setdefault(cluster, len(clusters)))
    return numbers, of_row


def pairs_within(groups):
    """How many pairs lie in one group."""
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def score_pairs(path, numbers, people, true_pairs):
    """All pairs of the file, those from the threshold on, the automatic ones, and the best that a threshold can do."""
    seen = set()
    judged = []  # (probability, is it right, the two rows)
    automatic = [0, 0]
    banded = False
    for left, right, probability, band in rows_of(path, ["id_l", "id_r", "match_probability", "band?"]):
        first, second = number_of(left, numbers, path), number_of(right, numbers, path)
        pair = (first * len(numbers) + second) if first < second else (second * len(numbers) + first)
        if pair in seen or first == second:
            continue
        seen.add(pair)
        correct = people[first] == people[second]
        judged.append((float(probability), correct, first, second))
        banded = banded or band is not None
        if band == "automatic":
            automatic[0] += 1
            automatic[1] += correct
    likely = [correct for probability, correct, *_ in judged if probability >= THRESHOLD]
    scores = {
        "all": measures(len(judged), sum(correct for _, correct, *_ in judged), true_pairs),
        "likely": measures(len(likely), sum(likely), true_pairs),
        "best": best_threshold(judged, true_pairs),
        "closure": best_closure(judged, people, true_pairs),
    }
    if banded:
        scores["automatic"] = measures(*automatic, true_pairs)
    return scores


def number_of(row_id, numbers, path):
    """The number of an id that the truth has to know."""
    if row_id not in numbers:
        sys.exit(f"score_pairs.py: {path} has the id {row_id}, the truth has not")
    return numbers[row_id]


def measures(found, correct, true_pairs):
    """Precision, recall and F1 of so many pairs."""
    precision = correct / found if found else 1.0
    recall = correct / true_pairs if true_pairs else 1.0
    f1 = 2 * correct / (found + true_pairs) if found + true_pairs else 1.0
    return {"pairs": found, "precision": precision, "recall": recall, "f1": f1}


def best_threshold(judged, true_pairs):
    """The best F1 of all thresholds. Pairs of equal probability stand or fall together."""
    judged.sort(key=lambda pair: -pair[0])
    best = measures(0, 0, true_pairs) | {"threshold": 1.0}
    correct = 0
    for place, (probability, right, *_) in enumerate(judged, 1):
        correct += right
        if place < len(judged) and judged[place][0] == probability:
            continue
        if 2 * correct > best["f1"] * (place + true_pairs):
            best = measures(place, correct, true_pairs) | {"threshold": probability}
    return best


def best_closure(judged, people, true_pairs):
    """The best F1 of all pairs that hang together through pairs from some threshold on; `judged` falls."""
    cluster = list(range(len(people)))  # the cluster of each row
    members = {}  # the rows of clusters that have several
    best = measures(0, 0, true_pairs) | {"threshold": 1.0}
    found = correct = 0
    for place, (probability, _, first, second) in enumerate(judged, 1):
        larger, smaller = cluster[first], cluster[second]
        if larger != smaller:
            if len(members.get(larger, ())) < len(members.get(smaller, ())):
                larger, smaller = smaller, larger
            rows, more = members.setdefault(larger, [larger]), members.pop(smaller, [smaller])
            found += len(rows) * len(more)
            ahead = Counter(people[row] for row in more)
            correct += sum(ahead.get(people[row], 0) for row in rows)
            rows.extend(more)
            for row in more:
                cluster[row] = larger
        if place < len(judged) and judged[place][0] == probability:
            continue
        if 2 * correct > best["f1"] * (found + true_pairs):
            best = measures(found, correct, true_pairs) | {"threshold": probability}
    return best


def score_clusters(path, numbers, people, true_pairs):
    """All pairs that lie in one cluster. A row that no cluster has is alone."""
    clusters, of_row = {}, array("q", [-1]) * len(people)
    for row_id, cluster in rows_of(path, ["id", "cluster_id"]):
        of_row[number_of(row_id, numbers, path)] = clusters.setdefault(cluster, len(clusters))
    members = Counter(cluster for cluster in of_row if cluster >= 0)
    both = Counter(cluster * len(people) + person for cluster, person in zip(of_row, people) if cluster >= 0)
    found = sum(size * (size - 1) // 2 for size in members.values())
    correct = sum(size * (size - 1) // 2 for size in both.values())
    return measures(found, correct, true_pairs) | {"largest": max(members.values(), default=0)}


def print_table(scores):
    """Prints the scores for reading."""
    print(f"{scores['rows']} rows, {scores['people']} people, {scores['true_pairs']} true pairs\n")
    print(f"{'':34} {'P':>6} {'R':>6} {'F1':>6} {'pairs':>9}")
    best = scores["best"]["threshold"]
    labels = {
        "all": "all pairs of the file",
        "likely": f"pairs from probability {THRESHOLD} on",
        "automatic": "automatic pairs",
        "best": f"best threshold ({best:.6g})",
        "closure": f"best closure ({scores['closure']['threshold']:.6g})",
        "clusters": "pairs within the clusters",
    }
    for name, label in labels.items():
        if name in scores:
            row = scores[name]
            print(f"{label:34} {row['precision']:6.3f} {row['recall']:6.3f} {row['f1']:6.3f} {row['pairs']:9}")
    if "clusters" in scores:
        print(f"\nthe largest cluster has {scores['clusters']['largest']} rows")


if __name__ == "__main__":
    main()
