//! Stored at exit 0 while another program has the database open: rolo is not the last to close it then, so that what was
//! written stays in the WAL and nothing but the sync at the commit keeps it.

use super::{Left, NOW, PEOPLE, Play, Sandbox, state, strace, with_files, world};
use crate::crashes::strace::Op;

/// Another program with the database open, in the middle of reading if it is to be.
fn other(rolo: &Sandbox, is_reading: bool) -> rusqlite::Connection {
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    let begin = if is_reading { "BEGIN" } else { "" };
    conn.execute_batch(&format!("{begin}; SELECT count(*) FROM sqlite_schema")).unwrap();
    conn
}

/// Plays an import that nobody's closing of the database brings to the disk.
fn play_held(rolo: &Sandbox, is_reading: bool) -> Play {
    let held = other(rolo, is_reading);
    let play = Play::record(rolo, &["import", "people.csv"]);
    drop(held);
    play
}

#[test]
fn what_is_stored_is_there_though_another_program_has_the_database_open() {
    if !strace::is_here() {
        return;
    }
    for is_reading in [true, false] {
        let play = play_held(&world(), is_reading);
        let is_wal = |op: &Op| matches!(op, Op::Write(name, ..) if name == "rolo.db-wal");
        let is_file = |op: &Op| matches!(op, Op::Write(name, ..) if name == "rolo.db");
        assert!(play.ops.iter().any(is_wal) && !play.ops.iter().any(is_file), "all of it is in the WAL alone");
        play.cut_short();
    }
}

#[test]
fn the_first_import_is_stored_though_another_program_has_the_database_open() {
    if !strace::is_here() {
        return;
    }
    let rolo = Sandbox::at(NOW);
    rolo.file("people.csv", PEOPLE);
    rolo.file("rolo.db", "");
    play_held(&rolo, false).cut_short();
}

#[test]
fn a_power_cut_takes_what_was_not_synced() {
    if !strace::is_here() {
        return;
    }
    // What the tests above would see of a rolo that does not wait for the disk.
    let mut play = play_held(&world(), true);
    play.ops.retain(|op| !matches!(op, Op::Sync(_) | Op::SyncFolder));
    let mut disk = play.start.clone();
    play.ops.iter().for_each(|op| disk.apply(op));
    for (left, is_there) in [(Left::All, true), (Left::Nothing, false), (Left::EverySecond, false)] {
        let now = state(&with_files(&disk.after_crash(left)), "without a sync");
        assert_eq!(now == play.after, is_there, "{left:?}");
    }
}
