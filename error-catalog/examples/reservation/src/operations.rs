//! What the people who run the service see: the log, the metrics and the alerts.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use error_catalog::alert::Alerts;
use error_catalog::report::{Guard, JsonLines, Reporter, TracingEvents};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

use crate::app::App;
use crate::catalogue::Codes;

/// A reporter that writes each failure as JSON to the standard output, and as an event for the terminal. `LOGS`
/// names a folder for a file of each day.
pub fn reporter() -> io::Result<(Reporter, Guard)> {
    let environment = std::env::var("ENVIRONMENT").unwrap_or_else(|_| "production".into());
    let reporter = Reporter::to(JsonLines::stdout()).and(TracingEvents).environment(environment);
    match std::env::var_os("LOGS") {
        Some(folder) => reporter.and(JsonLines::daily(folder, "reservation")?).start(),
        None => reporter.start(),
    }
}

/// The alerts, to the web hook of Slack in `ALERTS`. Without it critical failures alone are reported, on the standard error
/// stream.
pub fn alerts() -> io::Result<Alerts> {
    let alerts = Alerts::of::<Codes>();
    match std::env::var("ALERTS") {
        Ok(url) => alerts.slack("ERROR", url).start(),
        Err(_) => alerts.start(),
    }
}

/// The recorder of metrics, with every series at 0.
pub fn metrics() -> Result<PrometheusHandle, BuildError> {
    let metrics = PrometheusBuilder::new().install_recorder()?;
    error_catalog::metric::register::<Codes>();
    Ok(metrics)
}

/// The metrics at `/metrics`, as Prometheus reads them.
pub fn routes(metrics: PrometheusHandle) -> Router<Arc<App>> {
    let content_type = [(CONTENT_TYPE, "text/plain; version=0.0.4")];
    Router::new().route("/metrics", get(async move || (content_type, metrics.render())))
}
