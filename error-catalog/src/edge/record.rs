//! The log record of a failed request, as an event of `tracing`.

use core::error::Error;

use tracing::Level as TracingLevel;

use super::line::{LONGEST_PATH, displayed, json, line};
use super::{Exchange, Occurrence, panics};
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
                method = &*line(exchange.method().as_str(), LONGEST_PATH),
                path = &*line(exchange.path(), LONGEST_PATH),
                context = context(occurrence.error).as_str(),
                causes = causes(occurrence.error).as_str(),
                "{}",
                displayed(&occurrence.error)
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

/// What there is to say where the observer panicked: one event in the place of what it would have told.
pub(super) fn unobserved(exchange: &Exchange, panicked: &str) {
    let trace_id = exchange.trace_id().as_str();
    tracing::error!(target: "error_catalog", trace_id, "the observer of failures {}", displayed(&panicked));
}

/// A longer chain of causes is told in part: one that ends in itself has no end.
const MOST_CAUSES: usize = 32;

/// The chain of causes, the nearest first, in one line.
fn causes(error: &(dyn Catalogued + Send + Sync)) -> String {
    let mut text = String::new();
    let mut next = caused(error);
    for _ in 0..MOST_CAUSES {
        let Some(cause) = next else { break };
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&displayed(&cause));
        next = caused(cause);
    }
    text
}

fn caused<'e>(error: &'e (impl Error + ?Sized)) -> Option<&'e (dyn Error + 'static)> {
    panics::catch(|| error.source()).ok().flatten()
}

/// As much of one value as a record has.
const LONGEST_VALUE: usize = 4096;

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
            let begins = self.0.len();
            let written = panics::catch(|| value.write_json(&mut self.0));
            if !matches!(written, Ok(Ok(()))) {
                self.0.truncate(before);
            } else if self.0.len() - begins > LONGEST_VALUE {
                // Of what is too long for a record the beginning is told, as a text.
                let text = String::from_utf8_lossy(&self.0.split_off(begins)).into_owned();
                crate::json::write_string(&line(&text, LONGEST_VALUE), &mut self.0);
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
            let written = panics::catch(|| value.write_json(&mut object));
            let is_written = matches!(written, Ok(Ok(())));
            let inside = object.strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}"));
            if let Some(inside) = inside.filter(|inside| is_written && !inside.is_empty()) {
                self.separate();
                self.0.extend_from_slice(inside);
            }
        }
    }
    let mut members = Members(Vec::new());
    // What was shown before a panic stays.
    let _ = panics::catch(|| error.catalog_fields(&mut members));
    if !members.0.is_empty() {
        members.0.push(b'}');
    }
    json(String::from_utf8(members.0).unwrap_or_default())
}
