//! actix's real server, a real client, and what the log was told.

mod answers;
mod breaking;
mod extractors;
mod foreign;
mod hostile;
mod leaks;
mod left_alone;
mod masking;
mod provoked;
mod requests;
mod telling;
