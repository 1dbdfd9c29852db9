//! One row of a catalogue: what a declaration says about a code, as constant data.

use core::time::Duration;

use catalog_specs::{Class, Grpc, Incident, Level, Retry, Severity, status};
use http::StatusCode;

/// One code of a catalogue with all that is declared about it.
///
/// A row is a constant. What most codes need stands in fields; what few codes say stands in a
/// short list of facts. The fields are read by the methods below; that they have no names is for
/// the compiler's sake, which reads thousands of rows faster so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry(
    /// The code.
    #[doc(hidden)]
    pub &'static str,
    /// The variant.
    #[doc(hidden)]
    pub &'static str,
    /// The status, checked at expansion to be that of an error.
    #[doc(hidden)]
    pub u16,
    /// The level.
    #[doc(hidden)]
    pub Level,
    /// The message in the default locale.
    #[doc(hidden)]
    pub &'static str,
    /// The whole body in the seed dialect; empty where the message has placeholders.
    #[doc(hidden)]
    pub &'static str,
    /// What the row shares with those of its enum.
    #[doc(hidden)]
    pub &'static Declared,
    /// The public fields.
    #[doc(hidden)]
    pub &'static [Detail],
    /// What only some rows say.
    #[doc(hidden)]
    pub &'static [Fact],
);

/// Where rows come from: what all the rows of one enum share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// The domain of the codes.
    pub domain: &'static str,
    /// The name of the enum.
    pub type_name: &'static str,
    /// The module of the enum.
    pub module: &'static str,
    /// The doc comment of the enum.
    pub description: &'static str,
    /// The locales every message has, the default first; empty where none is declared.
    pub locales: &'static [&'static str],
}

/// A public detail of a code: a field that clients receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its type in Rust, as written.
    pub type_name: &'static str,
    /// Its doc comment.
    pub doc: &'static str,
    /// Whether it is spread over the details instead of being one of them.
    pub flatten: bool,
}

/// That a code is on its way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deprecated {
    /// Since which version.
    pub since: &'static str,
    /// The codes to look at instead.
    pub replaced_by: &'static [&'static str],
    /// When it will be gone, if that is known.
    pub until: Option<&'static str>,
}

/// A text in one more locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Translation {
    /// The locale's tag.
    pub locale: &'static str,
    /// The message template.
    pub message: &'static str,
    /// The whole body in the seed dialect; empty where the message has placeholders.
    pub json: &'static str,
}

/// Something that only some codes say.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Class(Class),
    Retry(Retry),
    RetryAfter(Duration),
    Severity(Severity),
    Incident(Incident),
    Origin(&'static str),
    ErrorType(&'static str),
    Grpc(Grpc),
    PublicAs(&'static str),
    Formerly(&'static [&'static str]),
    Description(&'static str),
    Causes(&'static str),
    Solutions(&'static str),
    Prevention(&'static str),
    Owner(&'static str),
    Title(&'static str),
    Since(&'static str),
    Deprecated(Deprecated),
    DocUrl(&'static str),
    Ext(&'static [(&'static str, &'static str)]),
    Allow(&'static [&'static str]),
    Display(&'static str),
    /// What `catalog_specs::model::encode` makes of the fields.
    Fields(&'static str),
    Translations(&'static [Translation]),
}

/// Makes an accessor that looks for one fact.
macro_rules! facts {
    ($( $(#[$doc:meta])* $name:ident: $Fact:ident -> $Type:ty = $default:tt; )+) => {
        $(
            $(#[$doc])*
            #[allow(unused_parens, reason = "a default of two tokens comes in parentheses")]
            pub const fn $name(&self) -> $Type {
                let mut facts = self.8;
                while let [fact, rest @ ..] = facts {
                    if let Fact::$Fact(value) = fact {
                        return facts!(@wrap *value, $default);
                    }
                    facts = rest;
                }
                $default
            }
        )+
    };
    (@wrap $value:expr, None) => { Some($value) };
    (@wrap $value:expr, $default:tt) => { $value };
}

impl Entry {
    /// No row: what an array of rows is filled with before its rows are known.
    #[doc(hidden)]
    pub const NONE: Self = Self(
        "",
        "",
        500,
        Level::Error,
        "",
        "",
        &Declared { domain: "", type_name: "", module: "", description: "", locales: &[] },
        &[],
        &[],
    );

    /// The code, such as `AUTH_TOKEN_EXPIRED`.
    pub const fn code(&self) -> &'static str {
        self.0
    }

    /// The domain, the first word of the code.
    pub const fn domain(&self) -> &'static str {
        self.6.domain
    }

    /// The name of the variant that declares the code.
    pub const fn variant(&self) -> &'static str {
        self.1
    }

    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        match StatusCode::from_u16(self.2) {
            Ok(status) => status,
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The level it is logged at.
    pub const fn log_level(&self) -> Level {
        self.3
    }

    /// The user message in the default locale, with its placeholders.
    pub const fn message(&self) -> &'static str {
        self.4
    }

    /// The user message in a locale or the nearest wider one (`ja` for `ja-JP`), else the default.
    pub fn message_in(&self, locale: &str) -> &'static str {
        self.text_in(Some(locale)).message
    }

    /// The fields that clients receive.
    pub const fn details(&self) -> &'static [Detail] {
        self.7
    }

    /// The class, by default the one that follows from the status.
    pub const fn class(&self) -> Class {
        match self.declared_class() {
            Some(class) => class,
            None => status::class(self.2),
        }
    }

    /// The retry advice, by default the one that follows from status and class.
    pub const fn retry(&self) -> Retry {
        match self.declared_retry() {
            Some(retry) => retry,
            None => status::retry(self.2, self.class()),
        }
    }

    /// The severity, by default the one that follows from status and level.
    pub const fn severity(&self) -> Severity {
        match self.declared_severity() {
            Some(severity) => severity,
            None => status::severity(self.2, self.3),
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
            None => status::grpc(self.2),
        }
    }

    facts! {
        /// How long to wait before trying again.
        retry_after: RetryAfter -> Option<Duration> = None;
        /// The part of the system the error comes from, such as `database`.
        origin: Origin -> Option<&'static str> = None;
        /// The kind of system error, such as `SERVICE_UNAVAILABLE`.
        error_type: ErrorType -> Option<&'static str> = None;
        /// The code that goes out in place of this one.
        public_as: PublicAs -> Option<&'static str> = None;
        /// The codes this one had before.
        formerly: Formerly -> &'static [&'static str] = (&[]);
        /// What the code means: the doc comment up to its first section. Empty without one.
        description: Description -> &'static str = "";
        /// The section `# Causes` of the doc comment.
        causes: Causes -> &'static str = "";
        /// The section `# Solutions` of the doc comment.
        solutions: Solutions -> &'static str = "";
        /// The section `# Prevention` of the doc comment.
        prevention: Prevention -> &'static str = "";
        /// Who answers for the code.
        owner: Owner -> Option<&'static str> = None;
        /// A short name of the problem, the same for every occurrence.
        title: Title -> Option<&'static str> = None;
        /// The version that brought the code.
        since: Since -> Option<&'static str> = None;
        /// That the code is on its way out.
        deprecated: Deprecated -> Option<Deprecated> = None;
        /// A page about the code.
        doc_url: DocUrl -> Option<&'static str> = None;
        /// The rules this code is let off.
        allows: Allow -> &'static [&'static str] = (&[]);
        /// The developer text with its placeholders, where it is not the user message.
        display: Display -> Option<&'static str> = None;
        /// What `ext(…)` carries.
        extensions: Ext -> &'static [(&'static str, &'static str)] = (&[]);
        /// The message in the locales beyond the default.
        translations: Translations -> &'static [Translation] = (&[]);
    }

    /// What `ext(name = "value")` says under a name.
    pub fn ext(&self, name: &str) -> Option<&'static str> {
        self.extensions().iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    /// The locales the enum declares, the default first.
    pub const fn locales(&self) -> &'static [&'static str] {
        self.6.locales
    }

    /// Where the row was declared.
    pub const fn declared(&self) -> &'static Declared {
        self.6
    }

    /// Whether the code is this one's, now or formerly.
    pub(crate) fn answers_to(&self, code: &str) -> bool {
        self.0 == code || self.formerly().contains(&code)
    }

    /// Whether two rows are one: the same one, or that of another version of its crate that says
    /// the same.
    pub(crate) const fn is_same_declaration(&self, other: &Self) -> bool {
        same(self.0, other.0)
            && same(self.1, other.1)
            && same(self.6.type_name, other.6.type_name)
            && same(self.6.module, other.6.module)
            && self.2 == other.2
            && same(self.4, other.4)
    }

    /// The status as a number: cheaper in const evaluation.
    pub(crate) const fn status_number(&self) -> u16 {
        self.2
    }

    /// Whether the row says nothing beyond its fields.
    pub(crate) const fn has_no_facts(&self) -> bool {
        self.8.is_empty()
    }

    /// The text for a wanted locale, with the tag it is really in.
    pub(crate) fn text_in(&self, wanted: Option<&str>) -> Translation {
        let locale = self.locales().first().copied().unwrap_or_default();
        let default = Translation { locale, message: self.4, json: self.5 };
        let Some(mut wanted) = wanted else { return default };
        loop {
            if wanted.eq_ignore_ascii_case(locale) {
                return default;
            }
            if let Some(found) =
                self.translations().iter().find(|text| wanted.eq_ignore_ascii_case(text.locale))
            {
                return *found;
            }
            // RFC 4647 look-up: a narrower tag falls back to the wider one, never sideways.
            match wanted.rsplit_once('-') {
                Some((wider, _)) => wanted = wider,
                None => return default,
            }
        }
    }

    /// Whether an `allow(rule)` stands on the code.
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

    facts! {
        #[doc(hidden)] declared_class: Class -> Option<Class> = None;
        #[doc(hidden)] declared_retry: Retry -> Option<Retry> = None;
        #[doc(hidden)] declared_severity: Severity -> Option<Severity> = None;
        #[doc(hidden)] declared_incident: Incident -> Option<Incident> = None;
        #[doc(hidden)] declared_grpc: Grpc -> Option<Grpc> = None;
        #[doc(hidden)] declared_fields: Fields -> &'static str = "";
    }
}

/// Whether two texts are the same, in const evaluation.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    same_bytes(a.as_bytes(), b.as_bytes())
}

/// Whether two runs of bytes are the same, in const evaluation.
pub(crate) const fn same_bytes(mut a: &[u8], mut b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    true
}
