//! The parts of an [`Entry`]: everything that is declared about one code, as constant data.

mod bytes;
mod fact;
mod parts;
mod place;
mod same;

use core::time::Duration;

use catalog_specs_core::compact;
use catalog_specs_core::keys::Key;
use catalog_specs_core::model::{self, DocSection, HiddenField};
#[doc(inline)]
pub use catalog_specs_core::{AlertThreshold, Backoff, Grpc};
use catalog_specs_core::{Class, Incident, Level, Retry, Severity, jsonrpc, status};
use http::StatusCode;

pub(crate) use bytes::{contains, same, same_bytes};
#[doc(hidden)]
pub use fact::Fact;
use fact::{facts, words};
#[doc(hidden)]
pub use parts::Shared;
pub use parts::{Declared, Deprecated, Detail, Translation};
#[doc(hidden)]
pub use place::Place;

/// One code of a catalogue with all that is declared about it.
///
/// An entry is a constant. Values that most codes have are fields; the others are in a short list of facts. The fields have
/// no names because the compiler reads thousands of entries faster so; use the methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry(
    /// The code.
    #[doc(hidden)]
    pub &'static str,
    /// The variant and all other texts, as [`compact::encode_texts`] writes them.
    #[doc(hidden)]
    pub &'static str,
    /// The message in the default locale.
    #[doc(hidden)]
    pub &'static str,
    /// The whole body in the standard dialect; empty where the message has placeholders.
    #[doc(hidden)]
    pub &'static str,
    /// The values that all entries of the enum share.
    #[doc(hidden)]
    pub &'static Shared,
    /// The values that only some entries have.
    #[doc(hidden)]
    pub &'static [Fact],
    /// The status, checked at expansion to be that of an error, and the level, as
    /// [`compact::pack_status_level`] has them.
    #[doc(hidden)]
    pub u16,
);

/// Makes an accessor of a text that an entry may have.
macro_rules! texts {
    ($( $(#[$doc:meta])* $name:ident: $Key:ident; )+) => {
        $(
            $(#[$doc])*
            pub const fn $name(&self) -> Option<&'static str> {
                let text = self.text(const { compact::text(Key::$Key) });
                if text.is_empty() { None } else { Some(text) }
            }
        )+
    };
}

impl Entry {
    /// An empty entry, to fill an array in const evaluation.
    #[doc(hidden)]
    pub const NONE: Self = Self(
        "",
        "",
        "",
        "",
        &Shared(&Declared::new("", "", "", "", &[]), &[]),
        &[],
        compact::pack_status_level(500, Level::Error),
    );

    /// The code, such as `AUTH_TOKEN_EXPIRED`.
    pub const fn code(&self) -> &'static str {
        self.0
    }

    /// The domain, the first word of the code.
    pub const fn domain(&self) -> &'static str {
        self.declared().domain
    }

    /// The name of the variant that declares the code.
    pub const fn variant(&self) -> &'static str {
        self.text(compact::VARIANT)
    }

    /// What the code means: the doc comment up to its first section. Empty without one.
    pub const fn description(&self) -> &'static str {
        self.docs(0)
    }

    /// The section `# Symptoms` of the doc comment.
    pub const fn symptoms(&self) -> &'static str {
        self.section(DocSection::Symptoms)
    }

    /// The section `# Diagnosis` of the doc comment.
    pub const fn diagnosis(&self) -> &'static str {
        self.section(DocSection::Diagnosis)
    }

    /// The section `# Causes` of the doc comment.
    pub const fn causes(&self) -> &'static str {
        self.section(DocSection::Causes)
    }

    /// The section `# Solutions` of the doc comment.
    pub const fn solutions(&self) -> &'static str {
        self.section(DocSection::Solutions)
    }

    /// The section `# Prevention` of the doc comment.
    pub const fn prevention(&self) -> &'static str {
        self.section(DocSection::Prevention)
    }

    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        match StatusCode::from_u16(self.status_number()) {
            Ok(status) => status,
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The level it is logged at.
    pub const fn log_level(&self) -> Level {
        compact::level(self.6)
    }

    /// The user message in the default locale, with its placeholders.
    pub const fn message(&self) -> &'static str {
        self.2
    }

    /// The developer text of the code without its fields.
    pub(crate) fn developer_text(&self) -> &'static str {
        self.display_text().unwrap_or(self.message())
    }

    /// What [`display`](Self::display) gives, at run time.
    #[inline]
    pub(crate) fn display_text(&self) -> Option<&'static str> {
        self.cut_text(const { compact::text(Key::Display) })
    }

    /// A text that an entry may have, at run time, where that costs less than in const evaluation.
    #[inline]
    pub(crate) fn cut_text(&self, part: usize) -> Option<&'static str> {
        let text = compact::cut_part(self.1, part);
        if text.is_empty() { None } else { Some(text) }
    }

    /// The user message in a locale or the nearest wider one (`ja` for `ja-JP`), else the default.
    pub fn message_in(&self, locale: &str) -> &'static str {
        self.text_in(Some(locale)).message
    }

    /// The fields that clients receive.
    pub const fn details(&self) -> &'static [Detail] {
        self.4.1
    }

    /// The class, by default the one that follows from the status.
    pub const fn class(&self) -> Class {
        match self.declared_class() {
            Some(class) => class,
            None => status::class(self.status_number()),
        }
    }

    /// The retry advice, by default the one that follows from status and class.
    pub const fn retry(&self) -> Retry {
        match self.declared_retry() {
            Some(retry) => retry,
            None => status::retry(self.status_number(), self.class()),
        }
    }

    /// The severity, by default the one that follows from status and level.
    pub const fn severity(&self) -> Severity {
        match self.declared_severity() {
            Some(severity) => severity,
            None => status::severity(self.status_number(), self.log_level()),
        }
    }

    /// The incident level, by default the one that follows from the severity.
    pub const fn incident(&self) -> Incident {
        match self.declared_incident() {
            Some(incident) => incident,
            None => status::incident(self.severity()),
        }
    }

    /// The gRPC code, by default the one that follows from the status.
    pub const fn grpc(&self) -> Grpc {
        match self.declared_grpc() {
            Some(grpc) => grpc,
            None => status::grpc(self.status_number()),
        }
    }

    /// The number of the JSON-RPC error, by default -32602 for class `validation`, -32603 for a server error and -32000 for
    /// the rest.
    pub const fn jsonrpc(&self) -> i32 {
        match self.declared_jsonrpc() {
            Some(number) => number,
            None => jsonrpc::number(self.status_number(), self.class()),
        }
    }

    texts! {
        /// The developer text with its placeholders, where it is not the user message.
        display: Display;
        /// A short name of the problem, the same for every occurrence.
        title: Title;
        /// The part of the system the error comes from, such as `database`.
        origin: Origin;
        /// The kind of system error, such as `SERVICE_UNAVAILABLE`.
        error_type: ErrorType;
        /// The owner of the code, such as a team.
        owner: Owner;
        /// The version that introduced the code.
        since: Since;
        /// A page about the code.
        doc_url: DocUrl;
        /// The page with the runbook, for the people who run the service. Clients never receive it.
        runbook: Runbook;
    }

    facts! {
        /// How long to wait before trying again.
        retry_after: Duration(RetryAfter) -> Option<Duration> = None;
        /// The code that is sent in place of this one.
        public_as: Code(PublicAs) -> Option<&'static str> = None;
        /// The codes this one had before.
        formerly: List(Formerly) -> &'static [&'static str] = (&[]);
        /// Since when the code is deprecated.
        deprecated: Deprecated(Deprecated) -> Option<Deprecated> = None;
        /// The rules this code is exempt from.
        allows: List(Allow) -> &'static [&'static str] = (&[]);
        /// The unique constraints of the database whose violation is this code.
        unique: List(Unique) -> &'static [&'static str] = (&[]);
        /// The foreign keys of the database whose violation is this code.
        foreign_key: List(ForeignKey) -> &'static [&'static str] = (&[]);
        /// The check constraints of the database whose violation is this code.
        check: List(Check) -> &'static [&'static str] = (&[]);
        /// The values of `ext(…)`.
        extensions: Pairs(Ext) -> &'static [(&'static str, &'static str)] = (&[]);
        /// How often the code may occur before an alert is sent.
        alert: Alert(Alert) -> Option<AlertThreshold> = None;
        #[doc(hidden)]
        declared_jsonrpc: Number(Jsonrpc) -> Option<i32> = None;
        #[doc(hidden)]
        declared_retry: Retry(Retry) -> Option<Retry> = None;
    }

    words! {
        declared_class: Class;
        declared_severity: Severity;
        declared_incident: Incident;
        declared_grpc: Grpc;
    }

    /// The value of `ext(name = "value")` by its name: anything that a team carries with its codes.
    ///
    /// The envelope reads one name: `www_authenticate` is the `WWW-Authenticate` of a 401, `Bearer` by default. A header
    /// that the response has already wins over it.
    ///
    /// ```
    /// use error_catalog::ErrorCatalog;
    ///
    /// #[derive(Debug, ErrorCatalog)]
    /// #[catalog(domain = "AUTH")]
    /// enum AuthError {
    ///     #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "Your session has expired",
    ///               ext(www_authenticate = r#"Bearer error="invalid_token""#))]
    ///     TokenExpired,
    /// }
    ///
    /// let response = AuthError::TokenExpired.envelope().into_response();
    /// assert_eq!(response.headers()["www-authenticate"], r#"Bearer error="invalid_token""#);
    /// assert_eq!(AuthError::TokenExpired.entry().ext("team"), None);
    /// ```
    pub fn ext(&self, name: &str) -> Option<&'static str> {
        self.extensions().iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    /// The message in the locales beyond the default.
    pub fn translations(&self) -> impl Iterator<Item = Translation> + use<> {
        let entry = *self;
        let further = entry.locales().iter().skip(1).enumerate();
        further.filter_map(move |(at, locale)| entry.translation(at, locale))
    }

    /// The text in a further locale of the enum; `None` where the entry has none in it.
    fn translation(&self, at: usize, locale: &'static str) -> Option<Translation> {
        let message = self.message_at(at + 1);
        let json = compact::part(self.1, compact::FIRST_TRANSLATION + 2 * at + 1);
        (!message.is_empty()).then_some(Translation { locale, message, json })
    }

    /// The fields of the variant as plain data: those that clients receive, and the others.
    pub(crate) fn model_fields(&self) -> (Vec<model::Detail>, Vec<HiddenField>) {
        let detail = |detail: &Detail| model::Detail {
            name: detail.name.to_owned(),
            field: detail.name.to_owned(),
            type_name: detail.type_name.to_owned(),
            doc: detail.doc.to_owned(),
            flatten: detail.flatten,
            display: false,
            retry_after: false,
            data_class: None,
        };
        let mut details: Vec<_> = self.details().iter().map(detail).collect();
        let hidden = model::decode(self.declared_fields(), &mut details);
        (details, hidden)
    }

    /// The message in the locale with this index in the locales of the enum, in const evaluation.
    pub(crate) const fn message_at(&self, locale: usize) -> &'static str {
        compact::part(self.1, compact::FIRST_TRANSLATION + 2 * (locale - 1))
    }

    /// A part of the doc comment.
    pub(crate) const fn section(&self, section: DocSection) -> &'static str {
        self.docs(compact::section(section))
    }

    const fn docs(&self, at: usize) -> &'static str {
        let further = self.locales().len().saturating_sub(1);
        compact::part(self.1, compact::first_of_docs(further) + at)
    }

    /// The locales the enum declares, the default first.
    pub const fn locales(&self) -> &'static [&'static str] {
        self.declared().locales
    }

    /// Where the entry was declared.
    pub const fn declared(&self) -> &'static Declared {
        self.4.0
    }

    /// Whether this is the current code of the entry, or a former one.
    pub(crate) const fn had_code(&self, code: &str) -> bool {
        same(self.0, code) || contains(self.formerly(), code)
    }

    /// The status as a number: cheaper in const evaluation.
    pub(crate) const fn status_number(&self) -> u16 {
        compact::status(self.6)
    }

    /// The entry under another status and at another level.
    pub(crate) const fn under(self, status: u16, level: Level) -> Self {
        let Self(code, about, message, json, shared, facts, _) = self;
        let rank = compact::pack_status_level(status, level);
        Self(code, about, message, json, shared, facts, rank)
    }

    /// Whether the entry has no facts.
    pub(crate) const fn has_no_facts(&self) -> bool {
        self.5.is_empty()
    }

    /// The text for a requested locale, with the tag of the locale that was found.
    #[inline]
    pub(crate) fn text_in(&self, wanted: Option<&str>) -> Translation {
        match wanted {
            Some(wanted) => self.text_for(wanted),
            None => self.default_text(),
        }
    }

    #[inline(never)]
    fn text_for(&self, wanted: &str) -> Translation {
        let default = self.default_text();
        if wanted.eq_ignore_ascii_case(default.locale) {
            return default;
        }
        self.further_text(wanted, default)
    }

    #[inline]
    fn default_text(&self) -> Translation {
        let locale = self.locales().first().copied().unwrap_or_default();
        Translation { locale, message: self.2, json: self.3 }
    }

    /// The same for another locale than the default.
    fn further_text(&self, mut wanted: &str, default: Translation) -> Translation {
        let further = self.locales().iter().skip(1);
        loop {
            let at = further.clone().position(|locale| wanted.eq_ignore_ascii_case(locale));
            if let Some(found) = at.and_then(|at| self.translation(at, further.clone().nth(at)?)) {
                return found;
            }
            // RFC 4647 look-up: a narrower tag falls back to the wider one, never sideways.
            match wanted.rsplit_once('-') {
                Some((wider, _)) if !wider.eq_ignore_ascii_case(default.locale) => wanted = wider,
                _ => return default,
            }
        }
    }

    /// Whether the code has `allow(rule)`.
    pub const fn allows_rule(&self, rule: &str) -> bool {
        let mut allows = self.allows();
        while let [allowed, rest @ ..] = allows {
            if same(allowed, rule) {
                return true;
            }
            allows = rest;
        }
        false
    }

    /// What `catalog_specs_core::model::encode` makes of the fields.
    #[doc(hidden)]
    pub const fn declared_fields(&self) -> &'static str {
        self.text(compact::FIELDS)
    }

    pub(crate) const fn text(&self, part: usize) -> &'static str {
        compact::part(self.1, part)
    }

    /// The value of a key that only some codes have and that is no text.
    #[inline]
    pub(crate) const fn fact(&self, key: Key) -> Option<&'static Fact> {
        let mut facts = self.5;
        while let [fact, rest @ ..] = facts {
            if fact.key() as u8 == key as u8 {
                return Some(fact);
            }
            facts = rest;
        }
        None
    }
}

#[cfg(all(test, any(feature = "metrics", feature = "report")))]
impl Entry {
    /// Entries that differ in their codes alone, for tests that count the memory of what is kept for each code.
    pub(crate) fn ten_thousand() -> Vec<&'static Self> {
        use crate::{ErrorCatalog as _, SystemError};
        let make = |number| {
            let mut entry = *SystemError::Internal.entry();
            entry.0 = String::leak(format!("COUNTED_CASE_{number}"));
            &*Box::leak(Box::new(entry))
        };
        (0..10_000).map(make).collect()
    }
}
