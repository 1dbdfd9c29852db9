//! tonic's real server, a real client, and what the log was told.

mod bare;
mod breaking;
mod breaking_log;
mod hostile;
mod leaks;
mod limits;
mod masking;
mod metadata;
mod own;
mod reading;
mod reporting;
mod requests;
mod statuses;
mod streams;
