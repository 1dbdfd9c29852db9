//! The example `reservation`, met as its README says: started by its command, asked by its lines.

mod answer;
mod hook;
mod process;
mod readme;
mod service;
mod session;

pub use answer::Answer;
pub use process::Process;
pub use readme::{Line, Readme, root};
pub use service::{BACKUPS, PATIENT, Service};
pub use session::{Session, recorded};
