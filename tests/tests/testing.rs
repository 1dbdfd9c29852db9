//! The kit for tests of a service: its assertions, its samples, and the codes that no test has produced.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use error_catalog::testing::{
    TestResponse, ToTestResponse as _, assert_all_produced, assert_code, collect, unproduced,
};
use error_catalog::{ErrorCatalog, Failure, OrFail as _, SystemError, catalog};
use http::{Response, StatusCode};

catalog! {
    /// What the tests here produce, and what they do not.
    #[registry(docs = "https://docs.example.com/{code}", internal = "NEVER_SEEN")]
    struct Codes { KitError, Never }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "KIT", registry = Codes)]
enum KitError {
    #[catalog(code = "KIT_EMPTY", status = 404, log_level = "INFO", message = "空です")]
    Empty,
    #[catalog(code = "KIT_FULL", status = 422, log_level = "INFO", message = "{limit}個までです")]
    Full {
        #[detail]
        limit: u32,
    },
    #[catalog(
        code = "KIT_HIDDEN",
        status = 404,
        log_level = "INFO",
        display = "{0}",
        public_as = "KIT_EMPTY"
    )]
    Hidden(u32),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "NEVER", registry = Codes)]
#[expect(dead_code, reason = "it is the point of the test")]
enum Never {
    #[catalog(code = "NEVER_RAISED", status = 409, log_level = "INFO", message = "起こりません")]
    Raised,
    #[catalog(code = "NEVER_SEEN", status = 500, log_level = "ERROR", message = "見えません")]
    Seen,
}

fn panic_text(test: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(test)).unwrap_err();
    panic.downcast_ref::<String>().unwrap().clone()
}

#[test]
fn a_response_with_the_code_gives_its_envelope() {
    let failure: Failure<Codes> = KitError::Full { limit: 3 }.into();
    let envelope = assert_code!(failure.into_response(), Codes::KIT_FULL);
    assert_eq!(envelope.details()["limit"], 3);
    // As AIP-193 sends it.
    let google = KitError::Full { limit: 3 };
    let google = google.envelope().dialect(&error_catalog::dialect::Google).into_response();
    assert_eq!(google.status(), 400);
    assert_code!(google, Codes::KIT_FULL);
    let body = KitError::Empty.envelope().to_json();
    assert_code!((StatusCode::NOT_FOUND, &body), Codes::KIT_EMPTY);
    assert_code!((404, body.as_bytes()), Codes::KIT_EMPTY);
    assert_code!(TestResponse::new(StatusCode::NOT_FOUND, body), Codes::KIT_EMPTY);
}

#[test]
fn a_failed_assertion_shows_the_response() {
    let response = || KitError::Empty.envelope().into_response();
    let text = panic_text(|| drop(assert_code!(response(), Codes::KIT_FULL)));
    assert_eq!(
        text,
        "expected `KIT_FULL` with status 422, found `KIT_EMPTY`\nstatus: 404 Not Found\n  body: \
         {\"error\":{\"code\":\"KIT_EMPTY\",\"message\":\"空です\"}}"
    );
    let body = response().into_body();
    let text = panic_text(|| drop(assert_code!((500, &body), Codes::KIT_EMPTY)));
    assert!(
        text.starts_with("expected `KIT_EMPTY` with status 404, found the code with status 500\n"),
        "{text}"
    );
    let text = panic_text(|| drop(assert_code!((502, "<html>"), Codes::KIT_EMPTY)));
    assert!(
        text.starts_with("expected `KIT_EMPTY` with status 404, found no error envelope: "),
        "{text}"
    );
    assert!(text.ends_with("status: 502 Bad Gateway\n  body: <html>"), "{text}");
    let text = panic_text(|| drop(assert_code!((204, ""), Codes::KIT_EMPTY)));
    assert!(text.ends_with("status: 204 No Content\n  body: (empty)"), "{text}");
    let text = panic_text(|| drop(assert_code!((200, "x".repeat(9000)), Codes::KIT_EMPTY)));
    assert!(text.ends_with("… and 5000 more characters"), "{text}");
    // Only AIP-193 sends 422 as 400, and a body does not contradict the status.
    let full = KitError::Full { limit: 3 };
    let text = panic_text(|| drop(assert_code!((400, full.envelope().to_json()), Codes::KIT_FULL)));
    assert!(text.contains("found the code with status 400\n"), "{text}");
    let problem = full.envelope().dialect(&error_catalog::dialect::ProblemDetails);
    let body = problem.to_json().replace("422", "400");
    let text = panic_text(|| drop(assert_code!((400, &body), Codes::KIT_FULL)));
    assert!(text.contains("found the code with status 400\n"), "{text}");
    let text = panic_text(|| drop(assert_code!((422, &body), Codes::KIT_FULL)));
    assert!(text.contains("found a body that says status 400\n"), "{text}");
    let hidden = KitError::Hidden(1).envelope().into_response();
    let text = panic_text(|| drop(assert_code!(hidden, Codes::KIT_HIDDEN)));
    assert!(
        text.contains(
            "help: `KIT_HIDDEN` is sent as `KIT_EMPTY` (`public_as`); expect `KIT_EMPTY`"
        ),
        "{text}"
    );
}

#[test]
fn details_are_compared_and_each_difference_is_shown() {
    let full = || Failure::<Codes>::from(KitError::Full { limit: 3 });
    assert_code!(full(), Codes::KIT_FULL, details = { "limit": 3 });
    assert_code!(full().into_response(), Codes::KIT_FULL, details = { "limit": 1 + 2 },);
    let details = std::collections::BTreeMap::from([("limit", 3)]);
    assert_code!(Err::<(), _>(full()), Codes::KIT_FULL, details = details);
    let text = panic_text(|| {
        assert_code!(full(), Codes::KIT_FULL, details = { "limit": "3", "unit": "pens" });
    });
    assert!(text.contains("`KIT_FULL` has other details:"), "{text}");
    assert!(text.contains(r#"`limit`: expected "3", found 3"#), "{text}");
    assert!(text.contains(r#"`unit`: expected "pens", found nothing"#), "{text}");
    let text = panic_text(|| drop(assert_code!(full(), Codes::KIT_FULL, details = {})));
    assert!(text.contains("`limit`: expected nothing, found 3"), "{text}");
    let text = panic_text(|| drop(assert_code!(Ok::<_, Failure<Codes>>(1), Codes::KIT_FULL)));
    assert!(text.contains("it is `Ok`"), "{text}");
}

/// A registry whose codes no other test looks for.
mod unexpected {
    error_catalog::catalog! { pub struct Codes { error_catalog::SystemError } }
}

#[test]
fn a_failed_assertion_shows_the_causes() {
    let failure = || -> Failure<unexpected::Codes> {
        let cause = std::io::Error::other("no such table: users");
        Err::<(), _>(cause).or_internal_with(|| "reading the users").unwrap_err().into()
    };
    let text = panic_text(|| drop(assert_code!(failure(), Codes::KIT_EMPTY)));
    assert!(
        text.contains("error: reading the users") && text.contains("no such table: users"),
        "{text}"
    );
    let text = panic_text(|| drop(assert_code!(failure().into_response(), Codes::KIT_EMPTY)));
    assert!(text.contains("no such table: users"), "{text}");
    // By the trace id, where only bytes are left, as of a server in this process.
    let edge = error_catalog::edge::Edge::<unexpected::Codes>::new();
    let exchange = edge.begin(http::Method::GET, "/", |_| None);
    let sent = edge.finish_response(&exchange, failure().into_response());
    let text = panic_text(|| {
        drop(assert_code!((sent.status(), sent.body().clone()), Codes::KIT_EMPTY));
    });
    assert!(text.contains("no such table: users"), "{text}");
}

#[test]
fn a_streamed_body_is_collected() {
    let body = KitError::Empty.envelope().to_json();
    let response = Response::builder().status(404).body(body.clone()).unwrap();
    let mut future = pin!(collect(response));
    let Poll::Ready(response) = future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("a body that is there already is ready")
    };
    assert_eq!(response.to_test_response().body(), body.as_bytes());
    assert_code!(response, Codes::KIT_EMPTY);
}

#[test]
fn there_is_a_sample_of_every_code_and_dialect() {
    let samples = Codes::samples();
    assert_eq!(samples.iter().count(), 5 * 5);
    for sample in &samples {
        let row = Codes::get(&sample.code).unwrap();
        let public = row.public_as().and_then(Codes::get).unwrap_or(row);
        assert_code!((sample.status, &sample.body), error_catalog::Code::new(public));
    }
    let seed: Vec<_> = samples.in_dialect("standard").map(|sample| sample.code.as_str()).collect();
    assert_eq!(seed, ["KIT_EMPTY", "KIT_FULL", "KIT_HIDDEN", "NEVER_RAISED", "NEVER_SEEN"]);
    // What has nothing dynamic is what is sent, byte by byte.
    let empty = samples.in_dialect("standard").next().unwrap();
    let trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
    assert_eq!(empty.body, KitError::Empty.envelope().trace_id(trace_id).to_json());
    let text = samples.to_string();
    assert_eq!(text.lines().count(), 25);
    assert!(
        text.starts_with(
            r#"KIT_EMPTY standard 404 {"error":{"code":"KIT_EMPTY","message":"空です","trace_id":"#
        ),
        "{text}"
    );
}

#[test]
fn codes_that_no_test_produces_are_listed() {
    // In another thread: the codes are counted for the process.
    let produce = || drop((KitError::Empty.envelope(), KitError::Full { limit: 1 }.envelope()));
    std::thread::spawn(produce).join().unwrap();
    let _ = KitError::Hidden(1).envelope();
    assert_eq!(unproduced::<Codes>(), ["NEVER_RAISED", "NEVER_SEEN"]);
    assert_all_produced!(Codes, except "NEVER_RAISED", Codes::NEVER_SEEN);

    let text = panic_text(|| assert_all_produced!(Codes));
    assert!(
        text.starts_with(
            "2 of 5 codes are produced by no test:\n  NEVER_RAISED (testing::Never, Raised)\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("assert_all_produced!(…, except \"NEVER_RAISED\", \"NEVER_SEEN\")"),
        "{text}"
    );
    let text = panic_text(
        || assert_all_produced!(Codes, except "NEVER_RAISED", "NEVER_SEEN", "KIT_EMPTY"),
    );
    assert!(
        text.starts_with("`KIT_EMPTY` is excepted, and a test produces it: take the exception out"),
        "{text}"
    );
    let text = panic_text(
        || assert_all_produced!(Codes, except "NEVER_RAISED", "NEVER_SEEN", "NEVER_WAS"),
    );
    assert!(text.starts_with("`NEVER_WAS` is excepted, and no code of the registry"), "{text}");
}

#[test]
fn a_code_of_another_registry_is_asserted_by_its_error() {
    let response = SystemError::RouteNotFound.envelope().into_response();
    assert_code!(response, SystemError::RouteNotFound.code());
}
