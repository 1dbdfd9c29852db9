//! The example `reservation`, met as its README says: started by its command, asked by its lines.

mod answer;
mod hook;
mod process;
mod readme;
mod session;

pub use answer::Answer;
pub use readme::{Line, Readme};
pub use session::{BACKUPS, Session, recorded};
