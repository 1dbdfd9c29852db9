//! The recipes of `docs/`, each with a real server.

mod answers;
mod client;
mod clients;
mod document;
mod leaks;
mod log;
mod panics;
mod servers;
