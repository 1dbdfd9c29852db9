//! How a source writes what a cure shows: `status = 404` in an attribute, `"status": 404` in a spec file.

/// The form of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// `#[catalog(...)]`.
    #[default]
    Attribute,
    /// A spec file.
    Json,
}

impl Form {
    /// A key with its value, which is written alike in both forms.
    pub fn key(self, key: &str, value: &str) -> String {
        match self {
            Self::Attribute => format!("{key} = {value}"),
            Self::Json => format!("\"{key}\": {value}"),
        }
    }

    /// A key with a text.
    pub fn text(self, key: &str, text: &str) -> String {
        self.key(key, &format!("{text:?}"))
    }

    /// The exception from a rule.
    pub fn allow(self, word: &str) -> String {
        match self {
            Self::Attribute => format!("allow({word})"),
            Self::Json => format!("\"allow\": [\"{word}\"]"),
        }
    }

    /// A list of texts.
    pub fn list(self, key: &str, texts: &[&str]) -> String {
        let texts: Vec<_> = texts.iter().map(|text| format!("{text:?}")).collect();
        match self {
            Self::Attribute => format!("{key}({})", texts.join(", ")),
            Self::Json => format!("\"{key}\": [{}]", texts.join(", ")),
        }
    }

    /// A text in a locale.
    pub fn text_in(self, locale: &str, text: &str) -> String {
        match self {
            Self::Attribute => format!("{locale:?} = {text:?}"),
            Self::Json => format!("{locale:?}: {text:?}"),
        }
    }

    /// A field that clients receive, declared in full.
    pub fn detail(self, name: &str, type_name: &str) -> String {
        match self {
            Self::Attribute => format!("#[detail] {name}: {type_name}"),
            Self::Json => {
                format!("\"details\": [{{\"name\": {name:?}, \"type\": {type_name:?}}}]")
            }
        }
    }

    /// The name of a detail on the wire.
    pub fn detail_name(self, name: &str) -> String {
        match self {
            Self::Attribute => format!("#[detail({name:?})]"),
            Self::Json => format!("\"name\": {name:?}"),
        }
    }

    /// The name of a context field in the log record.
    pub fn context_name(self, name: &str) -> String {
        match self {
            Self::Attribute => format!("#[context({name:?})]"),
            Self::Json => format!("\"name\": {name:?}"),
        }
    }

    /// A retired code with its reason.
    pub(super) fn retired(self) -> &'static str {
        match self {
            Self::Attribute => "\"USER_LOCKED\" => \"2.0: use AUTH_ACCOUNT_LOCKED\"",
            Self::Json => "\"USER_LOCKED\": \"2.0: use AUTH_ACCOUNT_LOCKED\"",
        }
    }

    /// The word for a role of a field.
    pub fn role(self, role: &str) -> String {
        match self {
            Self::Attribute => format!("#[{role}]"),
            Self::Json => role.to_owned(),
        }
    }

    /// What a placeholder of a rule's text stands for in every report of the rule.
    pub(super) fn standing(self, name: &str, allow: Option<&str>) -> Option<String> {
        let text = |attribute: &str, json: &str| {
            let text = if self == Self::Json { json } else { attribute };
            // What comes out is still a template.
            Some(text.replace('{', "{{").replace('}', "}}"))
        };
        match name {
            "allow" => allow.map(|word| self.allow(word)),
            "#detail" => text("#[detail]", "detail"),
            "#context" => text("#[context]", "\"hidden\": [{..., \"roles\": [\"context\"]}]"),
            "#source" => text("#[source]", "source"),
            "#from" => text("#[from]", "from"),
            "to_item" => text("the enum's `#[catalog(...)]`", "the enum"),
            "add_locale" => text(ADD_LOCALE, ADD_LOCALE_IN_JSON),
            // `=key="value"`, or `=key=?value` where the report has the value.
            _ => {
                let (key, value) = name.strip_prefix('=')?.split_once('=')?;
                Some(match value.strip_prefix('?') {
                    Some(value) => self.key(key, &format!("\"{{{value}}}\"")),
                    None => self.key(key, value),
                })
            }
        }
    }
}

/// What to do where a registry misses a text.
pub const ADD_LOCALE: &str = "add the locale to the enum's `locales(...)`; if the enum is from another crate, write `messages = \"locales\"` in `#[registry(...)]` and put the text into the locale's file in that folder";

/// A spec has its texts beside the code and nowhere else.
const ADD_LOCALE_IN_JSON: &str =
    "add the locale to the enum's `locales`, and a text to each of its codes";
