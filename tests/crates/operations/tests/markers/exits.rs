//! Everything by which a failure leaves a service, read back.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alerts::{Answer, MailServer, PATIENCE, Receiver};
use error_catalog::alert::{Alerts, Delivery, Smtp, Transport, Unsent};
use error_catalog::mask::Mask;
use error_catalog::report::{Console, Guard, JsonLines, Reporter, TracingEvents};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge;
use opentelemetry_sdk::logs::{InMemoryLogExporter, SdkLoggerProvider};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider};
use operations::{Counts, Written};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::ways::{Codes, VaultError};

/// Keeps the parts of every mail, and sends each eighth: a mail to the server of the test takes 40 ms.
struct Mails {
    smtp: Smtp,
    texts: Arc<Mutex<Vec<String>>>,
    count: AtomicU64,
}

impl Transport for Mails {
    fn send(&self, delivery: &Delivery) -> Result<(), Unsent> {
        let text = format!("{}\n{}", delivery.title(), delivery.text());
        self.texts.lock().unwrap().push(text);
        if self.count.fetch_add(1, Relaxed) % 8 == 0 { self.smtp.send(delivery) } else { Ok(()) }
    }
}

pub struct Exits {
    pub reporter: Reporter,
    /// One that masks nothing, which proves that there is something to mask.
    pub unmasked: Reporter,
    pub alerts: Alerts,
    /// One without a channel: everything critical goes to its fallback log.
    pub alone: Alerts,
    guards: [Guard; 2],
    clock: Arc<AtomicU64>,
    json: Written,
    console: Written,
    control: Written,
    events: Written,
    fallback: Written,
    counts: Counts,
    receivers: [(&'static str, Receiver); 3],
    mails: MailServer,
    mail_texts: Arc<Mutex<Vec<String>>>,
    spans: InMemorySpanExporter,
    logs: InMemoryLogExporter,
    // They export for as long as they are kept.
    _providers: (SdkTracerProvider, SdkLoggerProvider),
}

impl Exits {
    /// Starts all. Subscriber and recorder are those of the process, because channels have threads.
    pub fn start() -> Self {
        let [json, console, control, events, fallback] = [(); 5].map(|()| Written::default());
        let (spans, logs) = (InMemorySpanExporter::default(), InMemoryLogExporter::default());
        let tracers = SdkTracerProvider::builder().with_simple_exporter(spans.clone()).build();
        let loggers = SdkLoggerProvider::builder().with_simple_exporter(logs.clone()).build();
        let written = events.clone();
        let subscriber = tracing_subscriber::registry()
            .with(tracing_opentelemetry::layer().with_tracer(tracers.tracer("vault")))
            .with(OpenTelemetryTracingBridge::new(&loggers))
            .with(
                tracing_subscriber::fmt::layer()
                    .with_ansi(false)
                    .with_span_events(FmtSpan::FULL)
                    .with_writer(move || written.clone()),
            );
        tracing::subscriber::set_global_default(subscriber).unwrap();
        let counts = Counts::default();
        metrics::set_global_recorder(counts.clone()).unwrap();
        error_catalog::metric::register::<Codes>();

        let (reporter, guard) = Reporter::to(JsonLines::to(json.clone()))
            .and(Console::to(console.clone()))
            .and(Console::stderr())
            .and(TracingEvents)
            .environment("development")
            .start()
            .unwrap();
        let (unmasked, second) =
            Reporter::to(JsonLines::to(control.clone())).mask(Mask::none()).start().unwrap();

        let receivers = ["slack", "teams", "pagerduty"]
            .map(|name| (name, Receiver::start(Answer::Status(200))));
        let [slack, teams, pagerduty] = [0, 1, 2].map(|at| receivers[at].1.url());
        let mails = MailServer::start(None);
        let smtp =
            Smtp::plain("127.0.0.1").port(mails.port).from("a@example.com").to("b@example.com");
        let mail_texts = Arc::<Mutex<Vec<String>>>::default();
        let clock = Arc::new(AtomicU64::new(0));
        let now = Arc::clone(&clock);
        let alerts = Alerts::for_registry::<Codes>()
            .clock(move || Duration::from_secs(now.load(Relaxed)))
            .slack("ERROR", &slack)
            .slack("CRITICAL", slack)
            .teams("ERROR", &teams)
            .teams("CRITICAL", teams)
            .pagerduty("key")
            .pagerduty_url(pagerduty)
            .mail(Mails { smtp, texts: mail_texts.clone(), count: AtomicU64::new(0) })
            .start()
            .unwrap();
        let alone = Alerts::for_registry::<Codes>().fallback(fallback.clone()).start().unwrap();
        Self {
            reporter,
            unmasked,
            alerts,
            alone,
            guards: [guard, second],
            clock,
            json,
            console,
            control,
            events,
            fallback,
            counts,
            receivers,
            mails,
            mail_texts,
            spans,
            logs,
            _providers: (tracers, loggers),
        }
    }

    /// Reports a failure outside of requests, as of a tool with this name.
    pub fn report_as_tool(&self, error: &VaultError, name: &str) {
        for reporter in [&self.reporter, &self.unmasked] {
            reporter.report(error).trace_id(name).tool(name).user(name).send();
        }
        for alerts in [&self.alerts, &self.alone] {
            alerts.report(error).trace_id(name).tool(name).send();
        }
        error_catalog::otel::mark_span(error);
        error_catalog::sentry::capture(error, Some(name));
    }

    /// Lets ten minutes pass, after which each code is an alert again.
    pub fn advance(&self) {
        assert!(self.alerts.flush(PATIENCE) && self.alone.flush(PATIENCE));
        self.clock.fetch_add(600, Relaxed);
    }

    /// What has left, by where.
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        assert!(self.guards.iter().all(|guard| guard.flush(PATIENCE)));
        let mails = format!("{:?} {:?}", self.mails.mails(), self.mail_texts.lock().unwrap());
        let spans = format!("{:?}", self.spans.get_finished_spans().unwrap());
        let logs = format!("{:?}", self.logs.get_emitted_logs().unwrap());
        let received = self.receivers.iter().map(|(name, receiver)| {
            (*name, format!("{:?} {:?}", receiver.heads(), receiver.bodies()))
        });
        let written = [
            ("the JSON record", self.json.text()),
            ("the console", self.console.text()),
            ("events and spans", self.events.text()),
            ("the fallback log", self.fallback.text()),
            ("labels of metrics", self.counts.series().join("\n")),
            ("mails", mails),
            ("spans of OpenTelemetry", spans),
            ("log records of OpenTelemetry", logs),
        ];
        written.into_iter().chain(received).collect()
    }

    /// The records without a mask.
    pub fn control(&self) -> String {
        self.control.text()
    }
}
