//! The recipes of `docs/frameworks.md`, each with its own server.

mod answers;
mod client;
mod document;
mod leaks;
mod log;
mod panics;
mod servers;
