//! Right catalogues compile without a warning, and their programs do what they assert.

// The variants that an example only declares are no mistake of it.
#![allow(dead_code)]

mod alert;
mod allow_code;
mod allow_control;
mod allow_level;
mod allow_passthrough;
mod allow_placeholder;
mod allow_retry;
mod allow_server_details;
mod conditional_variants;
mod generic;
mod include;
mod jsonrpc;
mod locales;
mod manual;
mod message_files;
mod message_is_display;
mod public_as;
mod rest;
mod same_as;
mod spec;
mod spec_of_a_registry;
mod struct_with_one_code;
mod thiserror;
mod transparent;
mod transparent_only;
mod without_an_edge;
