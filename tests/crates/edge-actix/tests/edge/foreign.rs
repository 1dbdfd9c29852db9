//! Errors of other crates, whatever their status and type say, and bodies that break while they are sent.

use edge_actix::client::{get, raw, send};
use edge_actix::foreign::{KINDS, WAYS};
use edge_actix::recorded::records;

#[test]
fn the_text_of_an_error_is_never_sent_and_each_failure_is_reported() {
    for kind in KINDS {
        for status in [200, 201, 299, 302, 307, 400, 404, 418, 422, 500, 503, 599, 600, 700, 999] {
            let path = format!("/foreign/{status}/{kind}");
            let id = path.replace('/', ".");
            let answer = send("GET", &path, &[("x-request-id", &id)], None);
            assert!(!answer.all().contains("hunter2"), "{path}: {answer:?}");
            let records = records(&id);
            if (300..400).contains(&status) {
                // A redirection is no failure.
                assert_eq!((answer.status, answer.body.len()), (status, 0), "{path}");
                assert_eq!(answer.header("location"), "/login");
                assert!(records.is_empty(), "{path}: {records:?}");
                continue;
            }
            // An error whose status says success is unexpected.
            let sent = if (400..600).contains(&status) { status } else { 500 };
            assert_eq!(answer.status, sent, "{path}");
            assert_eq!(answer.trace_id(), id);
            assert_eq!(records.len(), 1, "{path}: {records:?}");
            let fields = &records[0].fields;
            assert_eq!(fields["error_code"], answer.code(), "{path}");
            assert!(format!("{fields:?}").contains("hunter2"), "{path}: {fields:?}");
            assert_eq!(records[0].level == "ERROR", sent >= 500, "{path}");
        }
    }
}

#[test]
fn a_body_that_breaks_is_reported_once() {
    for prefix in ["", "/twice"] {
        for way in WAYS {
            let id = format!("broken{}.{way}", prefix.replace('/', "."));
            let request = format!(
                "GET {prefix}/stream/{way} HTTP/1.1\r\nhost: x\r\nx-request-id: {id}\r\nconnection: close\r\n\r\n"
            );
            let sent = String::from_utf8_lossy(&raw(request.as_bytes())).into_owned();
            // Before the first piece, not even the head is sent.
            assert!(sent.starts_with("HTTP/1.1 200") || way == "panics-at-once", "{way}: {sent}");
            assert!(!sent.contains("hunter2") && !sent.ends_with("0\r\n\r\n"), "{way}: {sent}");
            assert_eq!(sent.matches("piece").count(), if way == "panics-at-once" { 0 } else { 3 });
            let records = records(&id);
            assert_eq!(records.len(), 1, "{prefix} {way}: {records:#?}");
            let fields = &records[0].fields;
            assert_eq!(fields["status"], "200", "{way}");
            let code = if way == "fails-with-a-code" { "SHOP_CART_EMPTY" } else { "SHOP_BROKEN" };
            if way != "fails-with-a-code" {
                assert_eq!(fields["error_code"], code, "{way}");
                assert!(format!("{fields:?}").contains("hunter2"), "{way}: {fields:?}");
            }
        }
    }
    assert_eq!(get("/stream/whole").body, b"piecepiecepiece");
    // Its `Drop` panics once everything is sent.
    assert_eq!(get("/stream/drop").body, b"piecepiecepiece");
    assert_eq!(get("/ok").body, b"fine");
}

/// Who goes away in the middle of a body has not made the service fail.
#[test]
fn a_client_that_disconnects_is_no_failure() {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(edge_actix::server::address()).unwrap();
    let request = "GET /stream/endless HTTP/1.1\r\nhost: x\r\nx-request-id: gone-away\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    stream.read_exact(&mut [0; 64]).unwrap();
    drop(stream);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(records("gone-away").is_empty());
}
