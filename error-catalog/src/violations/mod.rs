//! The broken fields of an input, and their texts in the language of the reader.

mod location;
mod path;
mod rule;

use core::fmt;
use std::borrow::Cow;
use std::sync::Arc;

use serde::ser::{Serialize, Serializer};

pub use location::Location;
pub use path::FieldPath;
pub(crate) use path::push_key;
pub use rule::ViolationRule;

use crate::Entry;
use crate::line::displayed;

/// A limit, so that the response to an input with a hundred thousand broken fields is not larger than the input.
const MOST: usize = 1000;

/// Between the texts of one field.
pub(crate) const BETWEEN_TEXTS: &str = "; ";

/// The most rules of one field that are kept.
const MOST_TEXTS: usize = 32;

/// What is wrong with a field: a text as it is, or the message of a catalogued error, which is rendered in the
/// locale of the envelope.
#[derive(Clone)]
pub struct FieldText {
    text: Text,
    rule: Option<Arc<ViolationRule>>,
}

#[derive(Clone)]
enum Text {
    Literal(Cow<'static, str>),
    Message(Arc<dyn FieldMessage>),
}

/// The broken fields of an input, each with its texts, in the order they were found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Violations(Vec<FieldError>);

/// A broken field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    path: String,
    location: Option<Location>,
    texts: Vec<FieldText>,
}

/// For whom texts are: the locale that was asked for, and the registry whose texts go before ours.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'r> {
    pub(crate) locale: Option<&'r str>,
    pub(crate) texts: &'r dyn MessageSource,
}

/// The texts of a registry.
pub(crate) trait MessageSource {
    /// Looks a code up.
    fn get(&self, code: &str) -> Option<&'static Entry>;

    /// The message template of an entry in a locale, from its declaration or from a message file.
    fn message(&self, entry: &Entry, locale: Option<&str>) -> &'static str;
}

/// A text that depends on its reader. Its `Display` is for developers.
pub(crate) trait FieldMessage: fmt::Display + Send + Sync {
    /// The text for a reader, or in the default locale.
    fn read(&self, reader: Option<Reader<'_>>) -> String;

    /// The rule that is broken, if the text is of one.
    fn rule(&self) -> Option<ViolationRule> {
        None
    }
}

impl Violations {
    /// Each field.
    pub fn iter(&self) -> core::slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    /// Gives each field another path. Fields that get the same one become one.
    #[cfg(feature = "serde_path_to_error")]
    pub(crate) fn rename(&mut self, path: impl Fn(&FieldError) -> String) {
        for field in core::mem::take(&mut self.0) {
            let path = path(&field);
            for text in field.texts {
                self.push(path.clone(), text);
            }
            if let Some(renamed) = self.0.iter_mut().find(|known| known.path == path) {
                renamed.location = field.location;
            }
        }
    }

    /// Moves a field to a place of the request.
    pub(crate) fn locate_field(&mut self, path: &str, location: Option<Location>) {
        if let Some(field) = self.0.iter_mut().find(|field| field.path == path) {
            field.location = location;
        }
    }

    /// Moves all fields to a place of the request.
    pub(crate) fn locate(&mut self, location: Location) {
        for field in &mut self.0 {
            field.location = Some(location);
        }
    }

    pub(crate) fn push(&mut self, path: String, text: FieldText) {
        let has_room = self.0.len() < MOST;
        match self.0.iter_mut().find(|field| field.path == path) {
            Some(field) if field.texts.len() < MOST_TEXTS => field.texts.push(text),
            None if has_room => {
                self.0.push(FieldError { path, location: None, texts: vec![text] });
            }
            Some(_) | None => {}
        }
    }

    /// The fields with what a developer reads of them.
    #[cfg(any(feature = "tracing", feature = "report"))]
    pub(crate) fn for_log(&self) -> impl Serialize + '_ {
        self.texts(|field| field.joined(|text| Cow::Owned(displayed(text))))
    }

    /// The fields with their texts for a reader.
    pub(crate) fn read_by<'v>(&'v self, reader: Reader<'v>) -> impl Serialize + 'v {
        self.texts(move |field| field.read(Some(reader)))
    }

    fn texts<'v, R: Fn(&'v FieldError) -> Cow<'v, str>>(&'v self, read: R) -> Texts<'v, R> {
        Texts(self, read)
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v FieldError;
    type IntoIter = core::slice::Iter<'v, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FieldError {
    /// The path of the field, such as `items[2].price`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where in the request it is; absent for a field of the body.
    pub fn location(&self) -> Option<Location> {
        self.location
    }

    /// What is wrong with it, in the default locale.
    pub fn text(&self) -> Cow<'_, str> {
        self.read(None)
    }

    /// The rules that it breaks, each by its id. A text that was given without a rule has none.
    pub fn rules(&self) -> impl Iterator<Item = &ViolationRule> {
        self.texts.iter().filter_map(|text| text.rule.as_deref())
    }

    /// Each of its texts for a reader, with the rule that it is of.
    pub(crate) fn broken_rules(
        &self,
        reader: Reader<'_>,
    ) -> impl Iterator<Item = (Cow<'_, str>, Option<&ViolationRule>)> {
        self.texts.iter().map(move |text| (text.read(Some(reader)), text.rule.as_deref()))
    }

    fn read(&self, reader: Option<Reader<'_>>) -> Cow<'_, str> {
        self.joined(|text| text.read(reader))
    }

    fn joined<'t>(&'t self, read: impl Fn(&'t FieldText) -> Cow<'t, str>) -> Cow<'t, str> {
        match self.texts.as_slice() {
            [text] => read(text),
            texts => Cow::Owned(texts.iter().map(read).collect::<Vec<_>>().join(BETWEEN_TEXTS)),
        }
    }
}

impl FieldText {
    pub(crate) fn of_message(message: impl FieldMessage + 'static) -> Self {
        let rule = message.rule().map(Arc::new);
        Self { text: Text::Message(Arc::new(message)), rule }
    }

    /// The text with the rule that it is of, for clients that act on rules.
    ///
    /// ```
    /// use error_catalog::validation::{FieldText, ViolationRule};
    ///
    /// let text = FieldText::from("This is no IBAN of Japan").with_rule(ViolationRule::new("iban").param("country", "JP"));
    /// # let _ = text;
    /// ```
    #[must_use]
    pub fn with_rule(mut self, rule: ViolationRule) -> Self {
        self.rule = Some(Arc::new(rule));
        self
    }

    fn read(&self, reader: Option<Reader<'_>>) -> Cow<'_, str> {
        match &self.text {
            Text::Literal(text) => Cow::Borrowed(text),
            Text::Message(message) => Cow::Owned(message.read(reader)),
        }
    }
}

/// What a developer reads of it: the `Display` of an error, the name of a rule.
impl fmt::Display for FieldText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Text::Literal(text) => f.write_str(text),
            Text::Message(message) => message.fmt(f),
        }
    }
}

impl From<&'static str> for FieldText {
    fn from(text: &'static str) -> Self {
        Cow::Borrowed(text).into()
    }
}

impl From<String> for FieldText {
    fn from(text: String) -> Self {
        Cow::<str>::Owned(text).into()
    }
}

impl From<Cow<'static, str>> for FieldText {
    fn from(text: Cow<'static, str>) -> Self {
        Self { text: Text::Literal(text), rule: None }
    }
}

impl fmt::Debug for FieldText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&displayed(self), f)
    }
}

/// Two texts are the same where they read the same, for people and for programs.
impl PartialEq for FieldText {
    fn eq(&self, other: &Self) -> bool {
        self.read(None) == other.read(None) && self.rule == other.rule
    }
}

impl Eq for FieldText {}

/// A map of path to text, in the default locale.
impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.texts(|field| field.read(None)).serialize(serializer)
    }
}

/// A map of path to what is read of the field there.
struct Texts<'v, R>(&'v Violations, R);

impl<'v, R: Fn(&'v FieldError) -> Cow<'v, str>> Serialize for Texts<'v, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(violations, read) = self;
        serializer.collect_map(violations.iter().map(|field| (field.path(), read(field))))
    }
}
