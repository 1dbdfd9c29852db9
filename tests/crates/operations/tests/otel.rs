//! What OpenTelemetry exports of a failure.

use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{App, web};
use error_catalog::Failure;
use error_catalog::actix::CatalogMiddleware;
use error_catalog::edge::Edge;
use error_catalog::otel::{self, OtelObserver};
use error_catalog::report::{JsonLines, Reporter};
use http::{Method, Request};
use opentelemetry::trace::{Status, TraceContextExt as _, Tracer as _, TracerProvider as _};
use opentelemetry::{Context, Key};
use opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge;
use opentelemetry_sdk::logs::{InMemoryLogExporter, SdkLoggerProvider};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracer, SdkTracerProvider, SpanData};
use operations::{Codes, SECRETS, StockError, Written};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;

/// An SDK that exports into memory.
struct Sdk {
    spans: InMemorySpanExporter,
    logs: InMemoryLogExporter,
    tracers: SdkTracerProvider,
    loggers: SdkLoggerProvider,
}

impl Sdk {
    fn new() -> Self {
        let (spans, logs) = (InMemorySpanExporter::default(), InMemoryLogExporter::default());
        let tracers = SdkTracerProvider::builder().with_simple_exporter(spans.clone()).build();
        let loggers = SdkLoggerProvider::builder().with_simple_exporter(logs.clone()).build();
        Self { spans, logs, tracers, loggers }
    }

    fn tracer(&self) -> SdkTracer {
        self.tracers.tracer("test")
    }

    /// Runs with the bridges for logs and for spans.
    fn during<T>(&self, run: impl FnOnce() -> T) -> T {
        let spans = tracing_opentelemetry::layer().with_tracer(self.tracer());
        #[allow(clippy::redundant_closure_for_method_calls, reason = "the method has one lifetime")]
        let spans = spans.with_filter(filter_fn(|metadata| metadata.is_span()));
        let logs = OpenTelemetryTracingBridge::new(&self.loggers);
        let subscriber = tracing_subscriber::registry().with(spans).with(logs);
        tracing::subscriber::with_default(subscriber, run)
    }

    fn span(&self) -> SpanData {
        let spans = self.spans.get_finished_spans().unwrap();
        assert_eq!(spans.len(), 1, "{spans:?}");
        spans[0].clone()
    }

    /// Everything that was exported, as text.
    fn exported(&self) -> String {
        let logs = self.logs.get_emitted_logs().unwrap();
        format!("{:?} {logs:?}", self.spans.get_finished_spans().unwrap())
    }
}

fn attribute(span: &SpanData, key: &str) -> Option<String> {
    let found = span.attributes.iter().find(|attribute| attribute.key == Key::new(key.to_owned()));
    found.map(|attribute| attribute.value.to_string())
}

fn edge(observer: OtelObserver) -> Edge<Codes> {
    Edge::new().observer(observer)
}

fn fail(edge: &Edge<Codes>, error: &StockError) {
    let exchange = edge.begin(Method::GET, "/stock/7?token=hunter2hunter2", |_| None::<&[u8]>);
    let _ = edge.fail(&exchange, error);
}

#[test]
fn the_current_span_has_the_code_and_the_status() {
    let sdk = Sdk::new();
    sdk.during(|| {
        sdk.tracer().in_span("GET /stock", |_| {
            fail(&edge(OtelObserver::new()), &StockError::Down);
        });
    });
    let span = sdk.span();
    assert_eq!(attribute(&span, "error.type").as_deref(), Some("STOCK_API_DOWN"));
    assert_eq!(attribute(&span, "error_code").as_deref(), Some("STOCK_API_DOWN"));
    assert_eq!(span.status, Status::error("STOCK_API_DOWN"));
    let logs = sdk.logs.get_emitted_logs().unwrap();
    assert_eq!(logs.len(), 1, "the record once");
    let context = logs[0].record.trace_context().unwrap();
    assert_eq!(context.trace_id, span.span_context.trace_id());
    // Not the path of a source file.
    assert_eq!(logs[0].record.event_name(), Some("failure"));
}

#[test]
fn a_mistake_of_the_client_is_no_error_of_the_server() {
    let sdk = Sdk::new();
    sdk.tracer().in_span("GET /stock", |_| {
        fail(&edge(OtelObserver::new()), &StockError::Sku);
    });
    let span = sdk.span();
    assert_eq!(attribute(&span, "error_code").as_deref(), Some("STOCK_SKU_INVALID"));
    assert_eq!((attribute(&span, "error.type"), span.status), (None, Status::Unset));
}

#[test]
fn no_secret_and_no_source_path_is_exported() {
    let sdk = Sdk::new();
    sdk.during(|| {
        sdk.tracer().in_span("GET /stock", |_| {
            fail(&edge(OtelObserver::new()), &StockError::with_secrets());
        });
    });
    let exported = sdk.exported();
    assert!(exported.contains("STOCK_KEY_REFUSED") && exported.contains("stock refused"));
    for secret in SECRETS {
        assert!(!exported.contains(secret), "{secret}: {exported}");
    }
    let logs = format!("{:?}", sdk.logs.get_emitted_logs().unwrap());
    assert!(!logs.contains(".rs"), "{logs}");
}

#[test]
fn the_event_can_be_left_to_another_observer() {
    let sdk = Sdk::new();
    sdk.during(|| {
        sdk.tracer().in_span("GET /stock", |_| {
            fail(&edge(OtelObserver::new().without_log_record()), &StockError::Down);
        });
    });
    assert_eq!(sdk.span().status, Status::error("STOCK_API_DOWN"));
    assert!(sdk.logs.get_emitted_logs().unwrap().is_empty());
}

#[test]
fn a_request_has_the_id_of_the_current_trace() {
    let (sdk, edge) = (Sdk::new(), edge(OtelObserver::new()));
    let id = |headers: &[(&'static str, &'static str)]| {
        let exchange = edge.begin(Method::GET, "/", |name| {
            headers
                .iter()
                .filter(move |(known, _)| *known == name)
                .map(|(_, value)| value.as_bytes())
        });
        exchange.trace_id().to_string()
    };
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    sdk.tracer().in_span("GET /stock", |context| {
        let trace = context.span().span_context().trace_id().to_string();
        assert_eq!(id(&[]), trace);
        assert_eq!(id(&[("x-request-id", "req-7")]), trace);
        assert_eq!(id(&[("traceparent", parent)]), "4bf92f3577b34da6a3ce929d0e0e4736");
    });
    assert!(!Context::current().span().span_context().is_valid());
    assert_eq!(id(&[("x-request-id", "req-7")]), "req-7");
    assert_eq!(id(&[]).len(), 32);
}

/// The span of the layer begins the trace.
#[test]
fn a_request_has_the_id_of_the_trace_that_its_own_span_begins() {
    let (sdk, edge) = (Sdk::new(), edge(OtelObserver::new()));
    let id = sdk.during(|| {
        let mut request = Request::get("/stock").body(()).unwrap();
        let (exchange, span) = edge.meet(&mut request);
        span.within(|| {
            let _ = edge.fail(&exchange, &StockError::Down);
        });
        let kept = request.extensions().get::<error_catalog::edge::Exchange>().unwrap();
        assert_eq!(kept.trace_id(), exchange.trace_id());
        exchange.trace_id().to_string()
    });
    let span = sdk.span();
    assert_eq!(span.span_context.trace_id().to_string(), id);
    assert_eq!(attribute(&span, "trace_id").as_deref(), Some(&*id));
    assert_eq!(attribute(&span, "error.type").as_deref(), Some("STOCK_API_DOWN"));
}

/// By the middleware of actix, too: the id of the response is that of the span and of the record.
#[test]
fn a_request_of_actix_has_the_id_of_its_trace() {
    let sdk = Sdk::new();
    let refused = || async { Result::<String, _>::Err(Failure::<Codes>::from(StockError::Down)) };
    let id = sdk.during(|| {
        actix_web::rt::System::new().block_on(async {
            let layer = CatalogMiddleware::<Codes>::new().observer(OtelObserver::new());
            let app = App::new().route("/stock/{sku}", web::get().to(refused)).wrap(layer);
            let app = init_service(app).await;
            let request = TestRequest::get().uri("/stock/7").to_request();
            let response = call_service(&app, request).await;
            response.headers().get("x-request-id").unwrap().to_str().unwrap().to_owned()
        })
    });
    let span = sdk.span();
    assert_eq!(span.span_context.trace_id().to_string(), id);
    assert_eq!(attribute(&span, "trace_id").as_deref(), Some(&*id));
    assert!(sdk.exported().contains("STOCK_API_DOWN"));
    let logs = sdk.logs.get_emitted_logs().unwrap();
    assert_eq!(logs.len(), 1);
    let context = logs[0].record.trace_context().unwrap();
    assert_eq!(context.trace_id, span.span_context.trace_id());
}

#[test]
fn a_report_by_hand_has_the_id_of_the_trace_and_marks_the_span() {
    let sdk = Sdk::new();
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    let trace = sdk.tracer().in_span("job", |context| {
        for _ in 0..2 {
            otel::mark_span(&StockError::Down);
            reporter.report(&StockError::Down).send();
        }
        context.span().span_context().trace_id().to_string()
    });
    assert!(guard.flush(std::time::Duration::from_secs(60)));
    let text = written.text();
    assert_eq!(text.matches(&format!("\"trace_id\":\"{trace}\"")).count(), 2, "{text}");
    assert_eq!(sdk.span().status, Status::error("STOCK_API_DOWN"));
}

#[test]
fn without_a_span_nothing_is_recorded() {
    let sdk = Sdk::new();
    fail(&edge(OtelObserver::default()), &StockError::Down);
    otel::mark_span(&StockError::Down);
    assert!(sdk.spans.get_finished_spans().unwrap().is_empty());
}

/// While a thread ends it has no context any more: a job that fails then neither aborts the process nor loses its record.
#[test]
fn a_thread_that_ends_has_no_span() {
    struct Fails(Reporter);
    impl Drop for Fails {
        fn drop(&mut self) {
            otel::mark_span(&StockError::with_secrets());
            self.0.report(&StockError::with_secrets()).trace_id("late").send();
        }
    }
    thread_local! {
        static LATE: std::cell::RefCell<Option<Fails>> = const { std::cell::RefCell::new(None) };
    }
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    let within = reporter.clone();
    let ended = std::thread::spawn(move || {
        LATE.with(|late| *late.borrow_mut() = Some(Fails(within)));
        // The context of the thread is made after the value, and is gone before it.
        otel::mark_span(&StockError::Down);
    });
    ended.join().unwrap();
    assert!(guard.flush(std::time::Duration::from_secs(60)));
    let text = written.text();
    assert!(text.contains(r#""trace_id":"late""#), "{text}");
    assert!(SECRETS.iter().all(|secret| !text.contains(secret)), "{text}");
}
