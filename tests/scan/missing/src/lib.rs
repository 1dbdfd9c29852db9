mod nowhere;
mod twice;
#[path = "not/there.rs"]
mod named;
include!("no_file.rs");
