//! The table of the keys: where each may stand, and how it is written.

/// Where a key may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On an enum.
    Enum,
    /// On a variant.
    Variant,
    /// On a struct, which is an enum and its one variant at once.
    Struct,
    /// In `rest(...)`.
    Rest,
    /// On a field, where no key may stand.
    Field,
}

impl Place {
    pub(in crate::syntax) const fn noun(self) -> &'static str {
        match self {
            Self::Enum => "an enum",
            Self::Variant => "a variant",
            Self::Struct => "a struct",
            Self::Rest => "`rest(...)`",
            Self::Field => "a field",
        }
    }
}

/// A key that exists: its name, the places it may stand in, and how it is written.
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) places: &'static [Place],
    pub(super) belongs: &'static str,
    pub(super) example: &'static str,
}

const ENUM: &[Place] = &[Place::Enum, Place::Struct];
const ONLY_ENUM: &[Place] = &[Place::Enum];
const ONLY_VARIANT: &[Place] = &[Place::Variant];
const VARIANT: &[Place] = &[Place::Variant, Place::Struct];
const ROW: &[Place] = &[Place::Variant, Place::Struct, Place::Rest];
const ANYWHERE: &[Place] = &[Place::Enum, Place::Variant, Place::Struct, Place::Rest];

const fn known(
    name: &'static str,
    places: &'static [Place],
    belongs: &'static str,
    example: &'static str,
) -> Known {
    Known { name, places, belongs, example }
}

pub(super) const KNOWN: &[Known] = &[
    known("domain", ENUM, "the enum", "domain = \"AUTH\""),
    known("registry", ENUM, "the enum", "registry = crate::Codes"),
    known("categories", ENUM, "the enum", "categories(\"TOKEN\", \"INVALID\")"),
    known("spec", ENUM, "the enum", "spec = \"specs/auth.json\""),
    known("crate", ENUM, "the enum", "crate = error_catalog"),
    known("locales", ENUM, "the enum", "locales(\"ja\", \"en\")"),
    known("messages", ENUM, "the enum", "messages = \"locales\""),
    known("manual", ENUM, "the enum", "manual(Display, Error, From)"),
    known("into_response", ENUM, "the enum", "into_response(http)"),
    known(
        "rest",
        ONLY_ENUM,
        "an enum",
        "rest(code = \"...\", status = 500, log_level = \"ERROR\", message = \"...\")",
    ),
    known("status", ANYWHERE, "", "status = 404"),
    known("log_level", ANYWHERE, "", "log_level = \"INFO\""),
    known("retry", ANYWHERE, "", "retry = \"transient\""),
    known("severity", ANYWHERE, "", "severity = \"CRITICAL\""),
    known("owner", ANYWHERE, "", "owner = \"identity team\""),
    known("allow", ANYWHERE, "", "allow(level)"),
    known("code", ROW, "a variant", "code = \"AUTH_TOKEN_EXPIRED\""),
    known("message", ROW, "a variant", "message = \"...\""),
    known("display", ROW, "a variant", "display = \"...\""),
    known("class", ROW, "a variant", "class = \"conflict\""),
    known("retry_after", ROW, "a variant", "retry_after = 60"),
    known("incident", ROW, "a variant", "incident = \"P1\""),
    known("origin", ROW, "a variant", "origin = \"database\""),
    known("error_type", ROW, "a variant", "error_type = \"SERVICE_UNAVAILABLE\""),
    known("grpc", ROW, "a variant", "grpc = \"ABORTED\""),
    known("public_as", ROW, "a variant", "public_as = \"SYSTEM_INTERNAL_ERROR\""),
    known("same_as", ONLY_VARIANT, "a variant of an enum", "same_as = OtherVariant"),
    known("formerly", ROW, "a variant", "formerly(\"OLD_CODE\")"),
    known("title", ROW, "a variant", "title = \"...\""),
    known("since", ROW, "a variant", "since = \"1.2\""),
    known(
        "deprecated",
        ROW,
        "a variant",
        "deprecated(since = \"2.0\", replaced_by(\"AUTH_OTHER\"))",
    ),
    known("doc_url", ROW, "a variant", "doc_url = \"https://...\""),
    known("ext", ROW, "a variant", "ext(name = \"value\")"),
    known("transparent", VARIANT, "a variant", "transparent"),
];

/// Words that people bring from elsewhere, and what they are called here.
pub(super) const FOREIGN: &[(&str, &str)] = &[
    ("level", "log_level"),
    ("log", "log_level"),
    ("status_code", "status"),
    ("http_status", "status"),
    ("http", "status"),
    ("error_code", "code"),
    ("user_message", "message"),
    ("msg", "message"),
    ("text", "message"),
    ("error", "display"),
    ("developer_message", "display"),
    ("kind", "class"),
    ("alias", "formerly"),
    ("mask", "public_as"),
    ("help", "ext"),
];

/// The attributes that are those of fields.
pub(in crate::syntax) const OF_FIELDS: &[&str] =
    &["detail", "context", "secret", "source", "from", "retry_after"];

/// The same as a sentence lists them.
pub(super) const FIELDS_TAKE: &str = "a field takes `#[detail]`, `#[context]`, `#[secret]`, `#[source]`, `#[from]` or `#[retry_after]`";
