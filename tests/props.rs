//! Properties that hold for any data.
