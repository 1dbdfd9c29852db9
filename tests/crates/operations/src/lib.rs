//! What the tests of operations share: a catalogue, a database driver, and a recorder of metrics that can be read.

mod codes;
mod counts;
mod driver;
mod written;

pub use codes::{Codes, SECRETS, StockError};
pub use counts::Counts;
pub use driver::{DriverError, MysqlError};
pub use written::Written;
