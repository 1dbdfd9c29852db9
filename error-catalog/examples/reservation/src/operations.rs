//! What the people who run the service see: the log, the metrics and the alerts.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use error_catalog::alert::Alerts;
use error_catalog::axum::Path;
use error_catalog::edge::{Observer, drill};
use error_catalog::report::{Guard, JsonLines, Reporter, TracingEvents};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

use crate::app::{Answer, App};
use crate::auth::Session;
use crate::catalogue::Codes;
use crate::openapi;

/// Every request by its route and status.
const REQUESTS: &str = "http_requests_total";

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

/// The alerts of this process, to the web hook of Slack in `ALERTS`. Without it critical failures alone are reported, on the
/// standard error stream.
pub fn alerts() -> io::Result<Alerts> {
    let alerts = Alerts::for_registry::<Codes>();
    match std::env::var("ALERTS") {
        Ok(url) => alerts.slack("ERROR", url.clone()).slack("CRITICAL", url).start(),
        Err(_) => alerts.start(),
    }
}

/// The recorder of metrics. Failures exist from the start, at 0: a counter that begins at 1 has not risen.
pub fn metrics() -> Result<PrometheusHandle, BuildError> {
    let metrics = PrometheusBuilder::new().install_recorder()?;
    error_catalog::metric::register::<Codes>();
    let statuses = Codes::ALL.iter().map(|entry| entry.status());
    let failed: BTreeSet<_> = statuses.filter(StatusCode::is_server_error).collect();
    for route in openapi::routes() {
        for status in &failed {
            let status = status.as_str().to_owned();
            metrics::counter!(REQUESTS, "route" => route.clone(), "status" => status).absolute(0);
        }
    }
    Ok(metrics)
}

/// The metrics at `/metrics`, as Prometheus reads them.
pub fn routes(metrics: PrometheusHandle) -> Router<Arc<App>> {
    let content_type = [(CONTENT_TYPE, "text/plain; version=0.0.4")];
    Router::new().route("/metrics", get(async move || (content_type, metrics.render())))
}

/// Drills for administrators: a synthetic failure of a code for the log and the alerts, as
/// `cargo error-catalog drill CODE --service` asks for it.
pub fn drills(observers: impl Observer + Clone + 'static) -> Router<Arc<App>> {
    let raise =
        async move |session: Session, Path(code): Path<String>| -> Answer<Response, Codes> {
            session.must_be_administrator("drills.create")?;
            Ok(match drill::<Codes>(&observers, &code) {
                Some(id) => (StatusCode::ACCEPTED, id.to_string()).into_response(),
                None => StatusCode::NOT_FOUND.into_response(),
            })
        };
    Router::new().route("/drills/{code}", post(raise))
}

/// Counts every request by its route and status, and adds its duration up. The rules about 5xx, failing and slow routes
/// read these series.
pub async fn count(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    // A path without a route is no label: a client could invent as many as it likes.
    let route = route.unwrap_or_else(|| "none".to_owned());
    let begun = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_str().to_owned();
    metrics::counter!(REQUESTS, "route" => route.clone(), "status" => status).increment(1);
    metrics::histogram!("http_request_duration_seconds", "route" => route).record(begun.elapsed());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A series that begins at 200 has not risen: an outage that begins with it would raise no alert.
    #[test]
    fn every_server_error_is_counted_from_the_start() {
        let text = metrics().unwrap().render();
        for entry in Codes::ALL.iter().filter(|entry| entry.status().is_server_error()) {
            let status = format!("status=\"{}\"}} 0", entry.status().as_str());
            let series = text.lines().filter(|line| line.starts_with(REQUESTS));
            let count = series.filter(|line| line.ends_with(&status)).count();
            assert_eq!(count, openapi::routes().len(), "{}: {text}", entry.code());
        }
    }
}
