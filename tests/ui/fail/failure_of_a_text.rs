// Rustc: `.or_fail(...)` takes an error, and `?` no text

use error_catalog::{Failure, OrFail, SystemError, catalog};

catalog! {
    pub struct Codes { SystemError }
}

fn by_text() -> Result<u32, Failure<Codes>> {
    Ok(None.or_fail("no number")?)
}

fn text() -> Result<u32, Failure<Codes>> {
    Err("no number")?
}

fn main() {}
// Mistakes: 2
