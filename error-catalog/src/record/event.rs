//! The record of a failure as an event of `tracing`.

use core::cell::LazyCell;

use tracing::Level as TracingLevel;

use super::Record;
use super::fields::write_fields;
use crate::Level;
use crate::exchange::Exchange;
use crate::line::{LONGEST_PATH, line, masked};
use crate::mask::Mask;

impl Record<'_> {
    /// One event at the level of the code.
    #[inline]
    pub(crate) fn emit(&self) {
        let entry = self.entry();
        // Evaluated only where a subscriber takes the event.
        let kind = LazyCell::new(|| self.kind());
        let mask = self.mask;
        let fields = LazyCell::new(|| {
            let mut context = Vec::new();
            let unwritten = write_fields(self.error, mask, &mut context, &mut Vec::new());
            (String::from_utf8(context).unwrap_or_default(), unwritten)
        });
        macro_rules! event {
            ($level:expr) => {
                tracing::event!(
                    // Without a name it would be the path of this file, which OpenTelemetry exports.
                    name: "failure",
                    target: "error_catalog",
                    $level,
                    error_code = entry.code(),
                    domain = entry.domain(),
                    severity = entry.severity().as_str(),
                    source = kind.source,
                    // What follows is absent where there is none.
                    error_type = kind.error_type,
                    status = self.status.map(|status| status.as_u16()),
                    trace_id = self.masked_trace_id().as_deref(),
                    method = self.exchange.map(|exchange| method(exchange, mask)).as_deref(),
                    route = self.exchange.and_then(Exchange::route),
                    path = self.exchange.map(|exchange| path(exchange, mask)).as_deref(),
                    user_id = self.user_id,
                    tool_name = self.tool_name.map(|tool| masked(&tool, mask)).as_deref(),
                    environment = self.environment,
                    service = self.service,
                    location = self.location().map(|place| place.to_string()).as_deref(),
                    context = fields.0.as_str(),
                    causes = self.causes_in_a_line().as_str(),
                    unwritten = fields.1.as_deref(),
                    "{}",
                    masked(&self.error, mask)
                )
            };
        }
        // The macro needs a constant level.
        match entry.log_level() {
            Level::Error => event!(TracingLevel::ERROR),
            Level::Warn => event!(TracingLevel::WARN),
            Level::Info => event!(TracingLevel::INFO),
            Level::Debug => event!(TracingLevel::DEBUG),
        }
    }

    fn causes_in_a_line(&self) -> String {
        let causes: Vec<_> = self.causes().map(|cause| masked(&cause, self.mask)).collect();
        causes.join(": ")
    }
}

fn method(exchange: &Exchange, mask: &Mask) -> String {
    line(&mask.text(exchange.method().as_str()), LONGEST_PATH).into_owned()
}

fn path(exchange: &Exchange, mask: &Mask) -> String {
    line(&mask.path(exchange.path()), LONGEST_PATH).into_owned()
}
