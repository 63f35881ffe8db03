//! What a person changes by hand can be taken back, in whatever order, and then all is as it was before; and an import
//! leaves what was set alone.

use proptest::prelude::*;
use proptest::sample::Index;

use crate::history::{DAY, START, batch};
use crate::world::{Checked, FACTS, World, cases, same};

/// The command line of a change to one of the first contacts.
pub fn edit() -> impl Strategy<Value = Vec<String>> {
    let word = || prop::sample::select(vec!["vip", "VIP", "gold", "tea;cake", "new"]);
    let assignment = prop_oneof![
        prop::sample::select(vec![
            "name=Eve Tan",
            "first_name=Eve",
            "last_name=",
            "email=eve@example.com",
            "email=p1@example.com;p2@example.com",
            "email=",
            "phone=+639175550101",
            "company=Reyes Trading",
            "company=New & Co",
            "company=",
            "city=York",
            "do_not_contact=yes",
            "do_not_contact=no",
            "status=qualified",
            "stage=closing",
            "intent=",
            "traits=loyal",
            "meta.plan=gold",
            "meta.plan=",
        ])
        .prop_map(str::to_owned),
        (prop::sample::select(vec!["tags", "interests", "needs"]), prop::sample::select(vec!["=", "+=", "-="]), word())
            .prop_map(|(list, operator, word)| format!("{list}{operator}{word}")),
    ];
    let command = prop_oneof![
        4 => prop::collection::vec(assignment, 1..4).prop_map(|words| [vec!["set".to_owned()], words].concat()),
        2 => (prop::sample::select(vec!["tag", "untag"]), word()).prop_map(|(tag, word)| vec![tag.to_owned(), word.to_owned()]),
        1 => Just(vec!["note".to_owned(), "likes tea".to_owned()]),
        1 => (-30..30_i64).prop_map(|n| vec!["points".to_owned(), n.to_string()]),
        1 => prop::sample::select(vec!["all", "tags", "email", "city"]).prop_map(|f| vec!["release".to_owned(), f.to_owned()]),
        1 => prop::sample::select(vec!["all", "status"]).prop_map(|f| vec!["unpin".to_owned(), f.to_owned()]),
    ];
    let targets = prop::collection::vec(1..8_u8, 1..3);
    let by_targets = (command, targets).prop_map(|(mut words, targets)| {
        words.extend(targets.iter().map(ToString::to_string));
        words
    });
    let merge = (1..8_u8, 1..8_u8).prop_map(|(a, b)| vec!["merge".to_owned(), a.to_string(), b.to_string()]);
    let contacts = prop_oneof![9 => by_targets, 1 => merge];
    let contacts = contacts.prop_map(|words| [vec!["contacts".to_owned()], words].concat());
    prop_oneof![3 => contacts, 1 => conversation_edit()]
}

/// The command line of a change to one of the first conversations.
fn conversation_edit() -> impl Strategy<Value = Vec<String>> {
    let link = (1..8_u8, 1..8_u8).prop_map(|(a, b)| vec!["link".to_owned(), a.to_string(), b.to_string()]);
    let commands = vec!["unlink", "retry", "release", "close", "reopen", "archive"];
    let other = (prop::sample::select(commands), 1..8_u8).prop_map(|(word, id)| vec![word.to_owned(), id.to_string()]);
    prop_oneof![3 => link, 4 => other].prop_map(|words| [vec!["conversations".to_owned()], words].concat())
}

fn run(world: &World, at: i64, words: &[String]) {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let code = world.run(at, &words).code;
    assert!(matches!(code, 0..=2), "{words:?} ended with {code}");
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn changes_by_hand_are_undone_in_whatever_order(
        rows in batch(12, 8, 20, 8),
        edits in prop::collection::vec(edit(), 1..7),
        order in prop::collection::vec(any::<Index>(), 7),
    ) {
        let world = World::new();
        let files = rows.write(&world, "first");
        let mut args = vec!["nightly"];
        args.extend(files.iter().map(String::as_str));
        prop_assert!(matches!(world.run(START, &args).code, 0 | 3));
        let before = world.dump(FACTS);
        let entries = "SELECT id FROM journal WHERE undone_at IS NULL ORDER BY id";
        let old = world.lines(entries);
        for (n, edit) in (1..).zip(&edits) {
            run(&world, START + n * DAY, edit);
        }
        let mut new: Vec<String> = world.lines(entries).into_iter().filter(|id| !old.contains(id)).collect();
        let has_merge = edits.iter().any(|words| words[1] == "merge");
        for index in order {
            if new.is_empty() {
                break;
            }
            // A merge stands in the way of what came before it.
            let entry = if has_merge { new.pop().unwrap() } else { new.remove(index.index(new.len())) };
            world.ok(START + 30 * DAY, &["undo", &entry])?;
        }
        check(&world, &before)?;
    }

    #[test]
    fn what_was_set_by_hand_no_import_changes(rows in batch(12, 0, 0, 0), word in "[A-Z][a-z]{3,8}") {
        let world = World::new();
        let files = rows.write(&world, "first");
        let Some(file) = files.first() else { return Ok(()) };
        prop_assert!(matches!(world.run(START, &["import", file]).code, 0 | 3));
        let set = format!("city={word}");
        world.ok(START, &["contacts", "set", &set, "name=Zoe Qui", "tags-=vip", "--segment", "all", "--yes"])?;
        let shown = "SELECT id, name, city, instr(';' || lower(tags) || ';', ';vip;') FROM contacts ORDER BY id";
        let before = world.lines(shown);
        // The same rows, told as news.
        let news = std::fs::read_to_string(world.path(file)).unwrap().replace("Cebu", "Davao");
        world.file("news.csv", &news);
        prop_assert!(matches!(world.run(START + DAY, &["import", "news.csv"]).code, 0 | 3));
        let after = world.lines(shown);
        same("an import changed what was set by hand", &before, &after[..before.len()])?;
    }
}

fn check(world: &World, before: &[String]) -> Checked {
    same("taking the changes back left something", before, &world.dump(FACTS))
}
