//! actix's real server, a real client, and what the log was told.

mod answers;
mod around;
mod breaking;
mod drops;
mod extractors;
mod foreign;
mod hostile;
mod http2;
mod leaks;
mod left_alone;
mod masking;
mod provoked;
mod reporting;
mod requests;
mod upgrades;
