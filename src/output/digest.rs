//! The SHA-256 of what is written, as `sha256sum` prints it, taken on its way out.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

/// Passes bytes on and hashes them.
pub struct Digest<'a> {
    out: &'a mut dyn Write,
    hasher: Sha256,
}

impl<'a> Digest<'a> {
    /// Of nothing yet.
    pub fn of(out: &'a mut dyn Write) -> Self {
        Self { out, hasher: Sha256::new() }
    }

    /// The hash of all that was written, in hexadecimal.
    pub fn finish(self) -> String {
        self.hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Write for Digest<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.hasher.update(&bytes[..count]);
        Ok(count)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hasher.update(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_sha256sum_however_the_bytes_come() {
        let mut written = Vec::new();
        let mut digest = Digest::of(&mut written);
        digest.write_all(b"a").expect("memory takes all");
        assert_eq!(digest.write(b"bc").expect("memory takes all"), 2);
        assert_eq!(digest.finish(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(written, b"abc");
    }
}
