//! One code with all that is declared about it.

use core::time::Duration;

use super::{Docs, HiddenField, Place};
use crate::{Class, Grpc, Incident, Level, Retry, Severity, derived, status};

/// One code with all that is declared about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The code.
    pub code: String,
    /// The variant that declares it.
    pub variant: String,
    /// The HTTP status.
    pub status: u16,
    /// The level it is logged at.
    pub level: Level,
    /// The user message in every locale, the default first; empty where the public code's is sent.
    pub messages: Vec<Text>,
    /// The developer text.
    pub display: Option<String>,
    /// The class, where it is said.
    pub class: Option<Class>,
    /// The retry advice, where it is said.
    pub retry: Option<Retry>,
    /// How long to wait before a retry.
    pub retry_after: Option<Duration>,
    /// The severity, where it is said.
    pub severity: Option<Severity>,
    /// The incident level, where it is said.
    pub incident: Option<Incident>,
    /// The part of the system it comes from.
    pub origin: Option<String>,
    /// The kind of system error.
    pub error_type: Option<String>,
    /// The gRPC code, where it is said.
    pub grpc: Option<Grpc>,
    /// The code that goes out in its place.
    pub public_as: Option<String>,
    /// The codes it had before.
    pub formerly: Vec<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// A short name of the problem.
    pub title: Option<String>,
    /// The version that brought it.
    pub since: Option<String>,
    /// That it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// A page about it.
    pub doc_url: Option<String>,
    /// What a team carries besides.
    pub ext: Vec<(String, String)>,
    /// The rules it is let off.
    pub allows: Vec<String>,
    /// The fields clients receive.
    pub details: Vec<Detail>,
    /// The other fields: what the log, the developer text and the cause are made of.
    pub hidden: Vec<HiddenField>,
    /// The doc comment.
    pub docs: Docs,
    /// The conditions under which it is compiled, as a scan reads them: `unix`, `feature = "x"`.
    pub cfg: Vec<String>,
    /// Where its keys stand in the source, as a scan reads it; `variant` for its name.
    pub places: Vec<(String, Place)>,
}

/// A text in a locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The tag; empty where no locale is declared.
    pub locale: String,
    /// The template.
    pub message: String,
}

/// A field that clients receive.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Detail {
    /// Its name on the wire.
    pub name: String,
    /// Its name in the variant, which placeholders use; the index in a tuple.
    pub field: String,
    /// Its type, as written.
    pub type_name: String,
    /// Its doc comment.
    pub doc: String,
    /// Whether its members are details themselves.
    pub flatten: bool,
    /// Whether it is sent as its `Display` text.
    pub display: bool,
    /// Whether it says how long to wait.
    pub retry_after: bool,
}

impl Detail {
    /// Whether it may be absent: `None` is not sent.
    pub fn optional(&self) -> bool {
        self.some_type() != self.type_name
    }

    /// Its type without the `Option` around it.
    pub fn some_type(&self) -> &str {
        let name = self.type_name.as_str();
        let Some((path, inner)) = name.split_once('<') else { return name };
        let is_option = path.rsplit("::").next() == Some("Option");
        inner.strip_suffix('>').filter(|_| is_option).map_or(name, str::trim)
    }
}

/// That a code is on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecated {
    /// Since which version.
    pub since: String,
    /// The codes to look at instead.
    pub replaced_by: Vec<String>,
    /// When it will be gone.
    pub until: Option<String>,
}

impl Row {
    /// A row that says the least a row can.
    pub fn new(
        code: impl Into<String>,
        variant: impl Into<String>,
        status: u16,
        level: Level,
    ) -> Self {
        Self {
            code: code.into(),
            variant: variant.into(),
            status,
            level,
            messages: Vec::new(),
            display: None,
            class: None,
            retry: None,
            retry_after: None,
            severity: None,
            incident: None,
            origin: None,
            error_type: None,
            grpc: None,
            public_as: None,
            formerly: Vec::new(),
            owner: None,
            title: None,
            since: None,
            deprecated: None,
            doc_url: None,
            ext: Vec::new(),
            allows: Vec::new(),
            details: Vec::new(),
            hidden: Vec::new(),
            docs: Docs::default(),
            cfg: Vec::new(),
            places: Vec::new(),
        }
    }

    /// The class, said or not.
    pub fn effective_class(&self) -> Class {
        self.class.unwrap_or(status::class(self.status))
    }

    /// The retry advice, said or not.
    pub fn effective_retry(&self) -> Retry {
        self.retry.unwrap_or(status::retry(self.status, self.effective_class()))
    }

    /// The severity, said or not.
    pub fn effective_severity(&self) -> Severity {
        self.severity.unwrap_or(status::severity(self.status, self.level))
    }

    /// The incident level, said or not.
    pub fn effective_incident(&self) -> Incident {
        self.incident.unwrap_or(status::incident(self.effective_severity()))
    }

    /// The gRPC code, said or not.
    pub fn effective_grpc(&self) -> Grpc {
        self.grpc.unwrap_or(status::grpc(self.status))
    }

    /// The message in the default locale; empty where the public code's is sent.
    pub fn message(&self) -> &str {
        self.messages.first().map_or("", |text| text.message.as_str())
    }

    /// The value of `WWW-Authenticate` where the code is sent with a status; only a 401 has one.
    pub fn challenge(&self, status: u16) -> Option<&str> {
        let own = self.ext.iter().find(|(name, _)| name == derived::WWW_AUTHENTICATE);
        derived::challenge(status, own.map(|(_, value)| value.as_str()))
    }

    /// Where a key stands in the source, or else the code, or else the variant.
    pub fn place(&self, key: &str) -> Option<&Place> {
        let of = |key| self.places.iter().find(|(known, _)| known == key).map(|(_, place)| place);
        of(key).or_else(|| of("code")).or_else(|| of("variant"))
    }

    /// Whether a word stands in `allow(…)`.
    pub fn allows(&self, word: &str) -> bool {
        self.allows.iter().any(|allowed| allowed == word)
    }
}
