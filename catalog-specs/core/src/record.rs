//! The fields of a log record, as data: the reporter writes them, the JSON schema of the record describes them.

/// A field of the record of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordField {
    /// The name of the member.
    pub name: &'static str,
    /// What it holds.
    pub kind: RecordKind,
    /// Whether every record has it.
    pub is_required: bool,
    /// What it means, in Markdown.
    pub about: &'static str,
}

/// What a field of a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// A text.
    Text,
    /// A point in time, ISO 8601 in UTC.
    Time,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A code.
    Code,
    /// An HTTP status.
    Status,
    /// Texts.
    Texts,
    /// An object with any members.
    Object,
    /// An object with these members.
    Members(&'static [RecordField]),
}

use RecordKind::{Code, Members, Object, Status, Text, Texts, Time, Word};

const fn always(name: &'static str, kind: RecordKind, about: &'static str) -> RecordField {
    RecordField { name, kind, is_required: true, about }
}

const fn sometimes(name: &'static str, kind: RecordKind, about: &'static str) -> RecordField {
    RecordField { name, kind, is_required: false, about }
}

/// The fields of a record, in the order in which they are written.
pub const RECORD_FIELDS: &[RecordField] = &[
    always("timestamp", Time, "the time in UTC, ISO 8601"),
    always(
        "level",
        Word(&["ERROR", "WARN", "INFO", "DEBUG"]),
        "`log_level` of the code: `ERROR`, `WARN`, `INFO` or `DEBUG`",
    ),
    always("severity", Word(&["WARNING", "ERROR", "CRITICAL"]), "`WARNING`, `ERROR` or `CRITICAL`"),
    always("environment", Text, "where the service runs"),
    sometimes("service", Text, "the service"),
    sometimes("trace_id", Text, "the id of the request, as in its response, or of what was done"),
    always("error_code", Code, "the code"),
    sometimes(
        "error_type",
        Text,
        "`error_type` of the code, else that of its foreign cause; of a 5xx without either, what follows from its status and origin",
    ),
    always("message", Text, "the developer text"),
    always("source", Text, "`origin` of the code, else that of its foreign cause, else `internal`"),
    sometimes("status", Status, "the HTTP status that was sent"),
    sometimes("route", Text, "the route that matched, such as `/users/{id}`"),
    sometimes(
        "request",
        Members(&[
            always("method", Text, "the method"),
            always("path", Text, "the path, without the query"),
            sometimes("headers", Object, "the headers that the reporter is set to log"),
        ]),
        "`method`, `path` without its query, and the `headers` that the reporter is set to log",
    ),
    sometimes("user_id", Text, "a keyed hash of the user"),
    sometimes("tool_name", Text, "the tool that was called"),
    sometimes(
        "context",
        Object,
        "`#[context]` and `#[detail]` fields; `(unwritten)` has those that are not JSON, and why",
    ),
    sometimes("causes", Texts, "the chain of causes, nearest first"),
    sometimes(
        "location",
        Text,
        "the file, line and column of the `?` that raised the failure (feature `location`)",
    ),
    sometimes(
        "stack_trace",
        Text,
        "the stack where the failure was raised, only if debugging is enabled and the environment is not `production`",
    ),
];
