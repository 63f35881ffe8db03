//! vCard files (2.1, 3.0, 4.0): each card becomes a row of a table of contacts. What has no field of its own becomes
//! metadata under the property's name; photos and other data that is no text are left out, which is told. A card that
//! cannot be read is a rejected row.

mod card;
mod columns;
mod property;
mod text;

use card::{Card, Cards};
use columns::{Columns, Row};

use super::converted::{Converted, Input, Table};
use crate::error::{Error, Result};

const PRESET: &str = "vcard";

/// Whether a file that starts like this holds vCards.
pub fn is_vcard(start: &str) -> bool {
    start.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// Turns the cards of a file into a table of contacts. The file is read twice: which columns there are is known only
/// at its end.
pub fn convert(input: &Input) -> Result<Converted> {
    let mut columns = Columns::default();
    let mut has_card = false;
    each(input, &mut |card| {
        has_card |= card.has_begun;
        columns.add(&Row::of(&card));
        Ok(())
    })?;
    if !has_card {
        return Err(Error::failed(format!("{}: this is no file of vCards: no line says BEGIN:VCARD", input.name))
            .hint("export the people again as vCard, or leave --from out: what a file is shows in its first line")
            .into());
    }
    let mut table = Table::new(PRESET, &columns.header())?;
    let mut left_out = LeftOut::default();
    each(input, &mut |card| {
        left_out.values += card.left_out_values;
        left_out.cards += card.left_out_cards;
        if card.is_group() {
            left_out.groups += 1;
            return Ok(());
        }
        let cells = columns.cells(Row::of(&card));
        match &card.fault {
            None => table.row(card.line, &cells),
            Some(fault) => table.fault(card.line, &cells, fault.clone()),
        }
    })?;
    table.notices = left_out.notices();
    table.finish()
}

fn each(input: &Input, take: &mut dyn FnMut(Card) -> Result<()>) -> Result<()> {
    let mut cards = Cards::of(input)?;
    while let Some(card) = cards.next_card()? {
        take(card)?;
    }
    Ok(())
}

/// What is not taken.
#[derive(Default)]
struct LeftOut {
    values: u64,
    cards: u64,
    groups: u64,
}

impl LeftOut {
    fn notices(&self) -> Vec<String> {
        let all = [
            (self.values, "photos and other values that are no text are left out"),
            (self.cards, "cards inside of other cards are left out"),
            (self.groups, "cards of groups are left out"),
        ];
        all.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what}: {count}")).collect()
    }
}
