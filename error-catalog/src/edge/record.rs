//! The log record of a failed request, as an event of `tracing`.

use core::fmt::Write as _;

use tracing::Level as TracingLevel;

use super::Occurrence;
use crate::{Catalogued, Fields, Json, Level};

/// One event at the level of the code.
pub(super) fn record(occurrence: &Occurrence<'_>) {
    let entry = occurrence.entry();
    let exchange = occurrence.exchange;
    macro_rules! event {
        ($level:expr) => {
            tracing::event!(
                target: "error_catalog",
                $level,
                error_code = entry.code(),
                domain = entry.domain(),
                severity = entry.severity().as_str(),
                status = occurrence.status.as_u16(),
                trace_id = exchange.trace_id().as_str(),
                method = exchange.method().as_str(),
                path = exchange.path(),
                context = context(occurrence.error).as_str(),
                causes = causes(occurrence.error).as_str(),
                "{}",
                occurrence.error
            )
        };
    }
    // The macro wants a level that is known when it is compiled.
    match entry.log_level() {
        Level::Error => event!(TracingLevel::ERROR),
        Level::Warn => event!(TracingLevel::WARN),
        Level::Info => event!(TracingLevel::INFO),
        Level::Debug => event!(TracingLevel::DEBUG),
    }
}

/// The chain of causes, one a line.
fn causes(error: &(dyn Catalogued + Send + Sync)) -> String {
    let mut text = String::new();
    let mut next = error.source();
    while let Some(cause) = next {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = write!(text, "{cause}");
        next = cause.source();
    }
    text
}

/// What is marked `#[context]` and `#[detail]`, as a JSON object: secrets have no way into it.
fn context(error: &(dyn Catalogued + Send + Sync)) -> String {
    struct Members(Vec<u8>);
    impl Members {
        fn separate(&mut self) {
            self.0.push(if self.0.is_empty() { b'{' } else { b',' });
        }
        fn member(&mut self, name: &str, value: &dyn Json) {
            let before = self.0.len();
            self.separate();
            crate::json::write_string(name, &mut self.0);
            self.0.push(b':');
            if value.write_json(&mut self.0).is_err() {
                self.0.truncate(before);
            }
        }
    }
    impl Fields for Members {
        fn context(&mut self, name: &'static str, value: &dyn Json) {
            self.member(name, value);
        }
        fn detail(&mut self, name: &'static str, value: &dyn Json) {
            self.member(name, value);
        }
        fn flattened_detail(&mut self, value: &dyn Json) {
            let mut object = Vec::new();
            let is_written = value.write_json(&mut object).is_ok();
            let inside = object.strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}"));
            if let Some(inside) = inside.filter(|inside| is_written && !inside.is_empty()) {
                self.separate();
                self.0.extend_from_slice(inside);
            }
        }
    }
    let mut members = Members(Vec::new());
    error.catalog_fields(&mut members);
    if !members.0.is_empty() {
        members.0.push(b'}');
    }
    String::from_utf8(members.0).unwrap_or_default()
}
