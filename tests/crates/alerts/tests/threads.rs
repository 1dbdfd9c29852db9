//! `start` without enough threads, alone in its process: what it has started ends.
#![cfg(target_os = "linux")]

use std::io::ErrorKind;
use std::process::Command;
use std::time::Instant;
use std::{env, fs, thread};

use alerts::{Codes, PATIENCE, Written};
use error_catalog::alert::{Alerts, Delivery};

/// Set in the process that has room for two threads or three.
const CONFINED: &str = "ALERTS_TEST_CONFINED";

/// The threads of alerts in this process.
fn threads() -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap().flatten();
    let names = tasks.filter_map(|task| fs::read_to_string(task.path().join("comm")).ok());
    names.filter(|name| name.starts_with("error-catalog")).count()
}

#[test]
fn a_start_that_fails_midway_leaves_no_thread() {
    if env::var_os(CONFINED).is_none() {
        let test = env::current_exe().unwrap();
        // Each thread takes 1 GB of addresses, of which the process has 5.
        let limited = "ulimit -v 5000000 && exec \"$0\" --test-threads=1 --nocapture";
        let mut command = Command::new("sh");
        command.arg("-c").arg(limited).arg(test);
        command.env(CONFINED, "1").env("RUST_MIN_STACK", (1 << 30).to_string());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let deliver = |_: &Delivery| Ok(());
    let builder = names.iter().fold(Alerts::for_registry::<Codes>(), |builder, name| {
        builder.channel(name, "CRITICAL", deliver)
    });
    let refused = builder.fallback(Written::default()).start().unwrap_err();
    assert_ne!(refused.kind(), ErrorKind::InvalidInput, "{refused}");
    let end = Instant::now() + PATIENCE;
    while threads() > 0 {
        assert!(Instant::now() < end, "{} threads are left", threads());
        thread::yield_now();
    }
}

/// The name is that of a thread, too.
#[test]
fn the_name_of_a_channel_is_checked() {
    for name in ["", "a\0b", "a\nb"] {
        let deliver = |_: &Delivery| Ok(());
        let started = Alerts::for_registry::<Codes>().channel(name, "ERROR", deliver).start();
        assert_eq!(started.unwrap_err().kind(), ErrorKind::InvalidInput, "{name:?}");
    }
}
