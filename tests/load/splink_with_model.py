#!/usr/bin/env python3
"""Scores the pairs of a folded table with Splink on DuckDB, by a model that rolo trained.

    rolo dedupe --csv FILE --export-model model.json --folded folded.csv
    tests/load/splink_with_model.py model.json folded.csv pairs.csv [--from PROBABILITY]

Pairs are written as id_l, id_r, match_probability, in order, from a probability of 0.01 on unless --from says another.
The two columns that rolo cannot know row by row are counted first: mailboxes and phones that people with three or more
last names hold. The same statement prepares a table on Spark.

Needs the Python packages splink 5 and duckdb.
"""

import argparse
import json
import logging

SHARED_BY = 3

PREPARE = f"""
CREATE TABLE people AS
WITH mailboxes AS (
    SELECT mailbox FROM folded WHERE mailbox IS NOT NULL
    GROUP BY mailbox HAVING count(DISTINCT last_name) >= {SHARED_BY}
), phones AS (
    SELECT phone FROM folded WHERE phone IS NOT NULL
    GROUP BY phone HAVING count(DISTINCT last_name) >= {SHARED_BY}
)
SELECT folded.*, mailboxes.mailbox AS is_shared_mailbox, phones.phone AS is_shared_phone
FROM folded
LEFT JOIN mailboxes ON folded.mailbox = mailboxes.mailbox
LEFT JOIN phones ON folded.phone = phones.phone
"""


def main():
    """Reads, prepares, scores and writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("settings", metavar="SETTINGS.json", help="what `rolo dedupe --export-model` wrote")
    parser.add_argument("folded", metavar="FOLDED.csv", help="what `--folded` wrote")
    parser.add_argument("pairs", metavar="OUT_PAIRS.csv", help="where the pairs go")
    parser.add_argument("--from", dest="least", metavar="PROBABILITY", type=float, default=0.01)
    arguments = parser.parse_args()

    import duckdb
    from splink import DuckDBAPI, Linker

    connection = duckdb.connect()
    # Progress bars would fill a log.
    connection.execute("SET enable_progress_bar = false")
    # An empty cell is no value, and a phone is no number.
    folded = connection.read_csv(arguments.folded, all_varchar=True, na_values=[""])
    folded.create("folded")
    connection.execute(PREPARE)
    with open(arguments.settings, encoding="utf-8") as source:
        settings = json.load(source)
    linker = Linker(DuckDBAPI(connection=connection).register(connection.table("people")), settings)
    logging.getLogger("splink").setLevel(logging.ERROR)
    predicted = linker.inference.predict(threshold_match_probability=arguments.least)
    connection.sql(
        f"SELECT unique_id_l AS id_l, unique_id_r AS id_r, match_probability FROM {predicted.physical_name} ORDER BY ALL"
    ).write_csv(arguments.pairs)


if __name__ == "__main__":
    main()
