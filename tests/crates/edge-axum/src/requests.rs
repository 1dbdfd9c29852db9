//! An observer that counts requests by their routes, as alerts on the share of failures of a route do.

use std::sync::{Arc, Mutex};

use error_catalog::edge::{Exchange, Observer, Occurrence};
use http::StatusCode;

/// Every request that was answered: its route, or `-` where none matched, and its status.
#[derive(Debug, Clone, Default)]
pub struct Requests(Arc<Mutex<Vec<(String, u16)>>>);

impl Requests {
    /// Takes what was counted until now.
    pub fn take(&self) -> Vec<(String, u16)> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Observer for Requests {
    fn failed(&self, _: &Occurrence<'_>) {}

    fn finished(&self, exchange: &Exchange, status: StatusCode) {
        let route = exchange.route().unwrap_or("-").to_owned();
        self.0.lock().unwrap().push((route, status.as_u16()));
    }

    fn counts_requests(&self) -> bool {
        true
    }
}
