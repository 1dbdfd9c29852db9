//! Every input that fuzzing has kept holds the properties of its target.

use fuzz_targets::{check, corpus};

fn replay(name: &str) {
    let inputs = corpus::read(name);
    assert!(!inputs.is_empty(), "no input of {name} is kept");
    for input in inputs {
        let result = std::panic::catch_unwind(|| check(name, &input));
        assert!(result.is_ok(), "{name}: {}", input.escape_ascii());
    }
}

#[test]
fn attributes() {
    replay("attributes");
}

#[test]
fn scan() {
    replay("scan");
}

#[test]
fn spec() {
    replay("spec");
}

#[test]
fn lock() {
    replay("lock");
}

#[test]
fn envelope() {
    replay("envelope");
}

#[test]
fn messages() {
    replay("messages");
}

#[test]
fn masking() {
    replay("masking");
}
