//! Rows that come in any order and leave in that of their ids, piece by piece: an external merge sort. Too many to wait in
//! memory are put aside sorted, in a temporary file that nobody else can see, and merged when all are there: a table that
//! is written from front to back costs a fraction of one that is written all over, again and again.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::FileExt;

use anyhow::Context;

use super::bytes::{Packer, Unpacker};
use crate::error::{Error, Result};

/// Rows that wait in memory.
const WAITING: usize = 50_000;
/// Rows that are found together in what was put aside.
const BLOCK: usize = 128;
/// Rows of a piece, about.
const PIECE: usize = 4_096;

/// What can be put aside.
pub trait Row: Clone {
    /// Puts the row into bytes.
    fn pack(&self, out: &mut Packer);
    /// Takes it out again.
    fn unpack(input: &mut Unpacker<'_>) -> Option<Self>;
}

/// Rows on their way in. Each id comes once.
#[derive(Debug)]
pub struct InOrder<T> {
    waiting: Vec<(i64, T)>,
    aside: Option<Aside>,
}

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        Self { waiting: Vec::new(), aside: None }
    }
}

/// What was put aside.
#[derive(Debug)]
struct Aside {
    file: File,
    /// Each sorted in itself.
    runs: Vec<Vec<Block>>,
    length: u64,
}

/// Neighbouring rows of a run.
#[derive(Debug, Clone, Copy)]
struct Block {
    first_id: i64,
    start: u64,
}

impl<T: Row> InOrder<T> {
    /// One more.
    pub fn push(&mut self, id: i64, row: T) -> Result<()> {
        self.waiting.push((id, row));
        if self.waiting.len() < WAITING { Ok(()) } else { self.put_aside() }
    }

    fn put_aside(&mut self) -> Result<()> {
        let aside = match &mut self.aside {
            Some(aside) => aside,
            none => {
                let file = tempfile::tempfile().context("cannot create a temporary file")?;
                none.insert(Aside { file, runs: Vec::new(), length: 0 })
            }
        };
        self.waiting.sort_unstable_by_key(|(id, _)| *id);
        let (mut run, mut out) = (Vec::new(), Packer::default());
        for block in self.waiting.chunks(BLOCK) {
            run.push(Block { first_id: block[0].0, start: aside.length + out.0.len() as u64 });
            for (id, row) in block {
                out.signed(*id);
                row.pack(&mut out);
            }
        }
        aside.file.write_all(&out.0).context("cannot keep what waits in a temporary file")?;
        aside.length += out.0.len() as u64;
        aside.runs.push(run);
        self.waiting.clear();
        Ok(())
    }

    /// All are there.
    pub fn finish(mut self) -> Result<Pieces<T>> {
        if self.aside.is_none() {
            self.waiting.sort_unstable_by_key(|(id, _)| *id);
            return Ok(Pieces { waiting: self.waiting, aside: None, bounds: Vec::new() });
        }
        if !self.waiting.is_empty() {
            self.put_aside()?;
        }
        let runs = self.aside.iter().flat_map(|aside| &aside.runs);
        let mut bounds: Vec<i64> = runs.flatten().map(|block| block.first_id).collect();
        bounds.sort_unstable();
        let bounds = bounds.into_iter().step_by(PIECE / BLOCK).collect();
        Ok(Pieces { waiting: Vec::new(), aside: self.aside, bounds })
    }
}

/// Rows on their way out.
#[derive(Debug)]
pub struct Pieces<T> {
    /// All rows in order, if nothing was put aside.
    waiting: Vec<(i64, T)>,
    aside: Option<Aside>,
    /// The first id of each piece.
    bounds: Vec<i64>,
}

impl<T: Row> Pieces<T> {
    /// How many pieces there are.
    pub fn count(&self) -> usize {
        if self.aside.is_some() { self.bounds.len() } else { self.waiting.len().div_ceil(PIECE) }
    }

    /// The rows of a piece, by their ids, all of which lie behind those of the piece before.
    pub fn piece(&self, number: usize) -> Result<Vec<(i64, T)>> {
        let Some(aside) = &self.aside else {
            return Ok(self.waiting.chunks(PIECE).nth(number).unwrap_or_default().to_vec());
        };
        let (from, to) = (self.bounds[number], self.bounds.get(number + 1).copied());
        let mut rows = Vec::new();
        for (at, run) in aside.runs.iter().enumerate() {
            // The block before the first one that begins in the piece may reach into it.
            let first = run.partition_point(|block| block.first_id <= from).saturating_sub(1);
            let end = to.map_or(run.len(), |to| run.partition_point(|block| block.first_id < to));
            if first >= end {
                continue;
            }
            let next = run.get(end).or_else(|| aside.runs.get(at + 1)?.first());
            let bytes = aside.read(run[first].start, next.map_or(aside.length, |block| block.start))?;
            let mut input = Unpacker { bytes: &bytes };
            while !input.bytes.is_empty() {
                let row = input.signed().zip(T::unpack(&mut input));
                let (id, row) = row.ok_or_else(|| Error::fault("what was put aside cannot be read"))?;
                if id >= from && to.is_none_or(|to| id < to) {
                    rows.push((id, row));
                }
            }
        }
        rows.sort_unstable_by_key(|(id, _)| *id);
        Ok(rows)
    }

    /// Gives every row in the order of ids.
    pub fn for_each(self, mut run: impl FnMut(i64, T) -> Result<()>) -> Result<()> {
        for number in 0..self.count() {
            self.piece(number)?.into_iter().try_for_each(|(id, row)| run(id, row))?;
        }
        Ok(())
    }
}

impl Aside {
    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(to - from)?];
        self.file.read_exact_at(&mut bytes, from).context("cannot read a temporary file")?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Row for String {
        fn pack(&self, out: &mut Packer) {
            out.text(self);
        }

        fn unpack(input: &mut Unpacker<'_>) -> Option<Self> {
            input.text().map(str::to_owned)
        }
    }

    fn check(ids: impl Iterator<Item = i64> + Clone) {
        let mut rows = InOrder::default();
        ids.clone().for_each(|id| rows.push(id, format!("row {id}")).expect("room"));
        let mut expected: Vec<i64> = ids.collect();
        expected.sort_unstable();
        let pieces = rows.finish().expect("all are there");
        let by_piece: Vec<_> = (0..pieces.count()).map(|number| pieces.piece(number).expect("a piece")).collect();
        assert!(by_piece.iter().all(|piece| !piece.is_empty() && piece.len() <= 4 * PIECE));
        let mut given = Vec::new();
        pieces
            .for_each(|id, row| {
                assert_eq!(row, format!("row {id}"));
                given.push(id);
                Ok(())
            })
            .expect("they can be read");
        assert_eq!(given, expected);
        assert_eq!(by_piece.into_iter().flatten().map(|(id, _)| id).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_leave_in_the_order_of_their_ids_however_many_come() {
        let most = i64::try_from(WAITING).expect("a number");
        // Steps that have no divisor in common with the count visit every id once.
        for (count, step) in
            [(0, 1), (1, 1), (500, 7), (most, 1), (most + 1, 7_919), (3 * most + 5, 7_919), (2 * most, 9)]
        {
            check((0..count).map(move |n| n * step % count.max(1) - 5));
        }
    }

    #[test]
    fn runs_may_lie_apart_or_in_one_another() {
        let most = i64::try_from(WAITING).expect("a number");
        check((0..2 * most).rev());
        check((0..most).map(|n| n * 1_000).chain((0..most).map(|n| 500_001 + n * 2)));
    }
}
