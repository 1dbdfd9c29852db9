//! `completions`: what a shell needs.

use clap::CommandFactory as _;

use crate::answer::Answer;
use crate::arguments::{Arguments, Completions};

pub(crate) fn run(asked: &Completions) -> Answer {
    let mut script = Vec::new();
    // A shell completes the words of the binary; those behind `cargo` are cargo's own.
    let mut command = Arguments::command().bin_name("cargo-error-catalog");
    clap_complete::generate(asked.shell, &mut command, "cargo-error-catalog", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let json = catalog_specs::Json::object([
        ("shell", asked.shell.to_string().into()),
        ("script", script.clone().into()),
    ]);
    Answer::of(script, json)
}
