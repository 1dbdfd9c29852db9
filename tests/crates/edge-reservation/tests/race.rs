//! Requests that want the same at once, on each database: one of them wins, and the others receive its code.

use std::path::Path;
use std::process::Command;
use std::sync::Barrier;
use std::thread;

use edge_reservation::{PATIENT, Service};
use postgres_cluster::Cluster;
use serde_json::Value;

/// How many requests want the same.
const RIVALS: usize = 8;

fn curl(arguments: &[&str]) -> Value {
    let output = Command::new("curl").args(["-s", "--max-time", "90"]).args(arguments).output();
    let output = output.expect("curl is there");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {arguments:?}: {text:?}"))
}

/// The codes of requests that are sent at once; one that succeeds has none.
fn codes(arguments: &[&str]) -> Vec<String> {
    let barrier = Barrier::new(RIVALS);
    let send = || {
        barrier.wait();
        curl(arguments)["error"]["code"].as_str().unwrap_or_default().to_owned()
    };
    let mut codes: Vec<_> = thread::scope(|scope| {
        let rivals: Vec<_> = (0..RIVALS).map(|_| scope.spawn(send)).collect();
        rivals.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    codes.sort_unstable();
    codes
}

/// What the requests must have received: nothing once, and the code for all others.
fn one_wins(code: &str) -> Vec<String> {
    let lost = std::iter::repeat_n(code.to_owned(), RIVALS - 1);
    std::iter::once(String::new()).chain(lost).collect()
}

fn sign_in(url: &str, email: &str) -> String {
    let credentials = format!(r#"{{"email":"{email}","password":"correct horse"}}"#);
    let granted = curl(&[&format!("{url}/session"), "--json", &credentials]);
    format!("authorization: Bearer {}", granted["token"].as_str().unwrap())
}

fn race(folder: &Path, database: Option<&str>) {
    let service =
        Service { port: 0, folder, alerts: "http://127.0.0.1:1/", database, longest_wait: PATIENT };
    let (process, url) = service.start();
    for round in 0..3 {
        let account =
            format!(r#"{{"email":"guest{round}@example.com","password":"correct horse"}}"#);
        let codes = codes(&[&format!("{url}/users"), "--json", &account]);
        assert_eq!(codes, one_wins("USER_EMAIL_EXISTS"), "{database:?}");
    }
    let session = sign_in(&url, "guest0@example.com");
    for (round, minute) in ["00", "30", "59"].iter().enumerate() {
        let slot = format!(
            r#"{{"room":"garden","starts_at":"2099-04-0{}T18:{minute}:00Z","seats":4}}"#,
            round + 1
        );
        let codes = codes(&[&format!("{url}/reservations"), "-H", &session, "--json", &slot]);
        assert_eq!(codes, one_wins("RESERVATION_SLOT_UNAVAILABLE"), "{database:?}");
    }
    // The times that follow and that come before are free, and those between are not.
    for (time, code) in [
        ("2099-04-01T20:00:00Z", Value::Null),
        ("2099-04-01T16:00:00Z", Value::Null),
        ("2099-04-01T19:59:59Z", "RESERVATION_SLOT_UNAVAILABLE".into()),
        ("2099-04-01T14:00:01Z", "RESERVATION_SLOT_UNAVAILABLE".into()),
    ] {
        let slot = format!(r#"{{"room":"garden","starts_at":"{time}","seats":1}}"#);
        let answer = curl(&[&format!("{url}/reservations"), "-H", &session, "--json", &slot]);
        assert_eq!(answer["error"]["code"], code, "{database:?}: {time}");
    }
    let (printed, log) = process.end();
    // What the drivers say is in no answer, and no value of a row is in the log.
    assert!(!log.contains("guest0@example.com") && !printed.contains("guest0@example.com"));
    if database.is_some() {
        let (_process, url) = service.start();
        sign_in(&url, "guest0@example.com");
    }
}

#[test]
fn one_request_wins_in_memory() {
    race(tempfile::tempdir().unwrap().path(), None);
}

#[test]
fn one_request_wins_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}?mode=rwc", folder.path().join("book.db").display());
    race(folder.path(), Some(&file));
}

#[test]
fn one_request_wins_in_postgresql() {
    let cluster = Cluster::shared();
    race(tempfile::tempdir().unwrap().path(), Some(&cluster.database()));
}

/// What only `PostgreSQL` refuses.
#[test]
fn a_deadlock_is_tried_again_and_nul_is_refused() {
    let cluster = Cluster::shared();
    let (folder, database) = (tempfile::tempdir().unwrap(), cluster.database());
    let service = Service {
        port: 0,
        folder: folder.path(),
        alerts: "http://127.0.0.1:1/",
        database: Some(&database),
        longest_wait: PATIENT,
    };
    let (_process, url) = service.start();
    for (path, body) in [
        ("session", r#"{"email":"\u0000","password":"x"}"#),
        ("users", r#"{"email":"a\u0000@example.com","password":"correct horse"}"#),
        ("users", r#"{"email":"a@example.com","password":"correct\u0000horse"}"#),
    ] {
        let answer = curl(&[&format!("{url}/{path}"), "--json", body]);
        assert_eq!(answer["error"]["code"], "VALIDATION_ERROR", "{path} {body}: {answer}");
    }

    // A sequence keeps its number when the statement fails: the first two attempts end as those of a deadlock.
    cluster.run_in(
        &database,
        "CREATE SEQUENCE attempts;
        CREATE FUNCTION deadlock() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('attempts') < 3 THEN
                RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER deadlock BEFORE INSERT ON reservations FOR EACH ROW EXECUTE FUNCTION deadlock();",
    );
    let account = r#"{"email":"guest@example.com","password":"correct horse"}"#;
    curl(&[&format!("{url}/users"), "--json", account]);
    let session = sign_in(&url, "guest@example.com");
    let slot = r#"{"room":"garden","starts_at":"2099-04-01T18:00:00Z","seats":4}"#;
    let answer = curl(&[&format!("{url}/reservations"), "-H", &session, "--json", slot]);
    assert_eq!(answer["room"], "garden", "{answer}");
}
