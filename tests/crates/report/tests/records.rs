//! What a record has: within a request and outside of one, in each form.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use edge_axum::client::{self, Seen};
use edge_axum::server::{Running, run};
use error_catalog::edge::Exchange;
use error_catalog::mask::{Mask, Treatment};
use error_catalog::report::{Console, JsonLines, Reporter, TracingEvents};
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog as _, Failure, OrFail as _};
use report::{Codes, RoutingError, Written};
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(60);

/// The members of a record, in their order.
const MEMBERS: [&str; 19] = [
    "timestamp",
    "level",
    "severity",
    "environment",
    "service",
    "trace_id",
    "error_code",
    "error_type",
    "message",
    "source",
    "status",
    "route",
    "request",
    "user_id",
    "tool_name",
    "context",
    "causes",
    "location",
    "stack_trace",
];

fn names(record: &str) -> Vec<String> {
    // `Value` sorts; the order is that of the text.
    let record: Value = serde_json::from_str(record).unwrap();
    record.as_object().unwrap().keys().cloned().collect()
}

fn get_from(running: &Running, path: &str, headers: &[(&str, &str)]) -> Seen {
    let mut request = http::Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, value.as_bytes());
    }
    client::send(running.address, request.body(Vec::new()).unwrap())
}

fn is_timestamp(text: &str) -> bool {
    let pattern = "0000-00-00T00:00:00.000Z";
    text.len() == pattern.len()
        && text
            .chars()
            .zip(pattern.chars())
            .all(|(c, p)| if p == '0' { c.is_ascii_digit() } else { c == p })
}

#[test]
fn a_report_outside_of_a_request() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone()))
        .environment("staging")
        .user_key("k")
        .start()
        .unwrap();
    let id = String::from("job-42");
    reporter
        .report(&RoutingError::timeout())
        .trace_id(&*id)
        .user(4711)
        .tool("calculate_route")
        .send();
    assert!(guard.flush(PATIENCE));

    let mut record = written.records().remove(0);
    assert!(is_timestamp(record["timestamp"].as_str().unwrap()), "{record}");
    let user = record["user_id"].as_str().unwrap().to_owned();
    assert!(user.len() == 32 && user.bytes().all(|byte| byte.is_ascii_hexdigit()), "{user}");
    let location = record["location"].as_str().unwrap();
    assert!(location.starts_with("report/tests/records.rs:"), "{location}");
    for member in ["timestamp", "user_id", "location"] {
        record.as_object_mut().unwrap().remove(member);
    }
    assert_eq!(
        record,
        json!({
            "level": "ERROR",
            "severity": "ERROR",
            "environment": "staging",
            "service": "routing.example.com",
            "trace_id": "job-42",
            "error_code": "ROUTING_PROVIDER_TIMEOUT",
            "error_type": "SERVICE_UNAVAILABLE",
            "message": "TomTom API timeout after 3 retries, key Bearer ***",
            "source": "tomtom_api",
            "tool_name": "calculate_route",
            "context": {"retries": 3, "endpoint": "/routing/1/calculateRoute", "password": "***"},
            "causes": ["GET https://***@api.tomtom.com failed for ***"],
        })
    );

    // One key gives one hash, in every process; another key gives another.
    let hash = |key: &str| {
        let written = Written::default();
        let (reporter, guard) =
            Reporter::to(JsonLines::to(written.clone())).user_key(key).start().unwrap();
        reporter.report(&RoutingError::PoolExhausted).user("4711").send();
        assert!(guard.flush(PATIENCE));
        written.records()[0]["user_id"].as_str().unwrap().to_owned()
    };
    assert_eq!(hash("k"), user);
    assert_ne!(hash("other"), user);
}

/// A class is masked by what it is: in its fields, and wherever the texts of the error have a value of it.
#[test]
fn values_of_a_data_class_are_treated_by_its_rule() {
    let name = "Nguyễn Thị \"Hoa\"";
    let record = |mask: Mask, environment: &str| {
        let written = Written::default();
        let lines = JsonLines::to(written.clone());
        let reporter = Reporter::to(lines).mask(mask).environment(environment.to_owned());
        let (reporter, guard) = reporter.start().unwrap();
        reporter.report(&RoutingError::guest(name)).send();
        assert!(guard.flush(PATIENCE));
        written.records().remove(0)
    };
    // Without a rule nothing of a class is written.
    let removed = record(Mask::default(), "production");
    assert_eq!(removed["message"], "*** (born ***) is refused at table 7");
    assert_eq!(
        removed["context"],
        json!({"name": "***", "allergies": "***", "birth": "***", "table": 7})
    );
    assert_eq!(removed["causes"], json!(["no row for ***, who is allergic to ***"]));

    let rules = || {
        Mask::default()
            .class("pii", Treatment::Hashed)
            .class_in("development", "pii", Treatment::Kept)
            .hash_key("k")
    };
    let hashed = record(rules(), "production");
    let hash = hashed["context"]["name"].as_str().unwrap();
    assert!(hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
    let birth = hashed["context"]["birth"].as_str().unwrap();
    assert_eq!(hashed["message"], format!("{hash} (born {birth}) is refused at table 7"));
    assert_eq!(hashed["causes"], json!([format!("no row for {hash}, who is allergic to ***")]));
    assert_eq!(hashed["context"]["allergies"], "***", "a class of its own");
    assert_eq!(record(rules(), "production")["context"]["name"], hash, "one key, one hash");
    assert_ne!(record(rules().hash_key("other"), "production")["context"]["name"], hash);

    let kept = record(rules(), "development");
    assert_eq!(kept["context"]["name"], name);
    assert_eq!(kept["message"], format!("{name} (born 1987) is refused at table 7"));
    assert_eq!(kept["context"]["allergies"], "***");
    // An environment that the mask was given wins over that of the reporter.
    let own = record(rules().environment("development"), "production");
    assert_eq!(own["context"]["name"], name);
    assert_eq!(record(Mask::none(), "production")["context"]["birth"], 1987);
}

/// The form does not matter, and a value that is a part of another word stays.
#[test]
fn no_form_of_a_record_has_a_value_of_a_class() {
    for is_console in [true, false] {
        let written = Written::default();
        let (reporter, guard) = if is_console {
            Reporter::to(Console::to(written.clone())).start().unwrap()
        } else {
            Reporter::to(JsonLines::to(written.clone())).start().unwrap()
        };
        for name in ["Hoa", "山田花子", "no", "a.b+c@d.example", "\u{202e}evil\n{name}"] {
            reporter.report(&RoutingError::guest(name)).send();
        }
        assert!(guard.flush(PATIENCE));
        let text = written.text();
        for value in ["Hoa", "山田花子", "a.b+c@d.example", "1987", "Erdnüsse", "ナッツ"] {
            assert!(!text.contains(value), "{value}: {text}");
        }
        // `no`, which is a name too, is in no other word.
        assert!(text.contains("refused at table"), "{text}");
        assert_eq!(text.matches("ROUTING_GUEST_REFUSED").count(), 5, "{text}");
    }
    // Clients receive what is declared for them.
    let body = RoutingError::guest("山田花子").envelope().to_json();
    assert!(body.contains("No route for 山田花子"), "{body}");
    assert!(body.contains(r#""name":"山田花子""#) && !body.contains("ナッツ"), "{body}");
}

/// The layer has the error itself, a copy of its response, or an error that its registry does not list.
#[test]
fn a_failed_request_has_no_value_of_a_class() {
    mod elsewhere {
        error_catalog::catalog! { pub struct Codes { error_catalog::SystemError } }
    }
    async fn returned() -> Result<&'static str, Failure<Codes>> {
        Err(RoutingError::guest("山田花子"))?
    }
    async fn copied() -> axum::response::Response {
        let response = RoutingError::guest("山田花子").envelope().into_response();
        response.map(axum::body::Body::from)
    }
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    let routes = || Router::new().route("/returned", get(returned)).route("/copied", get(copied));
    let listed = run(routes().layer(CatalogLayer::<Codes>::new().observer(reporter.clone())));
    let unlisted =
        run(routes().layer(CatalogLayer::<elsewhere::Codes>::new().observer(reporter.clone())));
    for running in [&listed, &unlisted] {
        for path in ["/returned", "/copied"] {
            get_from(running, path, &[]);
        }
    }
    assert!(guard.flush(PATIENCE));
    let text = written.text();
    assert_eq!(text.lines().count(), 4, "{text}");
    for record in written.records() {
        assert!(record["message"].as_str().unwrap().contains("*** (born ***)"), "{record}");
        assert_eq!(record["context"]["allergies"], "***", "{record}");
    }
    assert!(!text.contains("山田") && !text.contains("1987") && !text.contains("ナッツ"), "{text}");
    // Nor has the text of a failure for developers.
    let failure = Failure::<Codes>::from(RoutingError::guest("山田花子"));
    let text = format!("{failure:?}");
    assert!(text.contains("*** (born ***)") && !text.contains("山田"), "{text}");
    assert!(!text.contains("ナッツ"), "{text}");
}

#[test]
fn a_failed_request() {
    async fn handler(exchange: axum::Extension<Exchange>) -> Result<&'static str, Failure<Codes>> {
        exchange.set_user("user-7");
        Err(RoutingError::timeout())?
    }
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone()))
        .headers(["user-agent", "authorization", "x-client", "x-absent"])
        .start()
        .unwrap();
    let router = Router::new()
        .route("/routes/{id}", get(handler))
        .layer(CatalogLayer::<Codes>::new().observer(reporter.clone()));
    let running = run(router);
    let answer = get_from(
        &running,
        "/routes/alice@example.com?key=1",
        &[
            ("x-request-id", "req-1"),
            ("user-agent", "curl/8"),
            ("authorization", "Basic YTpi"),
            ("x-client", "a\u{202e}b"),
            ("cookie", "s=1"),
        ],
    );
    assert_eq!(answer.status, 503);
    assert!(guard.flush(PATIENCE));
    let text = written.text();
    let record = written.records().remove(0);
    assert_eq!(record["trace_id"], "req-1");
    assert_eq!(record["status"], 503);
    assert_eq!(record["route"], "/routes/{id}");
    assert_eq!(record["environment"], "production");
    assert!(record.get("stack_trace").is_none());
    assert_eq!(
        record["request"],
        json!({"method": "GET", "path": "/routes/***", "headers": {"user-agent": "curl/8", "authorization": "***", "x-client": "a\\u{202e}b"}})
    );
    for secret in ["hunter2", "t0ps3cret", "s3cr3t", "alice@", "YTpi", "abc.def", "user-7", "s=1"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    // Counted once, and by the names of the seeds too.
    let counts = running.counts.all();
    let count = |name: &str| counts.get(name).copied().unwrap_or_default();
    assert_eq!(running.counts.failures(), 1, "{counts:?}");
    assert_eq!(count("system_errors_total{error_type=SERVICE_UNAVAILABLE,source=tomtom_api}"), 1);
    assert_eq!(count("error_severity_count{severity=ERROR}"), 1);
}

#[test]
fn a_name_that_is_not_that_of_a_header_is_refused() {
    let refused = Reporter::to(JsonLines::stdout()).headers(["accept", "user agent"]).start();
    assert_eq!(refused.unwrap_err().to_string(), "`user agent` is not the name of a header");
}

#[test]
fn each_record_fits_its_schema() {
    let schema = catalog_specs::render::log_record(&Codes::spec());
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone()))
        .environment("dev")
        .debug(true)
        .start()
        .unwrap();
    reporter.report(&RoutingError::timeout()).trace_id("a").user(1).tool("t").send();
    reporter.report(&RoutingError::PoolExhausted).send();
    let router = Router::new()
        .route("/", get(|| async { Err::<(), Failure<Codes>>(RoutingError::timeout().into()) }))
        .layer(CatalogLayer::<Codes>::new().observer(reporter));
    let running = run(router);
    get_from(&running, "/", &[("user-agent", "curl/8")]);
    get_from(&running, "/nowhere", &[]);
    assert!(guard.flush(PATIENCE));
    assert_eq!(written.records().len(), 4);
    let known = schema["properties"].as_object().unwrap();
    for record in written.records() {
        assert!(validator.is_valid(&record), "{record}");
        let unknown: Vec<_> =
            record.as_object().unwrap().keys().filter(|name| !known.contains_key(*name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
    // The members that this failure has, in the order of the schema.
    let order: Vec<_> =
        catalog_specs::record::RECORD_FIELDS.iter().map(|field| field.name).collect();
    assert_eq!(MEMBERS.to_vec(), order);
}

#[test]
fn the_members_have_their_order() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    reporter.report(&RoutingError::timeout()).trace_id("a").user(1).tool("t").send();
    assert!(guard.flush(PATIENCE));
    let text = written.text();
    let places: Vec<_> =
        MEMBERS.iter().filter_map(|name| text.find(&format!("\"{name}\":"))).collect();
    assert!(places.is_sorted(), "{text}");
    assert!(names(&text).iter().all(|name| MEMBERS.contains(&name.as_str())), "{text}");
}

#[test]
fn a_failure_reported_twice_has_one_record() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    let observer = reporter.clone();
    let handler = {
        let reporter = reporter.clone();
        move |exchange: axum::Extension<Exchange>, uri: http::Uri| {
            let reporter = reporter.clone();
            async move {
                let error = RoutingError::unknown(uri.path());
                match uri.path() {
                    "/by-id" => reporter.report(&error).trace_id(exchange.trace_id()).send(),
                    "/by-request" => reporter.report(&error).exchange(&exchange).send(),
                    _ => {}
                }
                Err::<(), Failure<Codes>>(error.into())
            }
        }
    };
    let router =
        Router::new().fallback(handler).layer(CatalogLayer::<Codes>::new().observer(observer));
    let running = run(router);
    let records = |path: &str| {
        let before = written.records().len();
        assert_eq!(get_from(&running, path, &[("x-request-id", "same")]).status, 404);
        assert!(guard.flush(PATIENCE));
        written.records().len() - before
    };
    // A client that sends one id again and again hides nothing.
    assert_eq!([records("/"), records("/"), records("/")], [1, 1, 1]);
    assert_eq!([records("/by-request"), records("/by-request")], [1, 1]);
    // By an id that the service has made, the first report stands for the request.
    let by_id = |headers: &[(&str, &str)]| {
        let before = written.records().len();
        get_from(&running, "/by-id", headers);
        assert!(guard.flush(PATIENCE));
        written.records().len() - before
    };
    assert_eq!([by_id(&[]), by_id(&[])], [1, 1]);
    // An id that the client has chosen may be that of anything else.
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    assert_eq!([by_id(&[("x-request-id", "one")]), by_id(&[("traceparent", parent)])], [2, 2]);

    // No client can silence the reports of a job by its id, nor does such a report hide a request.
    let of_job = || {
        let before = written.records().len();
        reporter.report(&RoutingError::unknown("job")).trace_id("job-42").send();
        assert!(guard.flush(PATIENCE));
        written.records().len() - before
    };
    let from_client = || {
        let before = written.records().len();
        get_from(&running, "/", &[("x-request-id", "job-42")]);
        assert!(guard.flush(PATIENCE));
        written.records().len() - before
    };
    assert_eq!([from_client(), of_job(), from_client(), of_job()], [1, 1, 1, 0]);

    // By hand: once for each code and id, and counted each time.
    let before = written.records().len();
    for _ in 0..3 {
        reporter.report(&RoutingError::PoolExhausted).trace_id("job").send();
        reporter.report(&RoutingError::PoolExhausted).send();
    }
    reporter.report(&RoutingError::PoolExhausted).trace_id("job 2").send();
    assert!(guard.flush(PATIENCE));
    assert_eq!(written.records().len() - before, 1 + 3 + 1);
    let counts = reporter.counts();
    assert_eq!(counts.reported, counts.written + counts.repeated, "{counts:?}");
}

#[test]
fn a_stack_trace_needs_debugging_and_no_production() {
    let stack = |environment: &'static str, debug: bool| {
        let written = Written::default();
        let (reporter, guard) = Reporter::to(JsonLines::to(written.clone()))
            .environment(environment)
            .debug(debug)
            .start()
            .unwrap();
        reporter.report(&RoutingError::PoolExhausted).send();
        assert!(guard.flush(PATIENCE));
        written.records()[0].get("stack_trace").map(|stack| stack.as_str().unwrap().to_owned())
    };
    assert_eq!(stack("production", true), None);
    assert_eq!(stack("Production", true), None);
    assert_eq!(stack("dev", false), None);
    let trace = stack("dev", true).unwrap();
    assert!(trace.contains("a_stack_trace_needs_debugging"), "{trace}");
    // That of a failure is the one of its `?`.
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone()))
        .environment("dev")
        .debug(true)
        .start()
        .unwrap();
    reporter.report(&raised_here()).send();
    assert!(guard.flush(PATIENCE));
    let trace = written.records()[0]["stack_trace"].as_str().unwrap().to_owned();
    assert!(trace.contains("raised_here"), "{trace}");
    assert!(
        !trace.contains("/root/") && !trace.contains("/home/") && !trace.contains("/rustc/"),
        "{trace}"
    );
}

#[test]
fn an_event_of_tracing_and_a_line_of_json_at_once() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(TracingEvents)
        .and(JsonLines::to(written.clone()))
        .environment("dev")
        .start()
        .unwrap();
    let router = Router::new()
        .route("/", get(|| async { Err::<(), Failure<Codes>>(RoutingError::timeout().into()) }))
        .layer(CatalogLayer::<Codes>::new().observer(reporter));
    let running = run(router);
    get_from(&running, "/", &[]);
    assert!(guard.flush(PATIENCE));
    let failures = running.log.failures();
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].fields["environment"], "dev");
    assert_eq!(failures[0].fields["source"], "tomtom_api");
    assert_eq!(failures[0].fields["trace_id"], written.records()[0]["trace_id"].as_str().unwrap());
}

#[test]
fn unexpected_failures_and_hostile_texts() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    let failure: Failure<Codes> =
        Err::<(), _>(std::io::Error::other("disk \u{1b}[31m full\nforged: line"))
            .or_internal()
            .map_err(Failure::from)
            .unwrap_err();
    reporter.report(&failure).trace_id("日本\u{202e}語 password=hunter2").tool("a\nb").send();
    assert!(guard.flush(PATIENCE));
    assert_eq!(written.text().lines().count(), 1);
    let record = written.records().remove(0);
    assert_eq!(record["error_code"], "SYSTEM_INTERNAL_ERROR");
    assert_eq!(record["error_type"], "INTERNAL_ERROR");
    assert_eq!(record["trace_id"], "日本\\u{202e}語 password=***");
    assert_eq!(record["tool_name"], "a\\u{a}b");
    assert_eq!(record["message"], "disk \\u{1b}[31m full\\u{a}forged: line");
}

#[test]
fn a_console_shows_everything_of_a_failure() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(Console::to(written.clone()))
        .environment("dev")
        .user_key("k")
        .start()
        .unwrap();
    reporter
        .report(&RoutingError::timeout())
        .trace_id("job-42")
        .user("u")
        .tool("calculate_route")
        .send();
    assert!(guard.flush(PATIENCE));
    let text = written.text();
    let (first, rest) = text.split_once('\n').unwrap();
    assert!(
        first.ends_with(
            "ERROR ROUTING_PROVIDER_TIMEOUT  TomTom API timeout after 3 retries, key Bearer ***"
        ),
        "{first}"
    );
    let rest: Vec<_> = rest
        .lines()
        .filter(|line| !line.contains("user ") && !line.contains("raised at"))
        .collect();
    assert_eq!(
        rest,
        [
            "      trace     job-42",
            "      tool      calculate_route",
            "      severity  ERROR, source tomtom_api",
            "      context   {\"retries\":3,\"endpoint\":\"/routing/1/calculateRoute\",\"password\":\"***\"}",
            "      caused by GET https://***@api.tomtom.com failed for ***",
        ]
    );
    assert!(!text.contains('\u{1b}'));
}

#[inline(never)]
fn raised_here() -> Failure<Codes> {
    let fails = || -> Result<(), Failure<Codes>> { Err(RoutingError::PoolExhausted)? };
    fails().unwrap_err()
}

#[test]
fn a_failure_has_the_line_that_raised_it() {
    #[rustfmt::skip]
    let lines: [(u32, Failure<Codes>); 5] = [
        (line!(), RoutingError::PoolExhausted.into()),
        (line!(), (|| -> Result<(), Failure<Codes>> { Err(RoutingError::PoolExhausted)? })().unwrap_err()),
        (line!(), (|| -> Result<(), Failure<Codes>> { Ok(None.or_internal()?) })().unwrap_err()),
        (line!(), Failure::internal("disk full")),
        (line!(), Failure::from_chain(RoutingError::PoolExhausted)),
    ];
    for (line, failure) in lines {
        let location = failure.location().unwrap();
        assert_eq!((location.line(), location.file()), (line, file!()));
        let body = failure.envelope().to_json();
        assert!(!body.contains("records.rs"), "{body}");
        let widened: Failure<Codes> = failure.widen();
        assert_eq!(widened.location().unwrap().line(), line);
    }
    assert_eq!(size_of::<Failure<Codes>>(), size_of::<usize>());
}
