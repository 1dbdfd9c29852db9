//! Reads one file: its modules, imports, enums and registries, as plain data without tokens.
//!
//! Tokens belong to the thread that read them, so they must not leave this stage.

use std::path::Path;

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned as _;
use syn::{Attribute, DeriveInput, Item, ItemMacro, ItemMod, LitStr};

use super::advice::COMPILED;
use super::attributes;
use super::enums::{self, FoundEnum, ReadItem};
use super::imports::{self, Import};
use super::place::SourceFile;
use super::registries::{self, FoundRegistry, FoundSet};
use super::strip_bodies::{StrippedFile, strip_bodies};
use super::unparsed_items::{ItemKind, UnparsedItem};
use crate::cfg::Condition;
use crate::model::Place;
use crate::syntax::{nesting, plain};
use crate::{Problem, ProblemLevel, files};

/// The content of a file.
#[derive(Debug, Default)]
pub(super) struct FileContent {
    /// The conditions of the whole file: `#![cfg(…)]`.
    pub conditions: Vec<String>,
    /// The declarations, in order.
    pub found: Vec<Found>,
    /// The problems.
    pub problems: Vec<Problem>,
    /// Whether it may contain codes that could not be read.
    pub unread: bool,
}

/// A declaration of a file.
#[derive(Debug)]
pub(super) enum Found {
    Module(FoundModule),
    Include { path: String, place: Place, conditions: Vec<String> },
    Enum(Box<FoundEnum>),
    Registry(Box<FoundRegistry>),
    Set(Box<FoundSet>),
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

/// The items of a module.
#[derive(Debug)]
pub(super) enum ModuleContent {
    /// In this file. `#[path]` changes the folder of its modules.
    Inline(Vec<Found>, Option<String>),
    /// In other files: those of `#[path]`, and the default one unless one of them is unconditional.
    File { named: Vec<(Option<Condition>, String)>, usual: bool },
}

/// Deeper brackets would overflow the stack of the parser.
const MAX_DEPTH: usize = 256;

/// Reads a file. `shown` is the path for places.
pub(super) fn read(path: &Path, shown: &str) -> FileContent {
    match read_text(path, shown) {
        Ok(text) => parse_text(&text, shown),
        Err(problem) => failed(problem),
    }
}

/// The text of a file, without a byte order mark.
pub(crate) fn read_text(path: &Path, shown: &str) -> Result<String, Problem> {
    let bytes = files::read(path).map_err(|error| {
        let place = SourceFile { file: shown, text: "" }.top();
        let message = format!("cannot read this file: {error}");
        let help = format!("{}, or remove its `mod`", error.cure());
        Problem::error(place, message, help)
    })?;
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let (valid, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
        let text = std::str::from_utf8(valid).unwrap_or_default();
        let place = SourceFile { file: shown, text }.place_of(valid.len(), 1);
        Problem::error(place, "this file is not UTF-8 from here on", "save it as UTF-8")
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// Parses a file with its bodies, or returns the first problem.
#[cfg(feature = "lints")]
pub(crate) fn parse_source(source: &SourceFile<'_>) -> Result<syn::File, Problem> {
    match parse_file(source.text) {
        Ok(Ok(file)) => Ok(file),
        Ok(Err(error)) => Err(unreadable(source, &error)),
        Err(deep) => Err(too_deep(source, deep)),
    }
}

fn too_deep(source: &SourceFile<'_>, deep: Span) -> Problem {
    let message = format!("this is nested more than {} deep", nesting::IN_FILE);
    Problem::error(source.place(deep), message, "move the inner part to an item of its own")
}

fn unreadable(source: &SourceFile<'_>, error: &syn::Error) -> Problem {
    let message = format!("cannot read this file: {error}");
    let help = "run `cargo check` for details: the file must compile first";
    Problem::error(source.place(error.span()), message, help)
}

/// Reads the text of a file.
pub(super) fn parse_text(text: &str, shown: &str) -> FileContent {
    let source = SourceFile { file: shown, text };
    let outlined = strip_bodies(text);
    let (parsed, unparsed) = match &outlined {
        Some(StrippedFile { is_relevant: false, .. }) => return FileContent::default(),
        Some(StrippedFile { depth, .. }) if *depth > MAX_DEPTH => {
            let message = format!("brackets are nested more than {MAX_DEPTH} deep");
            let help = "move the inner code to a separate item";
            return failed(Problem::error(source.top(), message, help));
        }
        Some(StrippedFile { text, unparsed, .. }) => match parse_file(text) {
            Ok(parsed) => (parsed, unparsed.as_slice()),
            Err(deep) => return failed(too_deep(&source, deep)),
        },
        None => (Err(unclosed(text)), &[][..]),
    };
    let content = match parsed {
        Ok(file) if attributes::is_test_only(&file.attrs) => FileContent::default(),
        Ok(file) => {
            let mut reader = FileReader { source, unparsed, content: FileContent::default() };
            let found = reader.items(&file.items);
            let mut content = reader.content;
            content.found = found;
            content.conditions = conditions(&file.attrs);
            content
        }
        Err(error) => {
            let problems = error.into_iter().map(|error| unreadable(&source, &error));
            FileContent { problems: problems.collect(), unread: true, ..FileContent::default() }
        }
    };
    // All places are plain data now, so the spans and their text can be freed.
    proc_macro2::extra::invalidate_current_thread_spans();
    content
}

/// Parses a text, or returns the place where it is nested too deep for the stack.
fn parse_file(text: &str) -> Result<syn::Result<syn::File>, Span> {
    let is_script = text.strip_prefix("#!").is_some_and(|rest| !rest.trim_start().starts_with('['));
    let text = match text.find('\n') {
        // The line break stays, so that lines keep their numbers.
        Some(end) if is_script => text.get(end..).unwrap_or_default(),
        None if is_script => "",
        _ => text,
    };
    let tokens = match text.parse::<TokenStream>() {
        Ok(tokens) => tokens,
        Err(error) => return Ok(Err(error.into())),
    };
    match nesting::find_too_deep(tokens.clone(), nesting::IN_FILE) {
        Some(deep) => Err(deep),
        None => Ok(syn::parse2(tokens)),
    }
}

/// The error of the tokenizer for unbalanced brackets.
fn unclosed(text: &str) -> syn::Error {
    match text.parse::<TokenStream>() {
        Err(error) => syn::Error::new(error.span(), "unclosed bracket or text"),
        Ok(_) => syn::Error::new(Span::call_site(), "unbalanced bracket"),
    }
}

fn failed(problem: Problem) -> FileContent {
    FileContent { problems: vec![problem], unread: true, ..FileContent::default() }
}

fn conditions(attributes: &[Attribute]) -> Vec<String> {
    attributes::conditions(attributes).iter().map(ToString::to_string).collect()
}

struct FileReader<'s> {
    source: SourceFile<'s>,
    unparsed: &'s [UnparsedItem],
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
                Item::Enum(item) if enums::may_be_catalogued(item) => {
                    found.extend(self.read_enum(&item.clone().into()));
                }
                Item::Struct(item) if attributes::may_have_catalog_attribute(&item.attrs) => {
                    found.extend(self.read_enum(&item.clone().into()));
                }
                Item::Union(item) if attributes::may_have_catalog_attribute(&item.attrs) => {
                    found.extend(self.read_enum(&item.clone().into()));
                }
                Item::Macro(item) => self.macro_call(item, &mut found),
                Item::Use(_) | Item::Enum(_) | Item::Struct(_) | Item::Union(_) => {}
                other => self.report_unparsed_in(other.span(), attributes_of(other)),
            }
        }
        found
    }

    fn read_enum(&mut self, input: &DeriveInput) -> Option<Found> {
        let ReadItem { found, problems, misses_some } = enums::read(input, &self.source)?;
        self.content.unread |=
            misses_some || problems.iter().any(|problem| problem.level == ProblemLevel::Error);
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
            conditions: conditions(&item.attrs),
            place: self.source.place(item.ident.span()),
            content,
        }))
    }

    fn macro_call(&mut self, item: &ItemMacro, found: &mut Vec<Found>) {
        if attributes::is_test_only(&item.attrs) {
            return;
        }
        let name = item.mac.path.segments.last().map(|segment| segment.ident.to_string());
        match name.as_deref() {
            Some("catalog") => {
                let (catalog, problems) = registries::read(item, &self.source);
                self.content.unread |= !problems.is_empty();
                self.content.problems.extend(problems);
                let registry = catalog.registry.map(|registry| Found::Registry(Box::new(registry)));
                let sets = catalog.sets.into_iter().map(|set| Found::Set(Box::new(set)));
                found.extend(registry.into_iter().chain(sets));
            }
            Some("include") => found.extend(self.include(item)),
            _ => self.report_unparsed_in(item.span(), &item.attrs),
        }
    }

    fn include(&mut self, item: &ItemMacro) -> Option<Found> {
        let place = self.source.place(item.mac.tokens.span());
        if let Ok(path) = syn::parse2::<LitStr>(item.mac.tokens.clone()) {
            let conditions = conditions(&item.attrs);
            return Some(Found::Include { path: path.value(), place, conditions });
        }
        let message = "only the compiler knows the path of this `include!`";
        self.warn_unread(
            place,
            message.to_owned(),
            &format!("if it has enums of the catalogue, {COMPILED}"),
        );
        None
    }

    /// Reports the unparsed items in an item, unless it is compiled in tests only.
    fn report_unparsed_in(&mut self, span: Span, attributes: &[Attribute]) {
        if self.unparsed.is_empty() || attributes::is_test_only(attributes) {
            return;
        }
        let (start, end) = (span.start(), span.end());
        for unparsed in self.unparsed {
            let place = self.source.place_of(unparsed.start, unparsed.length);
            let at = (place.line, place.column - 1);
            if at < (start.line, start.column) || at > (end.line, end.column) {
                continue;
            }
            let (message, help) = message_for(unparsed);
            self.warn_unread(place, message, &help);
        }
    }

    fn warn_unread(&mut self, place: Place, message: String, help: &str) {
        self.content.unread = true;
        self.content.problems.push(Problem::warning(place, message, help));
    }
}

fn message_for(unparsed: &UnparsedItem) -> (String, String) {
    match (unparsed.what, &unparsed.in_macro) {
        (ItemKind::Enum, Some(name)) => (
            format!("enums that `{name}!` generates are not read from the source"),
            COMPILED.to_owned(),
        ),
        (ItemKind::Enum, None) => (
            "an enum inside a function is not read".to_owned(),
            "move it to a module, where a registry can list it".to_owned(),
        ),
        (ItemKind::Registry, Some(name)) => (
            format!("a registry that `{name}!` generates is not read from the source"),
            "write `catalog!` as an item of a module".to_owned(),
        ),
        (ItemKind::Registry, None) => (
            "a registry inside a function is not read".to_owned(),
            "move the `catalog!` to a module".to_owned(),
        ),
        (ItemKind::Module, name) => (
            format!(
                "a module that `{}!` declares is not read",
                name.as_deref().unwrap_or("a macro")
            ),
            format!("declare it with `#[cfg(…)]` instead of the macro, or {COMPILED}"),
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
