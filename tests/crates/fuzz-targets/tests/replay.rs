//! Every input that fuzzing has kept holds the properties of its target.

use fuzz_targets::{check, corpus};

fn replay(name: &str) {
    let inputs = corpus::read(name);
    assert!(!inputs.is_empty(), "no input of {name} is kept");
    let name = name.to_owned();
    let check_all = move || {
        for input in inputs {
            let result = std::panic::catch_unwind(|| check(&name, &input));
            assert!(result.is_ok(), "{name}: {}", input.escape_ascii());
        }
    };
    // The derive runs on the stack of the compiler, which is larger than that of a test.
    let thread = std::thread::Builder::new().stack_size(8 << 20).spawn(check_all).unwrap();
    thread.join().unwrap();
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
