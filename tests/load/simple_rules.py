#!/usr/bin/env python3
"""Says how far simple rules get on a file with truth: a yardstick for how hard the file is.

    tests/load/simple_rules.py CONTACTS TRUTH

The columns are those of the `duplicates` example. Cells are compared in small letters, phones by their last nine
digits. A value that more than 50 rows share is no sign of a person and makes no pairs.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from itertools import combinations

COMMON = 50


def main():
    """Prints precision, recall and F1 of each rule."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[2], newline="", encoding="utf-8") as source:
        person_of = {row["id"]: row["cluster_id"] for row in csv.DictReader(source)}
    people, keys = [], {"email": [], "phone": [], "name and company": [], "name and town": []}
    with open(sys.argv[1], newline="", encoding="utf-8") as source:
        for row in csv.DictReader(source):
            people.append(person_of[row["id"]])
            for rule, key in keys_of(row).items():
                keys[rule].append(key)
    true_pairs = sum(size * (size - 1) // 2 for size in Counter(people).values())
    found = {rule: pairs(values) for rule, values in keys.items()}
    found["email, phone, or name and company"] = found["email"] | found["phone"] | found["name and company"]
    print(f"{'same':36} {'P':>6} {'R':>6} {'F1':>6} {'pairs':>9}")
    for rule, together in found.items():
        correct = sum(people[first] == people[second] for first, second in together)
        precision, recall = correct / max(1, len(together)), correct / max(1, true_pairs)
        f1 = 2 * correct / max(1, len(together) + true_pairs)
        print(f"{rule:36} {precision:6.3f} {recall:6.3f} {f1:6.3f} {len(together):9}")


def keys_of(row):
    """What each rule holds a row by; empty where the row does not say it."""
    cells = {column: cell.strip().lower() for column, cell in row.items()}
    name = f"{cells['first_name']}|{cells['last_name']}" if cells["last_name"] else ""
    return {
        "email": cells["email"],
        "phone": phone(cells["phone"]),
        "name and company": f"{name}|{cells['company']}" if name and cells["company"] else "",
        "name and town": f"{name}|{cells['city']}" if name and cells["city"] else "",
    }


def phone(text):
    """The last nine digits, without the extension; nothing for a placeholder."""
    digits = re.sub(r"\D", "", re.split(" ?x| ext", text)[0])
    return "" if digits == "1234567890" or len(set(digits)) < 2 else digits[-9:]


def pairs(values):
    """The pairs of rows that share a value."""
    rows = defaultdict(list)
    for row, value in enumerate(values):
        if value:
            rows[value].append(row)
    return {pair for same in rows.values() if len(same) <= COMMON for pair in combinations(same, 2)}


if __name__ == "__main__":
    main()
