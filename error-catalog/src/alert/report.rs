//! Alerts of failures outside of requests.

use core::fmt::Display;

use super::alerts::Alerts;
use crate::failure::AsCatalogued;
use crate::report::{Report, Reported, ReporterBuilder, Target, UserHash};

impl Alerts {
    /// Begins the report of a failure outside of a request, without a reporter. With a reporter, set
    /// [`ReporterBuilder::alerts`], and each of its reports comes here too.
    #[cfg_attr(feature = "location", track_caller)]
    pub fn report<'r, E: AsCatalogued + ?Sized>(&'r self, error: &'r E) -> Report<'r> {
        Report::new(self, error.as_catalogued())
    }
}

impl Target for Alerts {
    fn user_hash(&self, _: &dyn Display) -> Option<UserHash> {
        None
    }

    fn receive(&self, reported: &Reported<'_>) {
        self.take(reported);
    }
}

impl ReporterBuilder {
    /// Sends alerts of what is reported outside of requests. Within requests the layer reports to both:
    /// `.observer((reporter, alerts))`.
    pub fn alerts(self, alerts: &Alerts) -> Self {
        self.pass_on(alerts.clone())
    }
}
