//! Backups and what can go wrong with them. A backup that cannot be read has a code of its own, because somebody has to be
//! woken.

mod errors;

pub use errors::BackupError;
