//! Files in other encodings and dialects are written anew once, into an unlinked temporary file: UTF-8, quotes doubled,
//! no blanks around cells. Line ends stay, so that lines keep their numbers.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use encoding_rs::DecoderResult;

use super::encoding::Encoding;
use super::scan::{Dialect, Mark, Scanner};

/// Written where the input makes no sense. No text in UTF-8 has this byte, so its row is rejected.
const NO_CHARACTER: u8 = 0xff;
const BLOCK_BYTES: usize = 1 << 16;

/// The file from a byte on as UTF-8.
pub(super) fn decode(file: &File, from: u64, encoding: Encoding) -> std::io::Result<File> {
    rewrite(file, from, |input, output| match encoding {
        Encoding::Utf8 => std::io::copy(input, output).map(drop),
        Encoding::Utf32Le => utf_32(input, output, u32::from_le_bytes),
        Encoding::Utf32Be => utf_32(input, output, u32::from_be_bytes),
        Encoding::Other(encoding) => other(input, output, encoding),
    })
}

/// The file from a byte on in the dialect that the `csv` crate reads.
pub(super) fn straighten(file: &File, from: u64, dialect: Dialect) -> std::io::Result<File> {
    rewrite(file, from, |input, output| {
        let mut scanner = Scanner::new(dialect);
        let mut block = vec![0_u8; BLOCK_BYTES];
        let mut straight = Vec::with_capacity(BLOCK_BYTES * 2);
        loop {
            let read = input.read(&mut block)?;
            if read == 0 {
                return Ok(());
            }
            straight.clear();
            block[..read].iter().for_each(|byte| push(&mut straight, *byte, scanner.step(*byte), &scanner, dialect));
            output.write_all(&straight)?;
        }
    })
}

fn push(out: &mut Vec<u8>, byte: u8, mark: Mark, scanner: &Scanner, dialect: Dialect) {
    match mark {
        Mark::Text(byte) if Some(byte) == dialect.quote && scanner.is_open() => out.extend([byte, byte]),
        Mark::Escaped(byte) => out.extend([b'\\', byte]),
        Mark::Dropped => {}
        Mark::Text(_) | Mark::Quote | Mark::Doubled | Mark::Cell | Mark::Row | Mark::Blank => out.push(byte),
    }
}

fn rewrite(
    file: &File,
    from: u64,
    write: impl FnOnce(&mut BufReader<&File>, &mut BufWriter<File>) -> std::io::Result<()>,
) -> std::io::Result<File> {
    let mut input = file;
    input.seek(SeekFrom::Start(from))?;
    let mut output = BufWriter::with_capacity(BLOCK_BYTES, tempfile::tempfile()?);
    write(&mut BufReader::with_capacity(BLOCK_BYTES, input), &mut output)?;
    output.into_inner().map_err(std::io::IntoInnerError::into_error)
}

fn other(input: &mut impl Read, out: &mut impl Write, encoding: &'static encoding_rs::Encoding) -> std::io::Result<()> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut block = vec![0_u8; BLOCK_BYTES];
    let mut text = vec![0_u8; BLOCK_BYTES * 2];
    loop {
        let filled = input.read(&mut block)?;
        let mut taken = 0;
        loop {
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(&block[taken..filled], &mut text, filled == 0);
            taken += read;
            out.write_all(&text[..written])?;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => out.write_all(&[NO_CHARACTER])?,
            }
        }
        if filled == 0 {
            return Ok(());
        }
    }
}

fn utf_32(input: &mut impl Read, out: &mut impl Write, number: fn([u8; 4]) -> u32) -> std::io::Result<()> {
    let mut four = [0_u8; 4];
    let mut filled = 0;
    let mut block = vec![0_u8; BLOCK_BYTES];
    loop {
        let read = input.read(&mut block)?;
        for byte in &block[..read] {
            four[filled] = *byte;
            filled = (filled + 1) % 4;
            if filled == 0 {
                match char::from_u32(number(four)) {
                    Some(c) => out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?,
                    None => out.write_all(&[NO_CHARACTER])?,
                }
            }
        }
        if read == 0 {
            return if filled == 0 { Ok(()) } else { out.write_all(&[NO_CHARACTER]) };
        }
    }
}
