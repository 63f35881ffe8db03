//! Numbers and texts in as few bytes as they need, for what is packed into one value: seven bits a byte, the lowest
//! first (LEB128); signed numbers fold their sign into the lowest bit.

/// Bytes that grow.
#[derive(Debug, Default)]
pub struct Packer(pub(super) Vec<u8>);

impl Packer {
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(super) fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63).cast_unsigned());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn maybe<T>(&mut self, value: Option<T>, pack: impl Fn(&mut Self, T)) {
        if let Some(value) = value {
            pack(self, value);
        }
    }

    /// 0 for none, else one more.
    pub(super) fn maybe_number(&mut self, number: Option<u64>) {
        self.number(number.map_or(0, |number| number + 1));
    }

    pub(super) fn maybe_signed(&mut self, number: Option<i64>) {
        self.0.push(u8::from(number.is_some()));
        self.maybe(number, Self::signed);
    }

    pub(super) fn unless_empty<T>(&mut self, items: &[T], pack: impl Fn(&mut Self, &T)) {
        if !items.is_empty() {
            self.number(items.len() as u64);
            items.iter().for_each(|item| pack(self, item));
        }
    }
}

/// Bytes that are taken one by one; `None` when they end too early or make no sense.
#[derive(Debug)]
pub struct Unpacker<'a> {
    pub(super) bytes: &'a [u8],
}

impl<'a> Unpacker<'a> {
    pub(super) fn four_bytes(&mut self) -> Option<u32> {
        let (first, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(u32::from_le_bytes(*first))
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    #[inline]
    pub(super) fn number(&mut self) -> Option<u64> {
        match self.bytes {
            // Most have one byte or two.
            [one, rest @ ..] if *one < 0x80 => {
                self.bytes = rest;
                Some(u64::from(*one))
            }
            [one, two, rest @ ..] if *two < 0x80 => {
                self.bytes = rest;
                Some(u64::from(*one & 0x7f) | u64::from(*two) << 7)
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> Option<u64> {
        let mut number = 0;
        for (i, byte) in self.bytes.iter().take(10).enumerate() {
            number |= u64::from(byte & 0x7f) << (7 * i);
            if *byte < 0x80 {
                self.bytes = &self.bytes[i + 1..];
                return Some(number);
            }
        }
        None
    }

    pub(super) fn signed(&mut self) -> Option<i64> {
        let folded = self.number()?;
        Some((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let len = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    pub(super) fn maybe_code(&mut self) -> Option<Option<i64>> {
        Some(self.number()?.checked_sub(1).map(u64::cast_signed))
    }

    pub(super) fn maybe_signed(&mut self) -> Option<Option<i64>> {
        Some(if self.byte()? == 0 { None } else { Some(self.signed()?) })
    }
}
