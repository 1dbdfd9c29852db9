//! The quiet hook: panics of requests keep their message for the log, all others go on as ever.
//!
//! A panic hook belongs to the whole process, so each test starts this program again and runs in that process.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::process::{Command, Output, Stdio};

use axum::Router;
use axum::routing::get;
use edge_axum::catalogue::{Codes, MARKER};
use edge_axum::server::run;
use edge_axum::shop;
use error_catalog::edge::{Edge, quiet_panic_hook};
use error_catalog::tower::CatalogLayer;
use error_catalog::{Failure, OrFail as _};

const WITHIN: &str = "EDGE_PANICS_WITHIN";

/// Runs one test of this file alone, in another process.
fn alone(test: &str, stderr: Stdio) -> Output {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args(["--exact", test, "--nocapture"]).env(WITHIN, "1");
    program.stdout(Stdio::piped()).stderr(stderr).spawn().unwrap().wait_with_output().unwrap()
}

fn is_within() -> bool {
    std::env::var_os(WITHIN).is_some()
}

fn shop() -> Router {
    shop::routes().layer(CatalogLayer::<Codes>::new())
}

#[test]
fn a_panic_is_answered_where_the_error_stream_cannot_be_written() {
    if is_within() {
        quiet_panic_hook();
        let shop = run(shop());
        assert_eq!(shop.get("/panic").code(), "SYSTEM_INTERNAL_ERROR");
        assert_eq!(shop.log.failures().len(), 1);
        return;
    }
    let full = File::options().write(true).open("/dev/full").unwrap();
    let test = "a_panic_is_answered_where_the_error_stream_cannot_be_written";
    let output = alone(test, full.into());
    assert!(output.status.success(), "{:?}", output.status);
}

#[test]
fn only_panics_of_requests_are_quiet() {
    if is_within() {
        std::panic::set_hook(Box::new(|panic| {
            let told = panic.payload().downcast_ref::<&str>().unwrap_or(&"nothing");
            eprintln!("the hook before was told: {told}");
        }));
        quiet_panic_hook();
        let shop = run(shop());
        assert_eq!(shop.get("/panic").code(), "SYSTEM_INTERNAL_ERROR");
        assert!(std::thread::spawn(|| panic!("a job of the night failed")).join().is_err());
        return;
    }
    let output = alone("only_panics_of_requests_are_quiet", Stdio::piped());
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("the hook before was told: a job of the night failed"), "{told}");
    assert!(!told.contains("SELECT") && told.contains("panicked at"), "{told}");
}

/// Work that a request hands over panics outside of it: the message is for the log, in the error of the work.
#[test]
fn panics_beside_a_request_are_quiet_too() {
    if is_within() {
        quiet_panic_hook();
        let spawn = async || {
            let task = tokio::spawn(async { panic!("{MARKER} in a task") });
            Result::<(), Failure<Codes>>::Err(task.await.or_internal().unwrap_err().into())
        };
        let blocking = async || {
            let task = tokio::task::spawn_blocking(|| panic!("{MARKER} in a thread"));
            Result::<(), Failure<Codes>>::Err(task.await.or_internal().unwrap_err().into())
        };
        let stream = async || {
            let stream = futures_util::stream::once(async {
                tokio::task::yield_now().await;
                assert!(std::env::var_os(WITHIN).is_none(), "{MARKER} in a body");
                Ok::<_, std::convert::Infallible>(axum::body::Bytes::new())
            });
            axum::body::Body::from_stream(stream)
        };
        let routes = Router::new()
            .route("/spawn", get(spawn))
            .route("/blocking", get(blocking))
            .route("/stream", get(stream));
        let shop = run(routes.layer(CatalogLayer::<Codes>::new()));
        for (count, path) in ["/spawn", "/blocking", "/stream"].into_iter().enumerate() {
            let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            shop.raw(request.as_bytes());
            let records = shop.log.failures();
            assert_eq!(records.len(), count + 1, "{path}");
            assert!(format!("{:?}", records[count]).contains("SELECT"), "{path}: {records:?}");
        }
        drop(std::thread::spawn(|| panic!("{MARKER} in a job")).join());
        return;
    }
    let output = alone("panics_beside_a_request_are_quiet_too", Stdio::piped());
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(!told.contains("SELECT"), "{told}");
    assert_eq!(told.matches("panicked at").count(), 4, "{told}");
}

#[test]
fn the_place_is_that_of_the_panic_or_none() {
    if is_within() {
        quiet_panic_hook();
        let catch = |run: fn()| std::panic::catch_unwind(run).unwrap_err();
        let resumed = async move || -> () {
            drop(catch(|| panic!("one that was caught")));
            std::panic::resume_unwind(Box::new("another"));
        };
        let earlier = async move || -> () {
            let earlier = catch(|| panic!("the earlier"));
            drop(catch(|| panic!("the later")));
            std::panic::resume_unwind(earlier);
        };
        let meanwhile = async || -> () {
            let _guard = Meanwhile;
            panic!("the first of all");
        };
        let routes = Router::new()
            .route("/resumed", get(resumed))
            .route("/earlier", get(earlier))
            .route("/meanwhile", get(meanwhile));
        let shop = run(routes.layer(CatalogLayer::<Codes>::new()));
        for (path, text) in [
            ("/resumed", "panicked: another"),
            ("/earlier", "panicked: the earlier"),
            ("/meanwhile", ": the first of all"),
        ] {
            assert_eq!(shop.get(path).code(), "SYSTEM_INTERNAL_ERROR");
            let told = shop.log.failures().last().unwrap().fields["message"].clone();
            assert!(told.ends_with(text), "{told}");
            assert_eq!(told.contains("panics.rs:"), path == "/meanwhile", "{told}");
        }
        return;
    }
    let output = alone("the_place_is_that_of_the_panic_or_none", Stdio::piped());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Does something that might panic while a panic is on its way.
struct Meanwhile;

impl Drop for Meanwhile {
    fn drop(&mut self) {
        assert!(Edge::<Codes>::catch(|| 1).is_ok());
    }
}
