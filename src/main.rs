//! The binary: parses, calls the library, maps the outcome to an exit code.

use std::process::ExitCode;

/// Rows are made on one processor and dropped on another, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(rolo::main())
}
