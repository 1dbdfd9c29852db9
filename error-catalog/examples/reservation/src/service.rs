//! The routes, and the layers around them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use error_catalog::edge::Observer;
use error_catalog::tower::CatalogLayer;
use metrics_exporter_prometheus::PrometheusHandle;
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::catalogue::Codes;
use crate::routes::{backups, reservations, session, users};
use crate::{documents, operations};

/// More than any body of ours.
const LONGEST_BODY: usize = 16 * 1024;

/// The service. The layer of the catalogue is around the others, so that it also sees their responses; what is
/// counted is what the client got.
pub fn router(
    app: Arc<App>,
    observers: impl Observer + Clone + 'static,
    metrics: PrometheusHandle,
    longest_wait: Duration,
) -> serde_json::Result<Router> {
    let too_slow = StatusCode::REQUEST_TIMEOUT;
    let routes = Router::new()
        .merge(session::routes())
        .merge(users::routes())
        .merge(reservations::routes())
        .merge(backups::routes())
        .merge(documents::routes()?)
        .merge(operations::routes(metrics))
        .merge(operations::drills(observers.clone()))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(TimeoutLayer::with_status_code(too_slow, longest_wait))
        .layer(CatalogLayer::<Codes>::new().observer(observers))
        .layer(from_fn(operations::count));
    Ok(routes.with_state(app))
}
