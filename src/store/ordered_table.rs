//! A table of 64-bit keys with a number each, for the millions that an import adds to a hash index: compact, and in the
//! order of its keys, so that it is written out in one pass without being sorted or copied first.
//!
//! It is an ordered hash table (Amble and Knuth, "Ordered hash tables", 1974) whose slots divide the range of keys
//! evenly: the keys, being hashes, lie where they would in a sorted list, and what collides moves on to the next slots
//! in order. A key takes thirteen bytes.

/// The bytes of a number, which has forty bits.
const NUMBER_WIDTH: usize = 5;
/// Slots for every seven keys; up to seven in eight are taken.
const SLOTS_PER_KEYS: (usize, usize) = (8, 7);
/// The fewest slots of a table that holds anything.
const FEWEST_SLOTS: usize = 64;
/// What an empty slot holds in place of a key. The key 0 itself is kept apart.
const EMPTY: u64 = 0;

/// Keys with a number each, in the order of keys as unsigned numbers.
#[derive(Debug, Default)]
pub struct OrderedTable {
    keys: Vec<u64>,
    numbers: Vec<[u8; NUMBER_WIDTH]>,
    /// How many slots a key may be placed in; what is pushed beyond the last of them goes on to spare slots.
    slots: usize,
    count: usize,
    /// The number of the key 0.
    zero: Option<i64>,
}

impl OrderedTable {
    /// A table with room for about so many keys; it grows when there are many more.
    pub fn with_room_for(keys: usize) -> Self {
        let mut table = Self::default();
        if keys > 0 {
            table.lay_out((keys + keys / 16) / SLOTS_PER_KEYS.1 * SLOTS_PER_KEYS.0);
        }
        table
    }

    /// How many keys there are.
    pub const fn count(&self) -> usize {
        self.count + self.zero.is_some() as usize
    }

    /// The number of a key.
    pub fn get(&self, key: i64) -> Option<i64> {
        let key = key.cast_unsigned();
        if key == EMPTY {
            return self.zero;
        }
        let mut at = self.home(key);
        loop {
            match self.keys.get(at) {
                Some(here) if *here == key => return Some(decode(self.numbers[at])),
                Some(here) if *here != EMPTY && *here < key => at += 1,
                _ => return None,
            }
        }
    }

    /// Brings the places of keys that will be asked for closer, all at once: one by one, each look-up would wait for
    /// memory.
    pub fn approach(&self, keys: impl Iterator<Item = i64>) {
        let homes = keys.map(|key| self.home(key.cast_unsigned()));
        let seen = homes.fold(0, |sum, at| match (self.keys.get(at), self.numbers.get(at)) {
            (Some(key), Some(number)) => sum ^ key ^ u64::from(number[0]),
            _ => sum,
        });
        // What was seen means nothing; the look must only not be optimised away.
        std::hint::black_box(seen);
    }

    /// Sets the number of a key, and returns the one that it had.
    pub fn insert(&mut self, key: i64, number: i64) -> Option<i64> {
        let key = key.cast_unsigned();
        if key == EMPTY {
            return self.zero.replace(number);
        }
        if self.count * SLOTS_PER_KEYS.0 >= self.slots * SLOTS_PER_KEYS.1 {
            self.grow();
        }
        let mut at = self.home(key);
        while self.keys[at] != EMPTY && self.keys[at] < key {
            at = self.next(at);
        }
        if self.keys[at] == key {
            return Some(decode(std::mem::replace(&mut self.numbers[at], encode(number))));
        }
        let mut moving = (key, encode(number));
        while self.keys[at] != EMPTY {
            moving =
                (std::mem::replace(&mut self.keys[at], moving.0), std::mem::replace(&mut self.numbers[at], moving.1));
            at = self.next(at);
        }
        (self.keys[at], self.numbers[at]) = moving;
        self.count += 1;
        None
    }

    /// Takes a key out, and returns its number.
    pub fn remove(&mut self, key: i64) -> Option<i64> {
        let key = key.cast_unsigned();
        if key == EMPTY {
            return self.zero.take();
        }
        let mut at = self.home(key);
        while *self.keys.get(at)? != key {
            if self.keys[at] == EMPTY || self.keys[at] > key {
                return None;
            }
            at += 1;
        }
        let number = decode(self.numbers[at]);
        // Those that moved on because of it move back.
        while let Some(next) = self.keys.get(at + 1).copied()
            && next != EMPTY
            && self.home(next) <= at
        {
            self.keys[at] = next;
            self.numbers[at] = self.numbers[at + 1];
            at += 1;
        }
        self.keys[at] = EMPTY;
        self.count -= 1;
        Some(number)
    }

    /// All keys with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (i64, i64)> {
        let zero = self.zero.iter().map(|number| (0, *number));
        let slots = self.keys.iter().zip(&self.numbers).filter(|(key, _)| **key != EMPTY);
        zero.chain(slots.map(|(key, number)| (key.cast_signed(), decode(*number))))
    }

    /// The slot that a key belongs in.
    fn home(&self, key: u64) -> usize {
        ((u128::from(key) * self.slots as u128) >> u64::BITS) as usize
    }

    /// The slot after this one; there is always one more.
    fn next(&mut self, at: usize) -> usize {
        if at + 1 == self.keys.len() {
            self.keys.push(EMPTY);
            self.numbers.push([0; NUMBER_WIDTH]);
        }
        at + 1
    }

    fn grow(&mut self) {
        let old = std::mem::take(self);
        self.lay_out(old.slots + old.slots / 2);
        self.zero = old.zero;
        for (key, number) in old.iter().filter(|(key, _)| key.cast_unsigned() != EMPTY) {
            self.insert(key, number);
        }
    }

    fn lay_out(&mut self, slots: usize) {
        self.slots = slots.max(FEWEST_SLOTS);
        self.keys = vec![EMPTY; self.slots];
        self.numbers = vec![[0; NUMBER_WIDTH]; self.slots];
    }
}

fn encode(number: i64) -> [u8; NUMBER_WIDTH] {
    debug_assert!((0..1 << 40).contains(&number), "numbers have forty bits");
    let mut bytes = [0; NUMBER_WIDTH];
    bytes.copy_from_slice(&number.to_le_bytes()[..NUMBER_WIDTH]);
    bytes
}

fn decode(bytes: [u8; NUMBER_WIDTH]) -> i64 {
    let mut number = [0; 8];
    number[..NUMBER_WIDTH].copy_from_slice(&bytes);
    i64::from_le_bytes(number)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Keys that meet, crowd at either end of the range, or lie anywhere.
    fn key() -> impl Strategy<Value = i64> {
        prop_oneof![-40_i64..40, (0_i64..16).prop_map(|n| n << 60), any::<i64>()]
    }

    proptest! {
        #[test]
        fn it_holds_what_an_ordered_map_holds(
            room in 0_usize..200,
            steps in prop::collection::vec((key(), prop::option::weighted(0.8, 0_i64..1 << 40)), 0..400),
        ) {
            let mut table = OrderedTable::with_room_for(room);
            let mut map = BTreeMap::new();
            for (key, number) in steps {
                let unsigned = key.cast_unsigned();
                match number {
                    Some(number) => prop_assert_eq!(table.insert(key, number), map.insert(unsigned, number)),
                    None => prop_assert_eq!(table.remove(key), map.remove(&unsigned)),
                }
                prop_assert_eq!(table.get(key), map.get(&unsigned).copied());
            }
            let held: Vec<(u64, i64)> = table.iter().map(|(key, number)| (key.cast_unsigned(), number)).collect();
            prop_assert_eq!(held, map.into_iter().collect::<Vec<_>>());
        }
    }
}
