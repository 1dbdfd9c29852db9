//! An alert: what is known of it when it happens, as masked texts.

use std::time::SystemTime;

use crate::classed::mask_for;
use crate::kind;
use crate::line::{line, masked_within};
use crate::mask::Mask;
use crate::record::Record;
use crate::report::Reported;
use crate::{Entry, Severity};

/// As much of a developer text, and of an id or a name, as an alert has.
const LONGEST_MESSAGE: usize = 2000;
const LONGEST_NAME: usize = 200;

/// As much of the context, in JSON.
const LONGEST_CONTEXT: usize = 16 * 1024;

/// What has happened.
pub(super) struct Alert {
    pub(super) kind: Kind,
    pub(super) severity: Severity,
    /// The code, unless it is about several.
    pub(super) code: Option<&'static str>,
    pub(super) entry: Option<&'static Entry>,
    /// The developer text of a failure; otherwise the whole text.
    pub(super) message: String,
    pub(super) trace_id: Option<String>,
    pub(super) tool: Option<String>,
    /// The part of the system that a failure comes from.
    pub(super) source: Option<&'static str>,
    /// Whether nothing has failed: a drill.
    pub(super) is_drill: bool,
    /// Whether its id is that of a request, and not of a job.
    pub(super) is_of_request: bool,
    /// A JSON object.
    pub(super) context: Option<String>,
    pub(super) at: SystemTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One failure.
    Failure,
    /// The failures of a code in a window, or those that the limit held back.
    Count,
    /// A condition that the process has seen for itself.
    Condition,
}

impl Alert {
    /// The alert of a failure.
    pub(super) fn of_failure(reported: &Reported<'_>, mask: &Mask, at: SystemTime) -> Self {
        let error = reported.error;
        let mask = &*mask_for(error, mask);
        let entry = error.catalog_row();
        let id = reported.written_id.or_else(|| Some(reported.exchange?.trace_id().as_str()));
        let name = |name: &str| line(&mask.text(name), LONGEST_NAME).into_owned();
        let context = Record::new(error, mask).context_json().map(|context| {
            if context.len() <= LONGEST_CONTEXT {
                context
            } else {
                r#"{"(context)":"too long for an alert; the log record has it"}"#.to_owned()
            }
        });
        Self {
            kind: Kind::Failure,
            severity: entry.severity(),
            code: Some(entry.code()),
            entry: Some(entry),
            message: masked_within(&error, LONGEST_MESSAGE, mask),
            trace_id: id.map(name),
            tool: reported.tool_name.map(name),
            source: Some(kind::Kind::from_error(error).source),
            is_drill: error.catalog_is_drill(),
            is_of_request: reported.exchange.is_some(),
            context,
            at,
        }
    }

    /// An alert about more than one failure.
    pub(super) fn of_many(
        kind: Kind,
        code: Option<&'static str>,
        message: &str,
        mask: &Mask,
        at: SystemTime,
    ) -> Self {
        Self {
            kind,
            severity: Severity::Error,
            code,
            entry: None,
            message: line(&mask.text(message), LONGEST_MESSAGE).into_owned(),
            trace_id: None,
            tool: None,
            source: None,
            is_drill: false,
            is_of_request: false,
            context: None,
            at,
        }
    }

    /// The short name of the problem.
    pub(super) fn title(&self) -> &str {
        let title = self.entry.and_then(Entry::title);
        title.or(self.code).unwrap_or("several errors")
    }

    pub(super) fn is_critical(&self) -> bool {
        self.severity == Severity::Critical
    }

    /// As much memory as it takes, about.
    pub(super) fn bytes(&self) -> usize {
        let texts = [&self.trace_id, &self.tool, &self.context];
        let texts = texts.into_iter().flatten().map(String::len).sum::<usize>();
        size_of::<Self>() + self.message.len() + texts
    }
}
