//! Backups and their errors. A backup that cannot be read has another code, because its alert has to wake the engineer on
//! call.

mod errors;

pub use errors::BackupError;
