//! The third stage: every key of an item, each once and each where it belongs.
//!
//! The keys are those of the [table](crate::keys). `values` reads what those say that have a form of their own, and
//! `refused` reports unknown and misplaced keys.

mod refused;
mod values;

use core::time::Duration;

use proc_macro2::{Ident, Span};
use syn::{Attribute, Meta, Path};

pub(super) use refused::misplaced_on_field;
pub use values::{Deprecation, IntoResponse, Manual, Message, Transparent};

use super::Spanned;
use super::args::{self, Arg, Given};
use super::value::Reader;
use crate::diag::Diag;
use crate::keys::{Key, Plain, Target, Value};
use crate::{Class, Grpc, Incident, Level, Retry, Severity, rules};
use values::{allow, deprecated, ext, into_response, manual, message, transparent, variant_name};

/// The attributes of fields.
pub(super) const FIELD_ATTRIBUTES: &[&str] =
    &["detail", "context", "secret", "source", "from", "retry_after"];

/// The type of a slot, by the kind of value in the table.
#[rustfmt::skip] // One line a kind.
macro_rules! slot {
    (text) => { Spanned<String> };
    (url) => { Spanned<String> };
    (name) => { Spanned<String> };
    (code) => { Spanned<String> };
    (codes) => { Vec<Spanned<String>> };
    (texts) => { Vec<Spanned<String>> };
    (word $Word:ident) => { Spanned<$Word> };
    (status) => { Spanned<u16> };
    (message) => { Message };
    (duration) => { Spanned<Duration> };
    (retry) => { Spanned<Retry> };
    (deprecated) => { Deprecation };
    (pairs) => { Vec<(Spanned<String>, Spanned<String>)> };
    (rules) => { Vec<Spanned<String>> };
    (path) => { Path };
    (manual) => { Vec<Spanned<Manual>> };
    (into_response) => { IntoResponse };
    (rest) => { Box<Keys> };
    (variant) => { Ident };
    (transparent) => { Transparent };
}

/// Reads a value of a kind into its slot.
#[rustfmt::skip] // One line a kind.
macro_rules! read {
    (text, $arg:ident, $reader:ident, $diag:ident) => { $reader.said($diag) };
    (url, $arg:ident, $reader:ident, $diag:ident) => { $reader.url($diag) };
    (name, $arg:ident, $reader:ident, $diag:ident) => { $reader.text($diag) };
    (code, $arg:ident, $reader:ident, $diag:ident) => { $reader.text($diag) };
    (codes, $arg:ident, $reader:ident, $diag:ident) => { $reader.texts($diag) };
    (texts, $arg:ident, $reader:ident, $diag:ident) => { $reader.texts($diag) };
    (word $Word:ident, $arg:ident, $reader:ident, $diag:ident) => { $reader.word_of($Word::NOUN, $Word::WORDS, $Word::parse, $diag) };
    (status, $arg:ident, $reader:ident, $diag:ident) => { $reader.status($diag) };
    (duration, $arg:ident, $reader:ident, $diag:ident) => { $reader.wait($diag) };
    (retry, $arg:ident, $reader:ident, $diag:ident) => { $reader.retry($diag) };
    (path, $arg:ident, $reader:ident, $diag:ident) => { $reader.path($diag) };
    (message, $arg:ident, $reader:ident, $diag:ident) => { message($arg, &$reader, $diag) };
    (transparent, $arg:ident, $reader:ident, $diag:ident) => { transparent($arg, &$reader, $diag) };
    (deprecated, $arg:ident, $reader:ident, $diag:ident) => { deprecated(&$reader, $diag) };
    (pairs, $arg:ident, $reader:ident, $diag:ident) => { ext(&$reader, $diag) };
    (rules, $arg:ident, $reader:ident, $diag:ident) => { Some(allow(&$reader, $diag)) };
    (manual, $arg:ident, $reader:ident, $diag:ident) => { manual(&$reader, $diag) };
    (into_response, $arg:ident, $reader:ident, $diag:ident) => { into_response(&$reader, $diag) };
    (rest, $arg:ident, $reader:ident, $diag:ident) => { rest(&$reader, $diag) };
    (variant, $arg:ident, $reader:ident, $diag:ident) => { variant_name(&$reader, $diag) };
}

/// Declares [`Keys`] with a slot for each key of the table.
macro_rules! declare_slots {
    ($( $section:ident $List:ident { $(
        $Key:ident $name:literal $slot:ident: $kind:ident $(<$Word:ident>)? { $($rest:tt)* }
    )+ } )+) => {
        /// All that the `#[catalog(...)]` attributes of one item say.
        #[derive(Clone, Default)]
        #[expect(missing_docs, reason = "each slot is named for its key")]
        pub struct Keys {
            $($( pub $slot: Option<slot!($kind $($Word)?)>, )+)+
            /// Every key that was given, sound or not, with its place.
            pub given: Vec<(&'static str, Span)>,
        }

        impl Keys {
            /// Reads the value of a key into its slot.
            fn take(&mut self, key: Key, arg: &Arg, diag: &mut Diag) {
                let reader = Reader::new(arg, key.row().example);
                match key {
                    $($( Key::$Key => {
                        let value: Option<slot!($kind $($Word)?)> =
                            read!($kind $($Word)?, arg, reader, diag);
                        if let Some(value) = value {
                            value.put(&mut self.$slot);
                        }
                    } )+)+
                }
            }

            /// The value of a key of a code; nothing for the messages.
            pub fn value(&self, key: Key) -> Option<Value<'_>> {
                match key { $($( Key::$Key => self.$slot.as_ref().and_then(Slot::value), )+)+ }
            }

            /// The place of the value of a key, where it is a single literal that was read.
            pub fn value_span(&self, key: Key) -> Option<Span> {
                match key { $($( Key::$Key => self.$slot.as_ref().and_then(Slot::value_span), )+)+ }
            }
        }
    };
}
crate::with_keys!(declare_slots);

/// A value that a slot holds.
trait Slot: Sized {
    /// Puts the value into its slot.
    fn put(self, slot: &mut Option<Self>) {
        *slot = Some(self);
    }

    /// The value, if it is that of a code.
    fn value(&self) -> Option<Value<'_>> {
        None
    }

    /// The place of the value, where it is a single literal.
    fn value_span(&self) -> Option<Span> {
        None
    }
}

impl<T: Plain> Slot for Spanned<T> {
    fn value(&self) -> Option<Value<'_>> {
        Some(self.value.to_value())
    }

    fn value_span(&self) -> Option<Span> {
        Some(self.pos)
    }
}

impl Slot for Vec<Spanned<String>> {
    // `allow` may be given several times.
    fn put(self, slot: &mut Option<Self>) {
        slot.get_or_insert_default().extend(self);
    }

    fn value(&self) -> Option<Value<'_>> {
        Some(Value::List(self.iter().map(|text| text.value.clone()).collect()))
    }
}

impl Slot for Vec<(Spanned<String>, Spanned<String>)> {
    fn value(&self) -> Option<Value<'_>> {
        let pairs = self.iter().map(|(name, text)| (name.value.clone(), text.value.clone()));
        Some(Value::Pairs(pairs.collect()))
    }
}

impl Slot for Deprecation {
    fn value(&self) -> Option<Value<'_>> {
        Some(self.value.to_value())
    }
}

impl Slot for Vec<Spanned<Manual>> {}
impl Slot for Message {}
impl Slot for IntoResponse {}
impl Slot for Transparent {}
impl Slot for Box<Keys> {}
impl Slot for Path {}
impl Slot for Ident {}

impl Keys {
    /// Reads all `#[catalog(...)]` attributes among `attributes`.
    pub fn read(attributes: &[Attribute], target: Target, diag: &mut Diag) -> Self {
        let mut keys = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("catalog"))
        {
            match &attribute.meta {
                Meta::List(list) => {
                    keys.take_all(args::read(list.tokens.clone(), diag), target, diag);
                }
                Meta::Path(path) => keys.malformed(path, "#[catalog]", diag),
                Meta::NameValue(pair) => keys.malformed(&pair.path, "#[catalog = ...]", diag),
            }
        }
        keys
    }

    /// Whether a key was given, sound or not.
    pub fn has(&self, key: &str) -> bool {
        self.given.iter().any(|(given, _)| *given == key)
    }

    /// Where a key was given.
    pub fn span_of(&self, key: &str) -> Option<Span> {
        self.given.iter().find(|(given, _)| *given == key).map(|(_, span)| *span)
    }

    fn malformed(&mut self, path: &Path, found: &str, diag: &mut Diag) {
        let cure = args::FORM;
        let span = path.get_ident().map_or_else(Span::call_site, Ident::span);
        self.given.push(("", span));
        diag.report(&rules::MALFORMED, span, &[("found", found), ("cure", cure)]);
    }

    fn take_all(&mut self, args: Vec<Arg>, target: Target, diag: &mut Diag) {
        for arg in args {
            let name = arg.key.text();
            if name.is_empty() && matches!(arg.given, Given::Unreadable) {
                self.given.push(("", arg.key.span()));
                continue;
            }
            let Some(key) = Key::by_name(&name) else {
                self.given.push(("", arg.key.span()));
                refused::unknown(&arg, target, diag);
                continue;
            };
            if !key.row().scope.targets().contains(&target) {
                refused::misplaced(key, &arg, target, diag);
                continue;
            }
            if self.has(&name) && key != Key::Allow {
                diag.report(&rules::REPEATED_KEY, arg.key.span(), &[("key", &name)]);
                continue;
            }
            self.given.push((key.name(), arg.key.span()));
            self.take(key, &arg, diag);
        }
    }
}

fn rest(reader: &Reader<'_>, diag: &mut Diag) -> Option<Box<Keys>> {
    let args = reader.list(diag)?;
    let mut keys = Keys::default();
    keys.take_all(args, Target::Rest, diag);
    Some(Box::new(keys))
}
