#!/usr/bin/env python3
"""Finds the duplicates of contacts.csv with Splink on DuckDB: what rolo is measured against.

    tests/load/splink_dedupe.py CONTACTS.csv PAIRS.csv CLUSTERS.csv

The columns are those of the `duplicates` example. The model is as good as we could make one for such files without
labels: mailboxes, phones and companies are cleaned in SQL, common values weigh little (term frequencies), eleven
blocking rules, u from random pairs, m by expectation maximisation in three blocks. The pairs are written from a
probability of 0.01 on, those from 0.9 on are called automatic, and the clusters are what these connect.

Needs the Python packages splink 5 and duckdb.
"""

import logging
import sys
import time

FLOOR = 0.01
AUTOMATIC = 0.9

PROVIDERS = (
    "gmail.com googlemail.com yahoo.com outlook.com hotmail.com live.com aol.com icloud.com me.com protonmail.com "
    "gmx.de web.de orange.fr libero.it mail.ru qq.com"
).split()
LEGAL_FORMS = (
    "inc incorporated corp corporation llc co company ltd limited plc llp gmbh ag kg ug sarl sas sasu sa sl pvt "
    "private srl spa ltda me bv nv jsc dac ab fze cv de sp z o o ooo ao as sti"
).split()


def main():
    """Cleans, trains, compares, clusters and writes; says on stderr how long each took."""
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    source, pairs, clusters = sys.argv[1:]
    import duckdb
    from splink import DuckDBAPI, Linker

    clock = Clock()
    connection = duckdb.connect()
    # Progress bars would fill the log.
    connection.execute("SET enable_progress_bar = false")
    for statement in cleaning(source):
        connection.execute(statement)
    database = DuckDBAPI(connection=connection)
    linker = Linker(database.register(connection.table("cleaned")), settings())
    logging.getLogger("splink").setLevel(logging.ERROR)
    clock.lap("load and clean")
    train(linker, clock)
    predicted = linker.inference.predict(threshold_match_probability=FLOOR)
    clock.lap("block and score")
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, AUTOMATIC)
    clock.lap("cluster")
    write(connection, predicted.physical_name, found.physical_name, pairs, clusters)
    clock.lap("write")


class Clock:
    """Tells how long the work has taken since the last time it was asked."""

    def __init__(self):
        self.last = time.monotonic()

    def lap(self, what):
        """Says how long this took."""
        now = time.monotonic()
        print(f"{what}: {now - self.last:.1f} s", file=sys.stderr)
        self.last = now


def cleaning(source):
    """The statements that make the table `cleaned` of the file."""
    listed = ", ".join(f"'{provider}'" for provider in PROVIDERS)
    forms = "|".join(LEGAL_FORMS)
    path = source.replace("'", "''")
    return [
        f"CREATE TEMP TABLE raw AS SELECT * FROM read_csv('{path}', all_varchar = true, header = true, nullstr = '')",
        # A name that stands in one column goes into two: `Last, First` or `First Last`.
        """CREATE TEMP TABLE named AS SELECT *,
            CASE WHEN first_name IS NULL AND contains(last_name, ',') THEN split_part(last_name, ',', 2)
                 WHEN last_name IS NULL AND contains(first_name, ' ') THEN regexp_extract(first_name, '^(.*) [^ ]+$', 1)
                 ELSE first_name END AS first_part,
            CASE WHEN first_name IS NULL AND contains(last_name, ',') THEN split_part(last_name, ',', 1)
                 WHEN last_name IS NULL AND contains(first_name, ' ') THEN regexp_extract(first_name, '([^ ]+)$', 1)
                 ELSE last_name END AS last_part,
            regexp_replace(split_part(lower(trim(email)), '@', 1), '[+].*', '') AS mail_local,
            replace(split_part(lower(trim(email)), '@', 2), 'googlemail.com', 'gmail.com') AS mail_domain,
            regexp_replace(regexp_replace(phone, '(x|ext).*', ''), '[^0-9]', '', 'g') AS digits
        FROM raw""",
        # The national number without what is dialled before it is the same in every way of writing.
        f"""CREATE TEMP TABLE cleaned AS SELECT id AS unique_id,
            nullif(regexp_replace(trim(strip_accents(lower(first_part))), ' [a-z][.]?$|[.]', '', 'g'), '')
                AS first_name,
            nullif(trim(strip_accents(lower(last_part)), ' .'), '') AS surname,
            CASE WHEN mail_local NOT IN ('', 'none', 'test', 'noemail', 'na')
                 THEN CASE WHEN mail_domain = 'gmail.com' THEN replace(mail_local, '.', '') ELSE mail_local END
                      || '@' || mail_domain END AS email,
            CASE WHEN mail_local NOT IN ('none', 'test', 'noemail', 'na', 'info', 'sales', 'contact', 'admin', 'office',
                      'support', 'hello') THEN nullif(mail_local, '') END AS mail_local,
            CASE WHEN mail_domain NOT IN ({listed}) THEN nullif(mail_domain, '') END AS domain,
            CASE WHEN length(digits) >= 7 AND digits <> '1234567890' AND NOT regexp_matches(digits, '^(0+|9+)$')
                 THEN right(digits, 9) END AS phone,
            nullif(regexp_replace(regexp_replace(regexp_replace(strip_accents(lower(company)), '[.]', '', 'g'),
                   '( ({forms}))+$|,', '', 'g'), '[^[:alnum:]]', '', 'g'), '') AS company,
            nullif(regexp_replace(strip_accents(lower(city)), '[^[:alnum:]]', '', 'g'), '') AS city
        FROM named""",
    ]


def settings():
    """The model: what is compared, how finely, and which pairs are looked at."""
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[name_comparison(), *contact_comparisons()],
        blocking_rules_to_generate_predictions=[
            block_on("email"),
            block_on("phone", "substr(first_name, 1, 1)"),
            block_on("phone", "surname"),
            block_on("first_name", "surname", "company"),
            block_on("first_name", "surname", "city"),
            block_on("first_name", "surname", "domain"),
            block_on("surname", "company", "substr(first_name, 1, 1)"),
            block_on("first_name", "company", "substr(surname, 1, 2)"),
            block_on("mail_local", "surname"),
            block_on("mail_local", "company"),
            "l.first_name = r.surname and l.surname = r.first_name and l.city = r.city",
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def name_comparison():
    """First and last name as one, since they are known together."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons

    level = levels.CustomLevel
    return comparisons.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            level(
                "surname_l IS NULL OR surname_r IS NULL OR first_name_l IS NULL OR first_name_r IS NULL", "null"
            ).configure(is_null_level=True),
            level("first_name_l = first_name_r AND surname_l = surname_r", "same").configure(
                tf_adjustment_column="surname"
            ),
            level("first_name_l = surname_r AND surname_l = first_name_r", "exchanged"),
            level(
                "surname_l = surname_r AND substr(first_name_l, 1, 1) = substr(first_name_r, 1, 1) "
                "AND (length(first_name_l) = 1 OR length(first_name_r) = 1)",
                "an initial",
            ).configure(tf_adjustment_column="surname"),
            level(
                "surname_l = surname_r AND jaro_winkler_similarity(first_name_l, first_name_r) >= 0.85", "like first"
            ).configure(tf_adjustment_column="surname"),
            level(
                "first_name_l = first_name_r AND jaro_winkler_similarity(surname_l, surname_r) >= 0.88", "like last"
            ).configure(tf_adjustment_column="first_name"),
            level("surname_l = surname_r", "last").configure(tf_adjustment_column="surname"),
            level("first_name_l = first_name_r", "first").configure(tf_adjustment_column="first_name"),
            levels.ElseLevel(),
        ],
    )


def contact_comparisons():
    """Mailbox, phone and company, each by itself. The town would only tie colleagues closer together."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons

    def compared(column, *between):
        return comparisons.CustomComparison(
            output_column_name=column,
            comparison_levels=[
                levels.NullLevel(column),
                levels.ExactMatchLevel(column, term_frequency_adjustments=True),
                *between,
                levels.ElseLevel(),
            ],
        )

    local = "split_part(email_{}, '@', 1)".format
    same_local = levels.CustomLevel(f"{local('l')} = {local('r')}", "same mailbox elsewhere")
    same_domain = levels.CustomLevel("domain_l = domain_r", "same domain")
    return [
        compared("email", levels.JaroWinklerLevel("email", 0.95), same_local),
        compared("phone", levels.LevenshteinLevel("phone", 1)),
        compared("company", same_domain, levels.JaroWinklerLevel("company", 0.92)),
    ]


def train(linker, clock):
    """Estimates the model's parameters from the file alone."""
    from splink import block_on

    training = linker.training
    certain = [block_on("email", "surname"), block_on("phone", "first_name", "surname")]
    training.estimate_probability_two_random_records_match(certain, recall=0.7)
    clock.lap("prior")
    training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    clock.lap("u")
    for rule in [block_on("email"), block_on("phone"), block_on("first_name", "surname", "city")]:
        training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=True)
    clock.lap("expectation maximisation")


def write(connection, predicted, found, pairs, clusters):
    """Writes both files in the columns of `rolo dedupe --csv`."""
    paths = [path.replace("'", "''") for path in (pairs, clusters)]
    connection.execute(
        f"""COPY (SELECT unique_id_l AS id_l, unique_id_r AS id_r, match_probability,
                CASE WHEN match_probability >= {AUTOMATIC} THEN 'automatic' ELSE 'review' END AS band
            FROM {predicted} ORDER BY match_probability DESC, 1, 2) TO '{paths[0]}' (HEADER, DELIMITER ',')"""
    )
    connection.execute(
        f"COPY (SELECT unique_id AS id, cluster_id FROM {found} ORDER BY 1) TO '{paths[1]}' (HEADER, DELIMITER ',')"
    )


if __name__ == "__main__":
    main()
