//! The third stage: every key of an item, each once and each where it belongs.
//!
//! The keys are those of the [table](catalog_specs_core::keys). `values` reads what those say that have a form of their own, and
//! `refused` reports unknown and misplaced keys, `arguments` those that are words of another key.

mod alert;
mod arguments;
mod docs;
mod jsonrpc;
mod refused;
mod retry;
mod values;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned as _;
use syn::{Attribute, Meta, Path};

pub(super) use arguments::{FIELD_ATTRIBUTES, as_data_class};
pub(super) use docs::check_docs;
pub(super) use refused::{misplaced_in_field_attribute, misplaced_on_field, registry_on_item};

use super::Spanned;
use super::args::{self, Arg, Given};
use super::value::{Reader, meant};
use crate::diag::Diag;
use catalog_specs_core::code::is_code;
use catalog_specs_core::declared::{Message, Slot};
use catalog_specs_core::keys::{Key, Target};
use catalog_specs_core::{Class, Grpc, Incident, Level, Severity, nearest, rules};
use values::{allow, deprecated, ext, into_response, manual, message, transparent, variant_name};

/// The keys of an item in tokens.
pub type Keys = catalog_specs_core::declared::Keys<Span>;

/// What the `#[catalog(...)]` attributes of something say.
#[derive(Clone, Default)]
pub struct Attributes {
    /// The values of the keys.
    pub keys: Keys,
    /// The paths among them, as tokens.
    pub paths: Paths,
}

/// Paths to be written into the expansion.
#[derive(Clone, Default)]
pub struct Paths(Vec<(Key, Path)>);

impl Paths {
    /// The path that a key gives.
    pub fn get(&self, key: Key) -> Option<&Path> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, path)| path)
    }
}

/// Reads a value of a kind into its slot.
#[rustfmt::skip] // One line a kind.
macro_rules! read {
    (text, $arg:ident, $reader:ident, $diag:ident) => { $reader.non_empty_text($diag) };
    (address, $arg:ident, $reader:ident, $diag:ident) => { $reader.non_empty_text($diag) };
    (requirements, $arg:ident, $reader:ident, $diag:ident) => { $reader.words($diag) };
    (url, $arg:ident, $reader:ident, $diag:ident) => { $reader.url($diag) };
    (name, $arg:ident, $reader:ident, $diag:ident) => { $reader.text($diag) };
    (code, $arg:ident, $reader:ident, $diag:ident) => { $reader.non_empty_text($diag) };
    (codes, $arg:ident, $reader:ident, $diag:ident) => { $reader.texts($diag) };
    (texts, $arg:ident, $reader:ident, $diag:ident) => { $reader.texts($diag) };
    (names, $arg:ident, $reader:ident, $diag:ident) => { $reader.names($diag) };
    (word $Word:ident, $arg:ident, $reader:ident, $diag:ident) => { $reader.word_of($Word::NOUN, $Word::WORDS, $Word::parse, $diag) };
    (status, $arg:ident, $reader:ident, $diag:ident) => { $reader.status($diag) };
    (duration, $arg:ident, $reader:ident, $diag:ident) => { $reader.wait($diag) };
    (retry, $arg:ident, $reader:ident, $diag:ident) => { retry::read(&$reader, $diag) };
    (alert, $arg:ident, $reader:ident, $diag:ident) => { alert::read(&$reader, $diag) };
    (jsonrpc, $arg:ident, $reader:ident, $diag:ident) => { jsonrpc::read(&$reader, $diag) };
    (message, $arg:ident, $reader:ident, $diag:ident) => { message($arg, &$reader, $diag) };
    (transparent, $arg:ident, $reader:ident, $diag:ident) => { transparent(&$reader, $diag) };
    (deprecated, $arg:ident, $reader:ident, $diag:ident) => { deprecated($arg, &$reader, $diag) };
    (pairs, $arg:ident, $reader:ident, $diag:ident) => { ext(&$reader, $diag) };
    (rules, $arg:ident, $reader:ident, $diag:ident) => { Some(allow(&$reader, $diag)) };
    (manual, $arg:ident, $reader:ident, $diag:ident) => { manual(&$reader, $diag) };
    (into_response, $arg:ident, $reader:ident, $diag:ident) => { into_response($arg, &$reader, $diag) };
    (rest, $arg:ident, $reader:ident, $diag:ident) => { rest(&$reader, $diag) };
    (variant, $arg:ident, $reader:ident, $diag:ident) => { variant_name($arg, &$reader, $diag) };
}

/// Declares the reader of a value by its key.
macro_rules! declare_take {
    ($( $section:ident $List:ident { $(
        $Key:ident $name:literal $slot:ident: $kind:ident $(<$Word:ident>)? { $($rest:tt)* }
    )+ } )+) => {
        impl Attributes {
            /// Reads the value of a key into its slot.
            fn take(&mut self, key: Key, arg: &Arg, diag: &mut Diag) {
                let reader = Reader::new(arg, key.row().example);
                match key {
                    $($( Key::$Key => take!($kind $($Word)?, self, $slot, key, arg, reader, diag), )+)+
                }
            }
        }
    };
}

/// Reads a value into its slot; of a path the tokens are kept as well.
macro_rules! take {
    (dialect, $self:ident, $slot:ident, $key:ident, $arg:ident, $reader:ident, $diag:ident) => {
        take!(path, $self, $slot, $key, $arg, $reader, $diag)
    };
    (path, $self:ident, $slot:ident, $key:ident, $arg:ident, $reader:ident, $diag:ident) => {
        if let Some(path) = $reader.path($diag) {
            $self.keys.$slot = Some(Spanned::new(super::written(&path), path.span()));
            $self.paths.0.push(($key, path));
        }
    };
    ($kind:ident $($Word:ident)?, $self:ident, $slot:ident, $key:ident, $arg:ident, $reader:ident, $diag:ident) => {
        if let Some(value) = read!($kind $($Word)?, $arg, $reader, $diag) {
            Slot::<Span>::put(value, &mut $self.keys.$slot);
        }
    };
}
catalog_specs_core::with_keys!(declare_take);

impl Attributes {
    /// Reads all `#[catalog(...)]` attributes among `attributes`.
    pub fn read(attributes: &[Attribute], target: Target, diag: &mut Diag) -> Self {
        let mut read = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("catalog"))
        {
            read.take_attribute(attribute, target, args::FORM, diag);
        }
        read
    }

    /// Reads an attribute; `form` is the cure for one without a list.
    pub(super) fn take_attribute(
        &mut self,
        attribute: &Attribute,
        target: Target,
        form: &str,
        diag: &mut Diag,
    ) {
        let path = attribute.path();
        let found = match &attribute.meta {
            Meta::List(list) => {
                return self.take_all(args::read(list.tokens.clone(), diag), target, diag);
            }
            Meta::Path(_) => format!("#[{}]", super::written(path)),
            Meta::NameValue(_) => format!("#[{} = ...]", super::written(path)),
        };
        let span = path.get_ident().map_or_else(Span::call_site, Ident::span);
        self.keys.given.push(("", span));
        diag.report(&rules::MALFORMED, span, &[("found", &found), ("cure", form)]);
    }

    fn take_all(&mut self, args: Vec<Arg>, target: Target, diag: &mut Diag) {
        for arg in args {
            let name = arg.key.text();
            if name.is_empty() && matches!(arg.given, Given::Unreadable) {
                self.keys.given.push(("", arg.key.span()));
                continue;
            }
            let Some(key) = Key::by_name(&name) else {
                let is_argument = self.is_format_argument(&arg);
                self.keys.given.push(("", arg.key.span()));
                if !is_argument {
                    refused::unknown(&arg, target, diag);
                    for key in [Key::Registry, Key::Code] {
                        if key.row().scope.targets().contains(&target)
                            && nearest(&name, [key.name()]).is_some()
                        {
                            self.guess(key, &arg);
                        }
                    }
                }
                continue;
            };
            if !key.row().scope.targets().contains(&target) {
                refused::misplaced(key, &arg, target, diag);
                continue;
            }
            if self.keys.has(&name) && key != Key::Allow {
                diag.report(&rules::REPEATED_KEY, arg.key.span(), &[("key", &name)]);
                continue;
            }
            self.keys.given.push((key.name(), arg.key.span()));
            self.take(key, &arg, diag);
            self.guess(key, &arg);
        }
    }

    /// Takes what was meant by a registry or a code that could not be read and is reported: the constants of the codes are there all
    /// the same, and the code that names them stays quiet.
    fn guess(&mut self, key: Key, arg: &Arg) {
        let reader = Reader::new(arg, key.row().example);
        match key {
            Key::Registry if self.keys.registry.is_none() => {
                self.paths.0.extend(reader.meant_type().map(|path| (key, path)));
            }
            Key::Code if self.keys.code.is_none() => {
                let meant = meant::text(arg).filter(|text| is_code(text));
                self.keys.code = meant.map(|text| Spanned::new(text, reader.span()));
            }
            _ => {}
        }
    }
}

impl Attributes {
    /// Whether a word stands behind a text like an argument of `format!`. The `{}` of that text is reported.
    fn is_format_argument(&self, arg: &Arg) -> bool {
        let last = self.keys.given.last().map(|(name, _)| *name);
        if !matches!(arg.given, Given::Nothing) || !matches!(last, Some("message" | "display")) {
            return false;
        }
        let user = match &self.keys.message {
            Some(Message::One(text)) => Some(text),
            _ => None,
        };
        let mut texts = user.into_iter().chain(&self.keys.display);
        texts.any(|text| text.value.contains("{}"))
    }
}

fn rest(reader: &Reader<'_>, diag: &mut Diag) -> Option<Box<Keys>> {
    let args = reader.pieces(diag)?;
    let mut read = Attributes::default();
    read.take_all(args, Target::Rest, diag);
    Some(Box::new(read.keys))
}
