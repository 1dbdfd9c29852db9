//! Asks a running service on this machine to raise a synthetic failure of a code.

use super::exchange::{Request, exchange};
use crate::answer::Failure;
use crate::arguments::ServiceRoute;
use crate::printing::visible;

/// Asks for the drill of a code. Returns what the service answers: the trace id of the synthetic failure.
pub(super) fn raise(
    route: &ServiceRoute,
    header: Option<&str>,
    code: &str,
) -> Result<String, Failure> {
    let path = format!("{}/{code}", route.path.trim_end_matches('/'));
    let request = Request { method: "POST", path: &path, header, body: "" };
    let answered = exchange(route.address, &request).map_err(|error| {
        let message = format!("`http://{}{path}` refuses the drill: {}", route.address, visible(&error));
        let help = "offer a route that calls `error_catalog::edge::drill`, and send `--header` if it asks who you are";
        Failure::unreadable(message, help)
    })?;
    Ok(visible(answered.trim()))
}
