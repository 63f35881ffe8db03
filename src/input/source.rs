//! An input file: a path, or `-` for standard input. It can be read from the start more than once (standard input and
//! files in other encodings are kept in an unlinked temporary file), and always yields UTF-8 without a byte order mark.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

use anyhow::Context;
use csv::{Reader, ReaderBuilder};

use crate::error::{Error, Result};

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
const DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', b'^'];

/// An input file that can be read again and again.
#[derive(Debug)]
pub struct Source {
    /// How messages and batches name it: the path as given, or `-`.
    pub name: String,
    /// Size in bytes of what is read.
    pub bytes: u64,
    /// The byte between cells.
    pub delimiter: u8,
    /// Whether it began with a byte order mark in UTF-8.
    pub is_marked: bool,
    file: File,
    skip: u64,
}

impl Source {
    /// Opens an input file and finds out how it is written.
    pub fn open(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let mut file = if name == "-" { spool(std::io::stdin())? } else { open_file(path)? };
        let mut start = [0_u8; 4];
        let read = read_up_to(&mut file, &mut start).with_context(|| format!("cannot read {name}"))?;
        let start = &start[..read];
        let encoding = match start {
            [0xff, 0xfe, 0, 0] | [0, 0, 0xfe, 0xff] => {
                return Err(Error::failed(format!("{name} is written in UTF-32, which is not read yet"))
                    .hint("convert it: iconv -f UTF-32 -t UTF-8")
                    .into());
            }
            [0xff, 0xfe, ..] => Some(encoding_rs::UTF_16LE),
            [0xfe, 0xff, ..] => Some(encoding_rs::UTF_16BE),
            _ => None,
        };
        let skip = if start.starts_with(UTF8_MARK) { 3 } else { 0 };
        if let Some(encoding) = encoding {
            file.rewind()?;
            file = decode(file, encoding).with_context(|| format!("cannot decode {name}"))?;
        }
        let bytes = file.metadata().with_context(|| format!("cannot look at {name}"))?.len();
        let mut source = Self { name, bytes, delimiter: b',', is_marked: skip > 0, file, skip };
        source.delimiter = source.find_delimiter()?;
        Ok(source)
    }

    /// Reads the file from the start.
    pub fn records(&self) -> Result<Reader<BufReader<File>>> {
        let mut file = self.file.try_clone().with_context(|| format!("cannot read {}", self.name))?;
        file.seek(SeekFrom::Start(self.skip)).with_context(|| format!("cannot read {}", self.name))?;
        Ok(ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(BufReader::with_capacity(1 << 18, file)))
    }

    /// The line on which the record at a position of [`Source::records`] begins. The CSV reader counts the line feed
    /// of `\r\n` and empty lines to the record behind them.
    pub fn line_of(&self, position: &csv::Position) -> Result<u64> {
        let (mut line, mut at) = (position.line(), self.skip + position.byte());
        let mut bytes = [0_u8; 512];
        loop {
            let read = self.file.read_at(&mut bytes, at).with_context(|| format!("cannot read {}", self.name))?;
            let breaks = bytes[..read].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += bytes[..breaks].iter().filter(|byte| **byte == b'\n').count() as u64;
            if breaks < read || read == 0 {
                return Ok(line);
            }
            at += read as u64;
        }
    }

    /// The delimiter that divides the first line into most cells.
    fn find_delimiter(&self) -> Result<u8> {
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(self.skip))?;
        let mut start = vec![0_u8; 1 << 16];
        let read = read_up_to(&mut file, &mut start).with_context(|| format!("cannot read {}", self.name))?;
        let mut counts = [0_usize; DELIMITERS.len()];
        let mut is_quoted = false;
        for byte in &start[..read] {
            match byte {
                b'"' => is_quoted = !is_quoted,
                b'\n' | b'\r' if !is_quoted => break,
                byte if !is_quoted => {
                    if let Some(i) = DELIMITERS.iter().position(|delimiter| delimiter == byte) {
                        counts[i] += 1;
                    }
                }
                _ => {}
            }
        }
        let best = (0..DELIMITERS.len()).rev().max_by_key(|i| counts[*i]).unwrap_or(0);
        Ok(DELIMITERS[best])
    }
}

fn open_file(path: &Path) -> Result<File> {
    let file = File::open(path).map_err(|e| {
        Error::failed(format!("cannot open {}: {e}", path.display()))
            .hint("name an existing CSV file, or `-` for standard input")
    })?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(Error::failed(format!("{} is a folder", path.display()))
            .hint(format!("name the files in it: {}/*.csv", path.display()))
            .into());
    }
    // A pipe can be read only once.
    if metadata.is_file() { Ok(file) } else { spool(file) }
}

fn spool(mut input: impl Read) -> Result<File> {
    let mut file = tempfile::tempfile().context("cannot create a temporary file for the input")?;
    std::io::copy(&mut input, &mut file).context("cannot keep the input in a temporary file")?;
    file.rewind()?;
    Ok(file)
}

fn decode(input: File, encoding: &'static encoding_rs::Encoding) -> Result<File> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut output = std::io::BufWriter::new(tempfile::tempfile()?);
    let mut bytes = vec![0_u8; 1 << 16];
    let mut text = String::with_capacity(1 << 18);
    loop {
        let read = input.read(&mut bytes)?;
        text.clear();
        let (_, _, _) = decoder.decode_to_string(&bytes[..read], &mut text, read == 0);
        output.write_all(text.as_bytes())?;
        if read == 0 {
            break;
        }
    }
    let mut file = output.into_inner().map_err(|e| e.into_error())?;
    file.rewind()?;
    Ok(file)
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}
