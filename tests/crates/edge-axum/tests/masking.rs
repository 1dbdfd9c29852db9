//! A secret of each kind, through each way in: it stands in no record, span, count or header, nor on the standard error stream.

use std::process::{Command, Stdio};
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use edge_axum::capture::Record;
use edge_axum::server::{Running, run};
use edge_axum::spill::{IDS, SECRETS, SpillError, WAYS, assert_absent, fail, percent};
use error_catalog::edge::{Edge, Occurrence, quiet_panic_hook};
use error_catalog::mask::Mask;
use error_catalog::tower::CatalogLayer;
use error_catalog::{Failure, SystemError, ValidationError, catalog};
use http::{Request, StatusCode};

catalog! { struct Codes { SpillError, SystemError, ValidationError } }

type Answer = Result<String, Failure<Codes>>;

fn shop() -> Router {
    Router::new()
        .route(
            "/spill/{way}/{index}",
            get(async |Path((way, at)): Path<(String, usize)>| {
                Answer::Err(fail(&way, SECRETS[at]))
            }),
        )
        .route(
            "/anyhow/{index}",
            get(async |Path(at): Path<usize>| {
                let cause = anyhow::anyhow!(SECRETS[at].0).context(SECRETS[at].0);
                Answer::Err(Failure::from_anyhow(cause))
            }),
        )
        .route(
            "/bare/{status}/{index}",
            get(async |Path((status, at)): Path<(u16, usize)>| {
                (StatusCode::from_u16(status).unwrap(), SECRETS[at].0)
            }),
        )
        .route(
            "/own-id/{index}",
            get(async |Path(at): Path<usize>| {
                let spilt = SpillError::Shown { text: String::new() };
                axum::response::IntoResponse::into_response(
                    error_catalog::ErrorCatalog::envelope(&spilt).trace_id(IDS[at]),
                )
            }),
        )
}

fn layer() -> CatalogLayer<Codes> {
    CatalogLayer::new()
}

/// All that a service has written so far.
fn written(shop: &Running) -> String {
    format!("{:?} {:?}", shop.log.records(), shop.counts.all())
}

fn last(shop: &Running) -> Record {
    shop.log.failures().pop().unwrap()
}

#[test]
fn no_secret_is_in_any_output_of_a_layer() {
    let shop = run(shop().layer(layer()));
    for (at, (text, secret)) in SECRETS.iter().enumerate() {
        let bare = ["/bare/400/", "/bare/409/", "/bare/500/", "/bare/502/", "/anyhow/"];
        let paths = WAYS.iter().map(|way| format!("/spill/{way}/{at}"));
        let paths = paths.chain(bare.map(|path| format!("{path}{at}")));
        for path in paths {
            let before = shop.log.failures().len();
            let seen = shop.get(&path);
            assert!(seen.status.as_u16() >= 400);
            assert_absent(&format!("{:?}", seen.headers), secret, &path);
            assert_absent(&written(&shop), secret, &path);
            assert_eq!(shop.log.failures().len(), before + 1, "{path}");
            assert!(format!("{:?}", last(&shop)).contains("***"), "{path}: {:?}", last(&shop));
        }
        for path in [percent(text), format!("users/{}/orders", percent(&percent(text)))] {
            shop.get(&format!("/nowhere/{path}?{}", percent(text)));
            assert_absent(&written(&shop), secret, "the path");
            assert!(last(&shop).fields["path"].starts_with("/nowhere/"));
            assert!(last(&shop).fields["path"].contains("***"));
            assert!(last(&shop).spans[0].1["path"].contains("***"));
        }
    }
}

#[test]
fn an_id_that_would_be_masked_is_replaced() {
    let shop = run(shop().layer(layer()));
    for (at, id) in IDS.iter().enumerate() {
        let seen = shop.send(Request::get("/nowhere").header("x-request-id", *id), "");
        assert_eq!(seen.header("x-request-id").len(), 32, "{id}");
        assert_eq!(seen.member("trace_id"), seen.header("x-request-id"));
        shop.get(&format!("/own-id/{at}"));
        assert_absent(&written(&shop), id, "the id");
    }
    let seen = shop.send(Request::get("/nowhere").header("x-request-id", "order-4711"), "");
    assert_eq!(seen.header("x-request-id"), "order-4711");
}

#[test]
fn harmless_values_stay_readable() {
    let shop = run(shop().layer(layer()));
    shop.get("/spill/display/4");
    let record = last(&shop);
    assert_eq!(record.fields["message"], "cannot use no user ***");
    assert_eq!(record.fields["route"], "/spill/{way}/{index}");
    assert_eq!(record.fields["path"], "/spill/display/4");
    assert_eq!(record.spans[0].1["route"], "/spill/{way}/{index}");
    shop.get("/spill/names/0");
    assert_eq!(
        last(&shop).fields["context"],
        r#"{"password":"***","api_key":"***","pins":{"pin":"***"}}"#
    );
    shop.get("/spill/field/4");
    assert_eq!(last(&shop).fields["context"], r#"{"no user ***":"no user ***"}"#);
    shop.get("/nowhere");
    assert!(!last(&shop).fields.contains_key("route"));
}

#[test]
fn a_failure_shows_no_secret_in_its_debug_text() {
    for secret in SECRETS {
        for way in WAYS.iter().filter(|way| **way != "panic") {
            let failure: Failure<Codes> = fail(way, *secret);
            assert_absent(&format!("{failure:?}"), secret.1, way);
        }
        let edge = Edge::<Codes>::new();
        let exchange = edge.begin(http::Method::GET, format!("/{}", percent(secret.0)), |_| None);
        assert_absent(&format!("{exchange:?}"), secret.1, "the exchange");
    }
}

#[test]
fn a_panic_beside_a_request_leaks_no_secret() {
    for (text, secret) in SECRETS {
        let tests = layer().passthrough(move |_| panic!("{text}"));
        let shop = run(Router::new().layer(tests));
        shop.get("/nowhere");
        assert_eq!(shop.log.records().len(), 2, "the failure, and the test of what passes");
        assert_absent(&written(&shop), secret, "the test");
        let observed = layer().observer(move |_: &Occurrence<'_>| panic!("{text}"));
        let shop = run(Router::new().layer(observed));
        shop.get("/nowhere");
        assert_eq!(shop.log.records().len(), 1);
        assert_absent(&written(&shop), secret, "the observer");
    }
}

#[test]
fn a_service_masks_more_or_nothing() {
    let seen = Arc::new(std::sync::Mutex::new(String::new()));
    let own = Arc::clone(&seen);
    let observer = move |occurrence: &Occurrence<'_>| {
        let text = occurrence.error.to_string();
        *own.lock().unwrap() = occurrence.mask().text(&text).into_owned();
    };
    let fails = get(async || {
        let text = "no user mallory@example.com, badge acme_0123456789".to_owned();
        Answer::Err(SpillError::Shown { text }.into())
    });
    let mask = Mask::default().prefix("acme_", 10);
    let shop =
        run(Router::new().route("/badge/{badge}", fails.clone()).layer(layer().mask(mask.clone())));
    let id = Request::get("/badge/acme_0123456789").header("x-request-id", "acme_0123456789");
    assert_eq!(shop.send(id, "").header("x-request-id").len(), 32);
    assert_eq!(last(&shop).fields["message"], "cannot use no user ***, badge ***");
    assert_eq!(last(&shop).fields["path"], "/badge/***");
    let shop =
        run(Router::new().route("/", fails.clone()).layer(layer().mask(mask).observer(observer)));
    shop.get("/");
    assert_eq!(*seen.lock().unwrap(), "cannot use no user ***, badge ***");
    let shop = run(Router::new().route("/", fails).layer(layer().mask(Mask::none())));
    shop.get("/");
    assert!(last(&shop).fields["message"].contains("mallory@example.com"));
}

/// A secret is masked before a text is cut, where half of it would not be known.
#[test]
fn texts_are_masked_before_they_are_cut() {
    let at = |length: usize, secret: &str| {
        format!("{} {secret} {}", "x".repeat(length), "y ".repeat(40_000))
    };
    for around in [1020_usize, 4090, 8185, 65_530] {
        for length in (around - 30)..around {
            let text = at(length, "4111111111111111");
            let failure: Failure<Codes> = SpillError::Shown { text }.into();
            let shown = format!("{failure:?}");
            assert!(!shown.contains("4111"), "{length}: {}", &shown[shown.len() - 80..]);
        }
    }
    let fails = async |Path(length): Path<usize>| {
        let text = format!("{} 4111111111111111 {}", "x".repeat(length), "y".repeat(10_000));
        let (note, notes) = (text.clone(), vec![Some(text)]);
        Answer::Err(SpillError::Context { note, notes }.into())
    };
    let bare = async |Path(length): Path<usize>| {
        (
            StatusCode::CONFLICT,
            format!("{} 4111111111111111 {}", "x".repeat(length), "y".repeat(80_000)),
        )
    };
    let routes =
        Router::new().route("/context/{length}", get(fails)).route("/bare/{length}", get(bare));
    let shop = run(routes.layer(layer()));
    for around in [1024, 4096] {
        for length in (around - 30)..around {
            shop.get(&format!("/context/{length}"));
            shop.get(&format!("/bare/{length}"));
        }
    }
    for record in shop.log.failures() {
        let Record { fields, .. } = &record;
        let texts = [&fields["message"], &fields["context"], &fields["causes"]];
        assert!(!texts.iter().any(|text| text.contains("4111")), "{}", fields["path"]);
    }
}

const WITHIN: &str = "EDGE_MASKING_WITHIN";

#[test]
fn the_standard_error_stream_has_no_secret() {
    let test = "the_standard_error_stream_has_no_secret";
    if std::env::var_os(WITHIN).is_some() {
        quiet_panic_hook();
        let worker = std::thread::Builder::new().name("worker of mallory@example.com".into());
        let spills = || {
            SECRETS
                .iter()
                .map(|(text, _)| Edge::<Codes>::catch(|| -> () { panic!("{text}") }))
                .filter(Result::is_err)
                .count()
        };
        assert_eq!(worker.spawn(spills).unwrap().join().unwrap(), SECRETS.len());
        return;
    }
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args(["--exact", test, "--nocapture"]).env(WITHIN, "1").stderr(Stdio::piped());
    let output = program.stdout(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert_eq!(
        told.matches("thread 'worker of ***' panicked at ").count(),
        SECRETS.len(),
        "{told}"
    );
    for (_, secret) in SECRETS {
        assert_absent(&told, secret, "the stream");
    }
}
