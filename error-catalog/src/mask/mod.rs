//! Masking: removes the secrets and personal data that it recognizes from texts for a log.
//!
//! The layers mask everything they write: log records, spans, the standard error stream. These are replaced by `***`:
//!
//! - card numbers with a valid check digit;
//! - credentials behind `Bearer` and `Basic`, JSON web tokens, private keys, keys of well-known services;
//! - e-mail addresses, users and passwords in URLs, web hooks, the user in paths of home directories;
//! - values behind names such as `password`, `token`, `api_key`, `cookie`: in JSON, queries, headers, connection strings,
//!   XML, options of commands and `name: value` of any other kind.
//!
//! ```
//! use error_catalog::mask::Mask;
//!
//! let mask = Mask::default().key("iban").prefix("acme_live_", 16);
//! assert_eq!(
//!     mask.text("login of alice@example.com with password=hunter2 at postgres://app:s3cret@db:5432/shop"),
//!     "login of *** with password=*** at postgres://***@db:5432/shop"
//! );
//! assert_eq!(mask.text(r#"{"iban":"DE02120300000000202051"}"#), r#"{"iban":"***"}"#);
//! assert_eq!(mask.text("no reservation 4711 (trace 4bf92f3577b34da6a3ce929d0e0e4736)"),
//!     "no reservation 4711 (trace 4bf92f3577b34da6a3ce929d0e0e4736)");
//! ```
//!
//! A text without a secret is borrowed: nothing is allocated for it. Masking twice is the same as masking once.
//!
//! The files: `triggers` finds the bytes at which a secret may begin, `scan` looks at each of them with `pair` and `value` (names
//! and their values), `card`, `token` and `address` (secrets with a known form). `json` and `path` read the forms in which
//! characters are escaped.

mod address;
mod bytes;
mod card;
mod class;
mod json;
mod names;
mod pair;
mod path;
mod scan;
mod sip;
mod splice;
#[cfg(test)]
mod tests;
mod token;
mod triggers;
mod value;

use core::fmt;
use core::ops::Range;
use std::borrow::Cow;
use std::sync::Arc;

use class::Classes;
pub use class::Treatment;
use scan::{Added, Scan};
use splice::Spliced;
use triggers::DEFAULT;
use value::MASKED;
#[cfg(any(feature = "tracing", feature = "report"))]
use value::says_nothing;

/// What is masked in texts that go to a log. The default masks all kinds of secrets that the [module](self) lists.
///
/// Clones share it.
#[derive(Clone, Default)]
pub struct Mask(Option<Arc<Settings>>);

#[derive(Default, Clone)]
struct Settings {
    is_off: bool,
    added: Arc<Added>,
    patterns: Vec<Arc<Pattern>>,
    classes: Classes,
    /// Values of one error that are masked wherever they stand, and what stands in their place.
    values: Vec<(String, String)>,
}

type Pattern = dyn Fn(&str) -> Option<Range<usize>> + Send + Sync;

/// The default mask, for code that has no layer.
pub(crate) static DEFAULT_MASK: Mask = Mask(None);

impl Mask {
    /// Masks nothing: for a test that reads its log, or if another program masks the log.
    pub fn none() -> Self {
        Self(Some(Arc::new(Settings { is_off: true, ..Settings::default() })))
    }

    /// Masks the values behind one more name, and behind names that end in it: `iban` is `customer_iban`, too. Case, `-` and
    /// `_` do not matter.
    #[must_use]
    pub fn key(self, name: &str) -> Self {
        let name = names::plain(name);
        self.change(|settings| {
            if !name.is_empty() {
                change_added(settings, |added| added.names.push(name));
            }
        })
    }

    /// Masks one more format of keys: words that begin with `prefix`, with at least as many characters behind it.
    #[must_use]
    pub fn prefix(self, prefix: &str, at_least: usize) -> Self {
        self.change(|settings| {
            if !prefix.is_empty() {
                change_added(settings, |added| {
                    let triggers = added.triggers.get_or_insert_with(|| Box::new(DEFAULT.clone()));
                    triggers.add_prefix(prefix);
                    added.formats.push((prefix.into(), at_least));
                });
            }
        })
    }

    /// Masks what a function finds, such as the search of a regular expression. It is called again with the rest of the text after each match.
    ///
    /// ```
    /// use error_catalog::mask::Mask;
    ///
    /// let badge = |text: &str| text.find("badge-").map(|start| start..text.len().min(start + 10));
    /// assert_eq!(Mask::default().pattern(badge).text("refused: badge-1234 at gate 7"), "refused: *** at gate 7");
    /// ```
    #[must_use]
    pub fn pattern(
        self,
        find: impl Fn(&str) -> Option<Range<usize>> + Send + Sync + 'static,
    ) -> Self {
        self.change(|settings| settings.patterns.push(Arc::new(find)))
    }

    /// Sets how the values of a data class are logged, such as the `pii` of `#[context(data_class = "pii")]`: in the field, and
    /// wherever the texts of its error have them. Without a rule they read as `***`.
    ///
    /// ```
    /// use error_catalog::mask::{Mask, Treatment};
    ///
    /// let mask = Mask::default()
    ///     .class("pii", Treatment::Hashed)
    ///     .class_in("development", "pii", Treatment::Kept)
    ///     .hash_key("a secret that the services share");
    /// # let _ = mask;
    /// ```
    #[must_use]
    pub fn class(self, class: &str, treatment: Treatment) -> Self {
        self.change(|settings| settings.classes.add(class, None, treatment))
    }

    /// The same in one [environment](Self::environment).
    #[must_use]
    pub fn class_in(self, environment: &str, class: &str, treatment: Treatment) -> Self {
        self.change(|settings| settings.classes.add(class, Some(environment), treatment))
    }

    /// Sets where the service runs, for the rules of [`class_in`](Self::class_in). A reporter sets its own environment.
    #[must_use]
    pub fn environment(self, environment: impl Into<Cow<'static, str>>) -> Self {
        self.change(|settings| settings.classes.set_environment(environment.into()))
    }

    /// Sets the secret that values are hashed with. Services with the same secret write the same hash for a value. By default
    /// each process has another, random key.
    #[must_use]
    pub fn hash_key(self, secret: impl AsRef<[u8]>) -> Self {
        self.change(|settings| settings.classes.set_key(secret.as_ref()))
    }

    /// The same with an environment, unless it has one.
    #[cfg(feature = "report")]
    pub(crate) fn within(self, environment: Cow<'static, str>) -> Self {
        match &self.0 {
            Some(settings) if settings.is_off || settings.classes.has_environment() => self,
            _ => self.environment(environment),
        }
    }

    /// What becomes of a class.
    pub(crate) fn treatment(&self, class: &str) -> Treatment {
        match &self.0 {
            Some(settings) if settings.is_off => Treatment::Kept,
            Some(settings) => settings.classes.treatment(class),
            None => Treatment::Removed,
        }
    }

    /// The hash of a value.
    pub(crate) fn hash(&self, value: &str) -> String {
        match &self.0 {
            Some(settings) => settings.classes.hash(value),
            None => Classes::default().hash(value),
        }
    }

    /// The same that also masks values, each with what stands in its place.
    pub(crate) fn with_values(&self, values: Vec<(String, String)>) -> Self {
        self.clone().change(|settings| settings.values = values)
    }

    /// The text without its secrets.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.text_within(text, &mut String::new())
    }

    /// The same. A text with secrets takes the buffer.
    pub(crate) fn text_within<'t>(&self, text: &'t str, spare: &mut String) -> Cow<'t, str> {
        let Some(settings) = &self.0 else { return mask_scanned(text, None, spare) };
        if settings.is_off {
            return Cow::Borrowed(text);
        }
        let masked = match without_values(text, &settings.values) {
            None => mask_scanned(text, Some(&settings.added), spare),
            Some(text) => {
                Cow::Owned(mask_scanned(&text, Some(&settings.added), spare).into_owned())
            }
        };
        settings.patterns.iter().fold(masked, |masked, find| match mask_found(&masked, &**find) {
            Some(again) => Cow::Owned(again),
            None => masked,
        })
    }

    /// The value of a header, a parameter or a field: masked whole where the name is that of a secret, else as a text.
    ///
    /// ```
    /// use error_catalog::mask::Mask;
    ///
    /// assert_eq!(Mask::default().value("X-Api-Key", "k1"), "***");
    /// assert_eq!(Mask::default().value("referer", "/users/alice@example.com"), "/users/***");
    /// ```
    pub fn value<'t>(&self, name: &str, value: &'t str) -> Cow<'t, str> {
        if self.is_secret_name(name) && !value.is_empty() {
            return Cow::Borrowed(MASKED);
        }
        self.text(value)
    }

    /// A JSON text without its secrets, which is valid JSON still: members by their names, whatever their values are, and all
    /// strings and numbers by their look.
    pub fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        self.json_with(json, Some(self.names()))
    }

    /// The path of a request, or a query, without its secrets. One that has some in `%41` escapes is decoded.
    pub fn path<'t>(&self, path: &'t str) -> Cow<'t, str> {
        if let Some(decoded) = path.contains('%').then(|| path::decode(path)).flatten() {
            if let Cow::Owned(masked) = self.text(&decoded) {
                return Cow::Owned(masked);
            }
        }
        self.text(path)
    }

    /// Whether a text has nothing that would be masked.
    pub fn is_clean(&self, text: &str) -> bool {
        matches!(self.text(text), Cow::Borrowed(_))
    }

    /// The same for the id of a request. Most that are short need no look.
    pub(crate) fn is_clean_id(&self, id: &str) -> bool {
        let is_short = id.len() < SHORTEST_SECRET_ID && !id.contains(':');
        (is_short && self.0.is_none()) || self.is_clean(id)
    }

    /// Whether a name, such as that of a header or a field, is the name of a secret.
    pub fn is_secret_name(&self, name: &str) -> bool {
        !self.is_off() && pair::classify_alone(name, self.names()).is_some()
    }

    /// The value of a member as JSON text, masked whole where its name is that of a secret.
    #[cfg(any(feature = "tracing", feature = "report"))]
    pub(crate) fn member<'t>(&self, name: &str, json: &'t str) -> Cow<'t, str> {
        if self.is_secret_name(name) && !says_nothing(json.as_bytes()) {
            return Cow::Borrowed("\"***\"");
        }
        self.json(json)
    }

    /// JSON whose members are named after fields and do not hold their values, such as what is wrong with a password.
    #[cfg(any(feature = "tracing", feature = "report"))]
    pub(crate) fn json_of_texts<'t>(&self, json: &'t str) -> Cow<'t, str> {
        self.json_with(json, None)
    }

    fn json_with<'t>(&self, json: &'t str, names: Option<pair::Added<'_>>) -> Cow<'t, str> {
        if self.is_off() {
            return Cow::Borrowed(json);
        }
        json::mask(&json::Masks { text: &|text| self.text(text), names }, json)
    }

    fn is_off(&self) -> bool {
        self.0.as_ref().is_some_and(|settings| settings.is_off)
    }

    fn names(&self) -> &[Box<[u8]>] {
        self.0.as_ref().map_or(&[], |settings| &settings.added.names)
    }

    fn change(self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = self.0.map_or_else(Settings::default, Arc::unwrap_or_clone);
        change(&mut settings);
        Self(Some(Arc::new(settings)))
    }
}

fn change_added(settings: &mut Settings, change: impl FnOnce(&mut Added)) {
    change(Arc::make_mut(&mut settings.added));
}

/// An id, which has letters, digits and `. _ : -` only, is a secret by default from this length on, unless it has a name and a
/// value. A test holds the formats to it.
const SHORTEST_SECRET_ID: usize = 13;

/// The most passes over one text.
const MOST_PASSES: usize = 16;

fn mask_scanned<'t>(text: &'t str, added: Option<&Added>, spare: &mut String) -> Cow<'t, str> {
    let mut masked = mask_once(text, added, spare);
    // `***` in the place of a secret may make one of what stands beside it: `/home/a/home/b`.
    for _ in 1..MOST_PASSES {
        let Cow::Owned(before) = &masked else { break };
        match mask_once(before, added, spare) {
            Cow::Owned(again) => masked = Cow::Owned(again),
            Cow::Borrowed(_) => break,
        }
    }
    masked
}

fn mask_once<'t>(text: &'t str, added: Option<&Added>, spare: &mut String) -> Cow<'t, str> {
    let mut masked = Spliced::within(text, spare);
    for secret in Scan::new(text, added) {
        masked.replace(secret, MASKED);
    }
    masked.finish()
}

/// The text with others in the place of values that stand alone in it; nothing where none does.
fn without_values(text: &str, values: &[(String, String)]) -> Option<String> {
    let mut masked: Option<String> = None;
    for (value, instead) in values {
        let text = masked.as_deref().unwrap_or(text);
        let mut spliced = Spliced::new(text);
        let mut is_any = false;
        for (at, found) in text.match_indices(value.as_str()) {
            if stands_alone(text, at..at + found.len()) {
                spliced.replace(at..at + found.len(), instead);
                is_any = true;
            }
        }
        if is_any {
            masked = Some(spliced.finish().into_owned());
        }
    }
    masked
}

/// As many characters of a value, or more, are no part of another word by chance.
const LONG_VALUE: usize = 4;

/// Whether a part of a text that reads as a value is none of a longer word or number. Scripts without spaces have words side by
/// side, and so may a message: only what is likely to be another word stays.
fn stands_alone(text: &str, part: Range<usize>) -> bool {
    let [before, inside, after] = [0..part.start, part.clone(), part.end..text.len()]
        .map(|part| text.get(part).unwrap_or_default());
    let is_long = inside.chars().nth(LONG_VALUE - 1).is_some();
    let is_number = inside.bytes().all(|byte| byte.is_ascii_digit());
    let goes_on = |end: Option<char>, beyond: Option<char>| {
        let (Some(end), Some(beyond)) = (end, beyond) else { return false };
        if is_long {
            is_number && beyond.is_ascii_digit()
        } else {
            end.is_ascii_alphanumeric() && beyond.is_ascii_alphanumeric()
        }
    };
    !goes_on(inside.chars().next(), before.chars().next_back())
        && !goes_on(inside.chars().next_back(), after.chars().next())
}

/// The text without what a function finds in it; nothing where it finds nothing.
fn mask_found(text: &str, find: &Pattern) -> Option<String> {
    let mut masked = Spliced::new(text);
    let mut behind = 0;
    while let Some(found) = text.get(behind..).and_then(find) {
        let range = behind + found.start..behind + found.end;
        if found.is_empty() || text.get(range.clone()).is_none() {
            break;
        }
        behind = range.end;
        if text.get(range.clone()) != Some(MASKED) {
            masked.replace(range, MASKED);
        }
    }
    match masked.finish() {
        Cow::Owned(masked) => Some(masked),
        Cow::Borrowed(_) => None,
    }
}

impl fmt::Debug for Mask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.names().iter().map(|name| String::from_utf8_lossy(name));
        f.debug_struct("Mask")
            .field("is_off", &self.is_off())
            .field("keys", &names.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
