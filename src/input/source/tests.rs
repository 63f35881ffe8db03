//! Whole files, from bytes to cells.
