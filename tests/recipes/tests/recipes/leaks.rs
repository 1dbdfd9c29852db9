//! Nothing of a cause, a context or a panic reaches a client, and a secret reaches neither client nor log.

use crate::{client, log, servers};

/// Is in the key of the catalogue's `stock()`.
const SECRET: &str = "swordfish";

/// Pieces of the causes (an SQL string, a token, a path), of the context, and of what frameworks say by themselves.
const HIDDEN: [&str; 8] = [
    "SELECT",
    "hunter2",
    "private.key",
    "10.0.0.7",
    "reading the ledger",
    "panicked",
    ".rs:",
    SECRET,
];

#[test]
fn hidden_fields_are_in_no_body_and_no_header() {
    log::listen();
    for (framework, start) in servers::ALL {
        let address = start();
        for path in ["/cart", "/stock", "/ledger", "/panic", "/no/such/route"] {
            for method in ["GET", "HEAD", "POST", "OPTIONS"] {
                let seen = client::send(method, address, path, "leak-1");
                let sent = seen.all();
                for hidden in HIDDEN {
                    let at = format!("{framework} {method} {path}");
                    assert!(!sent.contains(hidden), "{at} says `{hidden}`: {sent}");
                }
            }
        }
    }
    assert!(!log::everything().contains(SECRET), "a secret is in the log");
}

/// What clients are not told is there to be found: once, in the record of the request.
#[test]
fn the_log_has_the_fields_hidden_from_clients() {
    log::listen();
    for (framework, start) in servers::ALL {
        let address = start();
        for (path, told) in [
            ("/stock", &["the stock at 10.0.0.7", "SELECT", "name = 'hunter2'"] as &[_]),
            ("/ledger", &["reading the ledger", "/srv/shop/private.key"]),
            ("/panic", &["panicked", "the database password is hunter2"]),
        ] {
            let id = format!("{framework}-log-{}", &path[1..]);
            client::send("GET", address, path, &id);
            let records = log::failures(&id);
            let [record] = records.as_slice() else {
                panic!("{framework} {path} has not one record: {records:?}")
            };
            for told in told {
                assert!(record.contains(told), "{framework} {path}: {record}");
            }
            assert!(!record.contains(SECRET), "{framework} {path}: {record}");
        }
    }
}
