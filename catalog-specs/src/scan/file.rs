//! One file: its modules, imports, enums and registries, as plain data without tokens.
//!
//! Tokens belong to the thread that read them, so nothing of them leaves this stage.

use std::path::Path;

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Attribute, DeriveInput, Item, ItemMacro, ItemMod, LitStr};

use super::attributes;
use super::compiled::COMPILED;
use super::enums::{self, FoundEnum};
use super::hidden::{Hidden, What};
use super::imports::{self, Import};
use super::outline::{Outline, outline};
use super::place::Source;
use super::registries::{self, FoundRegistry};
use crate::cfg::Condition;
use crate::model::Place;
use crate::syntax::plain;
use crate::{Gravity, Problem};

/// A file as it was read.
#[derive(Debug, Default)]
pub(super) struct FileContent {
    /// The conditions of the whole file: `#![cfg(…)]`.
    pub conditions: Vec<String>,
    /// What it declares, in order.
    pub found: Vec<Found>,
    /// What is wrong with it, and what could not be read.
    pub problems: Vec<Problem>,
    /// Whether something of a catalogue may be in it that was not read.
    pub unread: bool,
}

/// Something that a file declares.
#[derive(Debug)]
pub(super) enum Found {
    Module(FoundModule),
    Include { path: String, place: Place, conditions: Vec<String> },
    Enum(Box<FoundEnum>),
    Registry(Box<FoundRegistry>),
    Import(Import),
}

/// A module declaration.
#[derive(Debug)]
pub(super) struct FoundModule {
    pub name: String,
    pub conditions: Vec<String>,
    pub place: Place,
    pub content: ModuleContent,
}

/// Where the items of a module are.
#[derive(Debug)]
pub(super) enum ModuleContent {
    /// Here; `#[path]` moves the folder of its own modules.
    Inline(Vec<Found>, Option<String>),
    /// In a file: those that `#[path]` names, and the usual one unless one of them is certain.
    File { named: Vec<(Option<Condition>, String)>, usual: bool },
}

/// Brackets deeper than this are not read: the parser would run out of stack.
const DEEPEST: usize = 256;

/// Reads a file. `shown` is its path in places.
pub(super) fn read(path: &Path, shown: &str) -> FileContent {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let place = Source { file: shown, text: "" }.top();
            let message = format!("this file cannot be read: {error}");
            return refused(Problem::error(
                place,
                message,
                "make it readable, or remove its `mod`",
            ));
        }
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) => of_text(text.strip_prefix('\u{feff}').unwrap_or(text), shown),
        Err(error) => {
            let (valid, _) = bytes.split_at(error.valid_up_to());
            let text = std::str::from_utf8(valid).unwrap_or_default();
            let place = Source { file: shown, text }.place_of(valid.len(), 1);
            let message = "this file is not UTF-8 from here on";
            refused(Problem::error(place, message, "save it as UTF-8, as the compiler wants it"))
        }
    }
}

/// Reads the text of a file.
pub(super) fn of_text(text: &str, shown: &str) -> FileContent {
    let source = Source { file: shown, text };
    let outlined = outline(text);
    let (parsed, hidden) = match &outlined {
        Some(Outline { matters: false, .. }) => return FileContent::default(),
        Some(Outline { depth, .. }) if *depth > DEEPEST => {
            let message = format!("brackets are nested more than {DEEPEST} deep");
            let help = "move what stands inside to an item of its own";
            return refused(Problem::error(source.top(), message, help));
        }
        Some(Outline { text, hidden, .. }) => (syn::parse_file(text), hidden.as_slice()),
        None => (Err(unclosed(text)), &[][..]),
    };
    let content = match parsed {
        Ok(file) if attributes::is_test_only(&file.attrs) => FileContent::default(),
        Ok(file) => {
            let mut reader = FileReader { source, hidden, content: FileContent::default() };
            let found = reader.items(&file.items);
            let mut content = reader.content;
            content.found = found;
            content.conditions = texts(&file.attrs);
            content
        }
        Err(error) => {
            let problems = error.into_iter().map(|error| {
                let message = format!("this file cannot be read: {error}");
                let place = source.place(error.span());
                Problem::error(place, message, "`cargo check` says more; it must compile first")
            });
            FileContent { problems: problems.collect(), unread: true, ..FileContent::default() }
        }
    };
    // Everything with a place is plain data by now, and the text need not be kept for its spans.
    proc_macro2::extra::invalidate_current_thread_spans();
    content
}

/// What the tokeniser says to a text whose brackets do not fit together.
fn unclosed(text: &str) -> syn::Error {
    match text.parse::<proc_macro2::TokenStream>() {
        Err(error) => syn::Error::new(error.span(), "a bracket or a text has no end here"),
        Ok(_) => syn::Error::new(Span::call_site(), "a bracket has no partner"),
    }
}

fn refused(problem: Problem) -> FileContent {
    FileContent { problems: vec![problem], unread: true, ..FileContent::default() }
}

fn texts(attributes: &[Attribute]) -> Vec<String> {
    attributes::conditions(attributes).iter().map(ToString::to_string).collect()
}

struct FileReader<'s> {
    source: Source<'s>,
    hidden: &'s [Hidden],
    content: FileContent,
}

impl FileReader<'_> {
    fn items(&mut self, items: &[Item]) -> Vec<Found> {
        let mut found = Vec::new();
        for item in items {
            match item {
                Item::Mod(module) => found.extend(self.module(module)),
                Item::Use(import) if !attributes::is_test_only(&import.attrs) => {
                    found.extend(imports::flatten(import).into_iter().map(Found::Import));
                }
                Item::Enum(item) if enums::may_be_one(item) => {
                    found.extend(self.catalogued(&item.clone().into()));
                }
                Item::Struct(item) if attributes::may_speak(&item.attrs) => {
                    found.extend(self.catalogued(&item.clone().into()));
                }
                Item::Union(item) if attributes::may_speak(&item.attrs) => {
                    found.extend(self.catalogued(&item.clone().into()));
                }
                Item::Macro(item) => found.extend(self.macro_call(item)),
                Item::Use(_) | Item::Enum(_) | Item::Struct(_) | Item::Union(_) => {}
                other => self.hidden_in(other.span(), attributes_of(other)),
            }
        }
        found
    }

    /// An enum, a struct or a union.
    fn catalogued(&mut self, input: &DeriveInput) -> Option<Found> {
        let (found, problems) = enums::read(input, &self.source)?;
        self.content.unread |= problems.iter().any(|problem| problem.gravity == Gravity::Error);
        self.content.problems.extend(problems);
        Some(Found::Enum(Box::new(found?)))
    }

    fn module(&mut self, item: &ItemMod) -> Option<Found> {
        if attributes::is_test_only(&item.attrs) {
            return None;
        }
        let (named, is_certain) = attributes::paths(&item.attrs);
        let content = match &item.content {
            Some((_, items)) => {
                let inner = self.items(items);
                ModuleContent::Inline(inner, named.into_iter().next().map(|(_, path)| path))
            }
            None => ModuleContent::File { named, usual: !is_certain },
        };
        Some(Found::Module(FoundModule {
            name: plain(&item.ident),
            conditions: texts(&item.attrs),
            place: self.source.place(item.ident.span()),
            content,
        }))
    }

    fn macro_call(&mut self, item: &ItemMacro) -> Option<Found> {
        if attributes::is_test_only(&item.attrs) {
            return None;
        }
        let name = item.mac.path.segments.last().map(|segment| segment.ident.to_string());
        match name.as_deref() {
            Some("catalog") => {
                let (registry, problems) = registries::read(item, &self.source);
                self.content.unread |= !problems.is_empty();
                self.content.problems.extend(problems);
                registry.map(|registry| Found::Registry(Box::new(registry)))
            }
            Some("include") => self.include(item),
            _ => {
                self.hidden_in(item.span(), &item.attrs);
                None
            }
        }
    }

    fn include(&mut self, item: &ItemMacro) -> Option<Found> {
        let place = self.source.place(item.mac.tokens.span());
        if let Ok(path) = syn::parse2::<LitStr>(item.mac.tokens.clone()) {
            let conditions = texts(&item.attrs);
            return Some(Found::Include { path: path.value(), place, conditions });
        }
        let message = "the path of this `include!` is known to the compiler only";
        self.leave_out(
            place,
            message.to_owned(),
            &format!("if it has enums of the catalogue, {COMPILED}"),
        );
        None
    }

    /// Tells what hides in an item that is not read, unless the item is for tests.
    fn hidden_in(&mut self, span: Span, attributes: &[Attribute]) {
        if self.hidden.is_empty() || attributes::is_test_only(attributes) {
            return;
        }
        let (start, end) = (span.start(), span.end());
        for hidden in self.hidden {
            let place = self.source.place_of(hidden.start, hidden.length);
            let at = (place.line, place.column - 1);
            if at < (start.line, start.column) || at > (end.line, end.column) {
                continue;
            }
            let (message, help) = told(hidden);
            self.leave_out(place, message, &help);
        }
    }

    fn leave_out(&mut self, place: Place, message: String, help: &str) {
        self.content.unread = true;
        self.content.problems.push(Problem::warning(place, message, help));
    }
}

fn told(hidden: &Hidden) -> (String, String) {
    match (hidden.what, &hidden.in_macro) {
        (What::Enum, Some(name)) => (
            format!("the enums that `{name}!` makes are not read from the source"),
            COMPILED.to_owned(),
        ),
        (What::Enum, None) => (
            "an enum inside a function is not read".to_owned(),
            "move it to a module, where a registry can list it".to_owned(),
        ),
        (What::Registry, Some(name)) => (
            format!("a registry that `{name}!` makes is not read from the source"),
            "write `catalog!` as an item of a module".to_owned(),
        ),
        (What::Registry, None) => (
            "a registry inside a function is not read".to_owned(),
            "move the `catalog!` to a module".to_owned(),
        ),
        (What::Module, name) => (
            format!(
                "a module that `{}!` declares is not followed",
                name.as_deref().unwrap_or("a macro")
            ),
            format!("declare it with `#[cfg(…)]` in place of the macro, or {COMPILED}"),
        ),
    }
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        _ => &[],
    }
}
