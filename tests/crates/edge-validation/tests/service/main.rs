//! Input that breaks rules: what clients and the log hear of it, and that each code has a test.

mod answers;
mod codes;
mod hostile;
mod sets;
mod unlisted;
