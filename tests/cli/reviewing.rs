//! Review files as people give them back: out of spreadsheets, late, and with rows that contradict each other.

use crate::sandbox::Sandbox;

/// Six people who have nothing in common.
fn strangers() -> Sandbox {
    let rolo = Sandbox::at("2026-09-01");
    let names = ["Ana Cruz", "Ben Dy", "Cleo Eck", "Dora Fink", "Emil Gantz", "Flora Hull"];
    let rows = names.iter().enumerate().map(|(i, name)| format!("{name},{i}@example.com\n"));
    rolo.import("six.csv", &format!("name,email\n{}", rows.collect::<String>()), &[]);
    rolo
}

/// Applies a review file, which must end with this code, and gives the ids that are left and what was said on standard
/// error.
#[track_caller]
fn applied(rolo: &Sandbox, review: &str, code: i32) -> (String, String) {
    rolo.file("review.csv", review);
    let run = rolo.ends(code, &["dedupe", "apply", "review.csv"]);
    (rolo.one("SELECT group_concat(id) FROM (SELECT id FROM contact ORDER BY id)"), run.err)
}

#[test]
fn a_review_file_comes_back_from_a_spreadsheet() {
    for review in [
        "PAIR_ID,Verdict\n1-2,SAME\n 3 - 4 ,Same \n5-6,\n",
        "\u{feff}pair_id;verdict;note\r\n1-2;same;a,b\r\n3-4;same;\r\n",
        "pair_id\tverdict\tid_l\tid_r\n2-Jan\tsame\t1\t2\n4. Mrz\tsame\t3\t4\n",
        "id_r,verdict,id_l\n2,same,1\n3,same,4\n",
        "pair_id,verdict\n1-2,same\n2-1,same\n03-04,same\n1-2,same\n",
    ] {
        assert_eq!(applied(&strangers(), review, 0).0, "1,3,5,6", "{review}");
    }
    let rolo = strangers();
    let wide = "pair_id\tverdict\r\n1-2\tsame\r\n".encode_utf16().flat_map(u16::to_le_bytes);
    std::fs::write(rolo.path("wide.csv"), [0xff, 0xfe].into_iter().chain(wide).collect::<Vec<u8>>()).expect("room");
    rolo.ok(&["dedupe", "apply", "wide.csv"]);
    assert_eq!(rolo.one("SELECT count(*) FROM contact"), "5");
}

#[test]
fn rows_of_a_review_file_that_cannot_be_done_are_told_and_the_others_count() {
    let rows = [
        ("1-2,,same,1,2", ""),
        ("3-4,x,same,5,6", "line 3: pair_id is 3-4, but the ids are 5 and 6"),
        ("3-99,x,same,3,99", "line 4: pair 3-99: there is no contact 99"),
        ("3-3,x,different,3,3", "line 5: `3-3` is no pair_id, such as 12-34"),
        (",x,same,,4", "line 6: `` is no pair_id, such as 12-34"),
        ("3-4,x,s,3,4", "line 7: the verdict `s` is neither same nor different"),
        ("3-4,x,same,3,4", "line 8: pair 3-4: it is said to be the same and different"),
        ("4-3,x,different,4,3", "line 9: pair 3-4: it is said to be the same and different"),
        ("5-6,x,different,5,6", ""),
        ("1-5,x,same,1,5", ""),
        ("2-6,x,same,2,6", "line 12: pair 2-6: 5 and 6 would be one, who are said to be different"),
    ];
    let review: String = rows.iter().map(|(row, _)| format!("{row}\n")).collect();
    let rolo = strangers();
    let (left, told) = applied(&rolo, &format!("pair_id,note,verdict,id_l,id_r\n{review}"), 3);
    assert_eq!(left, "1,3,4,6", "{told}");
    for (_, says) in rows {
        assert!(told.contains(says), "{says}: {told}");
    }
    assert_eq!(told.matches("is left as it is").count(), 8, "{told}");
    assert_eq!(
        rolo.rows("SELECT low_id, high_id, verdict FROM verdict WHERE verdict = 'different'"),
        ["1|6|different"]
    );
    rolo.ok(&["undo"]);
    assert_eq!(rolo.one("SELECT count(*) FROM contact"), "6");
}

#[test]
fn who_was_merged_since_a_review_is_found_and_not_parted_by_it() {
    let rolo = strangers();
    assert_eq!(applied(&rolo, "pair_id,verdict\n1-2,same\n", 0).0, "1,3,4,5,6");
    let (left, told) = applied(&rolo, "pair_id,verdict\n2-3,same\n1-2,same\n2-4,different\n1-2,different\n", 3);
    assert_eq!(left, "1,4,5,6", "{told}");
    assert!(
        told.contains("line 5: pair 1-2: both are contact 1 by now; `rolo dedupe undo` takes a merge back"),
        "{told}"
    );
    assert_eq!(rolo.rows("SELECT low_id, high_id FROM verdict WHERE verdict = 'different'"), ["1|4"]);
}

#[test]
fn a_review_file_full_of_faults_is_not_told_row_by_row() {
    let rows: String = (0..500).map(|row| format!("{row},\"{}\"\n", "no ".repeat(1_000))).collect();
    let (_, told) = applied(&strangers(), &format!("pair_id,verdict\n{rows}"), 3);
    assert!(told.contains("and 480 more such pairs") && told.len() < 5_000, "{told}");
}
