//! A service that is operated: both sides log each failure as JSON to a file, from another thread, and count it for Prometheus.

use std::fs::File;
use std::path::Path;

use edge_axum::catalogue::Codes;
use error_catalog::report::{Guard, JsonLines, Reporter};
use error_catalog::tower::CatalogLayer;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, WorkerGuard};

/// What both sides write to, until the end.
pub struct Operations {
    reporter: Reporter,
    by_hand_lost: ErrorCounter,
    metrics: PrometheusHandle,
    guards: (Guard, WorkerGuard),
    _folder: tempfile::TempDir,
    files: [std::path::PathBuf; 2],
}

impl Operations {
    /// The subscriber that the other side logs to sees the spans of both.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = ["catalogue.log", "by-hand.log"].map(|name| folder.path().join(name));
        let open = |path: &Path| File::create(path).unwrap();
        let (writer, worker) = NonBlocking::new(open(&files[1]));
        let by_hand_lost = writer.error_counter();
        tracing_subscriber::fmt().json().with_writer(writer).init();
        let metrics = PrometheusBuilder::new().install_recorder().unwrap();
        error_catalog::metric::register::<Codes>();
        let (reporter, guard) =
            Reporter::to(JsonLines::to(open(&files[0]))).environment("production").start().unwrap();
        Self { reporter, by_hand_lost, metrics, guards: (guard, worker), _folder: folder, files }
    }

    /// The layer of the catalogue.
    pub fn layer(&self) -> CatalogLayer<Codes> {
        CatalogLayer::new().observer(self.reporter.clone())
    }

    /// Prints what was written.
    pub fn print(self) {
        let Self { reporter, by_hand_lost, metrics, guards, files, .. } = self;
        drop(guards);
        for (name, path) in ["by the catalogue", "by hand"].into_iter().zip(&files) {
            let log = std::fs::read_to_string(path).unwrap();
            println!("\n{} records {name}: {}", log.lines().count(), log.lines().next().unwrap());
        }
        println!("\n{:?}, lost by hand: {}", reporter.counts(), by_hand_lost.dropped_lines());
        let metrics = metrics.render();
        for line in metrics.lines().filter(|line| !line.ends_with(" 0") && !line.starts_with('#')) {
            println!("{line}");
        }
    }
}
