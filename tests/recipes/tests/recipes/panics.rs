//! The quiet hook is quiet whatever the framework: a panic's message goes to the log alone.
//!
//! A panic hook belongs to the whole process, so the test starts this program again and runs in that process.

use std::process::Command;

use error_catalog::edge::quiet_panic_hook;

use crate::{client, log, servers};

const WITHIN: &str = "RECIPES_PANICS_WITHIN";

#[test]
fn a_panic_is_one_record_and_its_message_is_not_printed() {
    if std::env::var_os(WITHIN).is_some() {
        return within();
    }
    let test = "panics::a_panic_is_one_record_and_its_message_is_not_printed";
    let mut program = Command::new(std::env::current_exe().unwrap());
    let output = program.args(["--exact", test, "--nocapture"]).env(WITHIN, "1").output().unwrap();
    let printed = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{printed}");
    assert!(printed.contains("1 passed"), "{printed}");
    for hidden in ["hunter2", "swordfish", "private.key"] {
        assert!(!printed.contains(hidden), "`{hidden}` is printed: {printed}");
    }
    // Where it happened is printed, once for each framework.
    for (framework, _) in servers::ALL {
        let place = format!("panicked at src/{framework}.rs");
        assert_eq!(printed.matches(&place).count(), 1, "{framework}: {printed}");
    }
}

fn within() {
    log::listen();
    quiet_panic_hook();
    for (framework, start) in servers::ALL {
        let address = start();
        client::send("GET", address, "/stock", "of-the-stock");
        client::send("GET", address, "/ledger", "of-the-ledger");
        let id = format!("{framework}-quiet");
        let seen = client::send("GET", address, "/panic", &id);
        assert_eq!(seen.status, 500, "{framework}: {}", seen.body);
        assert!(seen.body.contains("SYSTEM_INTERNAL_ERROR"), "{framework}: {}", seen.body);
        let records = log::failures(&id);
        let [record] = records.as_slice() else {
            panic!("{framework} has not one record but {}", records.len())
        };
        assert!(record.contains("hunter2") && record.contains("panicked at src/"), "{framework}");
    }
}
