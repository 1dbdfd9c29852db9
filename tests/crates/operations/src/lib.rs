//! What the tests of operations share: a catalogue, a database driver, and a recorder of metrics that can be read.

mod codes;
mod counts;
mod driver;

pub use codes::{Codes, StockError};
pub use counts::Counts;
pub use driver::{DriverError, MysqlError};
