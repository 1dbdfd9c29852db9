//! `completions`: the completion script of a shell.

use clap::CommandFactory as _;

use crate::answer::Answer;
use crate::arguments::{Arguments, Completions};

pub(crate) fn run(args: &Completions) -> Answer {
    let mut script = Vec::new();
    // A shell completes the arguments of the binary; those of `cargo` belong to cargo's own script.
    let mut command = Arguments::command().bin_name("cargo-error-catalog");
    clap_complete::generate(args.shell, &mut command, "cargo-error-catalog", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let json = catalog_specs::Json::object([
        ("shell", args.shell.to_string().into()),
        ("script", script.clone().into()),
    ]);
    Answer::file(script, json)
}
