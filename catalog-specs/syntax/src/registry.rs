//! `catalog! { … }`: what a registry lists and says.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Meta, Path, Token, Type, Visibility, braced};

use super::Spanned;
use super::args::{self, Key};
use super::messages::FolderReader;
use super::value::Reader;
use crate::diag::{Diag, did_you_mean};
use catalog_specs_core::messages::MessageFiles;
use catalog_specs_core::model::Settings;
use catalog_specs_core::rules::registry::{Declared, check_declared};
use catalog_specs_core::{Dialect, rules};

/// A registry as it was written.
pub struct RegistryItem {
    /// Its attributes but `#[registry]`: docs, cfg, derives.
    pub attributes: Vec<Attribute>,
    /// Its visibility.
    pub visibility: Visibility,
    /// Its name.
    pub ident: Ident,
    /// The enums it lists.
    pub listed: Vec<Listed>,
    /// The registries it takes in.
    pub included: Vec<Included>,
    /// The codes that are never used again.
    pub retired: Vec<Retired>,
    /// What `#[registry(…)]` says.
    pub settings: RegistryKeys,
    /// Its message files, once they are read and sound.
    pub files: Option<MessageFiles>,
    /// What was wrong with the shape and could be read all the same.
    faults: Diag,
}

/// An enum in the list.
pub struct Listed {
    /// `#[cfg]` and the like.
    pub attributes: Vec<Attribute>,
    /// The type.
    pub ty: Type,
}

/// A registry in the list.
pub struct Included {
    /// `#[cfg]` and the like.
    pub attributes: Vec<Attribute>,
    /// Its path.
    pub path: Path,
}

/// A code that is never used again.
pub struct Retired {
    /// The code.
    pub code: Spanned<String>,
    /// What became of it.
    pub reason: String,
}

/// What `#[registry(…)]` says.
#[derive(Default)]
#[expect(missing_docs, reason = "each slot is named for its key")]
pub struct RegistryKeys {
    pub dialect: Option<DialectName>,
    pub locales: Option<Vec<Spanned<String>>>,
    pub messages: Option<Spanned<String>>,
    pub service: Option<Spanned<String>>,
    pub docs: Option<Spanned<String>>,
    pub problem_type: Option<Spanned<String>>,
    pub internal: Option<Spanned<String>>,
    pub not_found: Option<Spanned<String>>,
    pub krate: Option<Path>,
    pub require_grpc: bool,
}

/// A dialect of ours by its word, or one of the user's by its path.
pub enum DialectName {
    /// A word of ours.
    Ours(Dialect, Span),
    /// A value of a type that implements `Dialect`.
    Path(Path),
}

const KEYS: &[(&str, &str)] = &[
    ("dialect", "dialect = problem"),
    ("locales", "locales(\"ja\", \"en\")"),
    ("messages", "messages = \"locales\""),
    ("service", "service = \"shop.example.com\""),
    ("docs", "docs = \"https://docs.example.com/errors/{code}\""),
    ("problem_type", "problem_type = \"https://errors.example.com/{slug}\""),
    ("internal", "internal = \"SYSTEM_INTERNAL_ERROR\""),
    ("not_found", "not_found = \"SYSTEM_ROUTE_NOT_FOUND\""),
    ("crate", "crate = error_catalog"),
    ("require", "require(grpc)"),
];

impl Parse for RegistryItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Self::read(input).map_err(|error| {
            let text = error.to_string();
            let cure = if text.contains("help: ") { "" } else { FORM };
            syn::Error::new(error.span(), text + cure)
        })
    }
}

const FORM: &str = "\nhelp: write `pub struct Codes { AuthError, ..other_crate::Codes } retired { \"OLD_CODE\" => \"2.0: use NEW_CODE\" }`";

impl RegistryItem {
    fn read(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let mut faults = Diag::new();
        read_struct(input, &mut faults)?;
        let ident = input.parse()?;
        let list;
        braced!(list in input);
        let (mut listed, mut included) = (Vec::new(), Vec::new());
        while !list.is_empty() {
            let attributes = list.call(Attribute::parse_outer)?;
            if list.peek(Token![..]) {
                list.parse::<Token![..]>()?;
                included.push(Included { attributes, path: list.call(Path::parse_mod_style)? });
            } else if let Some(ty) = read_listed(&list, &mut faults)? {
                listed.push(Listed { attributes, ty });
            }
            read_comma(&list, &mut faults)?;
        }
        let mut retired = Vec::new();
        let mut is_repeated = false;
        while !input.is_empty() {
            let word = input.call(Ident::parse_any)?;
            if word != "retired" {
                let cure = "write `retired { \"OLD_CODE\" => \"2.0: use NEW_CODE\" }`";
                malformed(&word.to_string(), word.span(), cure, &mut faults);
            } else if is_repeated {
                faults.report(&rules::REPEATED_KEY, word.span(), &[("key", "retired")]);
            }
            is_repeated = true;
            let block;
            braced!(block in input);
            while !block.is_empty() {
                retired.push(read_retired(&block, &mut faults)?);
                read_comma(&block, &mut faults)?;
            }
        }
        let settings = RegistryKeys::default();
        Ok(Self {
            attributes,
            visibility,
            ident,
            listed,
            included,
            retired,
            settings,
            files: None,
            faults,
        })
    }
}

impl RegistryItem {
    /// Takes `#[registry(…)]` out of the attributes and reads it, and looks at the list itself.
    pub fn check(&mut self, diag: &mut Diag) {
        diag.append(std::mem::take(&mut self.faults));
        let (ours, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.attributes)
            .into_iter()
            .partition(|attribute| is_ours(attribute, "registry") || is_ours(attribute, "catalog"));
        self.attributes = others;
        let mut given = Vec::new();
        for attribute in ours {
            if let (true, Meta::List(list)) = (is_ours(&attribute, "catalog"), &attribute.meta) {
                let cure = format!("here it is `#[registry({})]`", super::written(&list.tokens));
                let span = syn::spanned::Spanned::span(attribute.path());
                malformed("#[catalog(...)]", span, &cure, diag);
            }
            match &attribute.meta {
                Meta::List(list) => self.settings.take_all(list.tokens.clone(), &mut given, diag),
                Meta::Path(_) | Meta::NameValue(_) => {
                    let span = syn::spanned::Spanned::span(attribute.path());
                    diag.report(
                        &rules::MALFORMED,
                        span,
                        &[
                            ("found", "#[registry]"),
                            ("cure", "write `#[registry(dialect = problem)]`"),
                        ],
                    );
                }
            }
        }
        check_declared(&self.declared(), diag);
        self.remove_repeated();
    }

    /// What the rules look at.
    fn declared(&self) -> Declared<'_, Span> {
        let bare = self.listed.iter().filter(|listed| listed.attributes.is_empty());
        let listed = bare.map(|listed| {
            let span = syn::spanned::Spanned::span(&listed.ty);
            Spanned::new(super::written(&listed.ty), span)
        });
        let retired = self.retired.iter().map(|retired| (&retired.code, retired.reason.as_str()));
        Declared {
            listed: listed.collect(),
            locales: self.settings.locales.as_deref().unwrap_or_default(),
            docs: self.settings.docs.as_ref(),
            problem_type: self.settings.problem_type.as_ref(),
            retired: retired.collect(),
        }
    }

    /// Reads the message files that the settings name.
    pub fn read_messages(&mut self, reader: Option<&dyn FolderReader>, diag: &mut Diag) {
        if let Some(folder) = &self.settings.messages {
            let locales = self.settings.locales.as_deref().unwrap_or_default();
            self.files = super::messages::of_registry(folder, locales, reader, diag);
        }
    }

    /// Whether texts may stand in files that are not sound, so that a missing one cannot be told.
    pub fn may_hide_texts(&self) -> bool {
        self.settings.messages.is_some() && self.files.is_none()
    }

    /// Drops the second of a type that is listed twice, so that its impls do not clash, and of a locale.
    fn remove_repeated(&mut self) {
        let mut seen: Vec<String> = Vec::new();
        self.listed.retain(|listed| {
            let name = super::written(&listed.ty);
            let is_repeated = listed.attributes.is_empty() && seen.contains(&name);
            if listed.attributes.is_empty() {
                seen.push(name);
            }
            !is_repeated
        });
        self.settings.locales.iter_mut().for_each(rules::entry::remove_repeated);
    }
}

impl DialectName {
    /// The dialect as it was written: a word of ours or a path.
    pub fn written(&self) -> String {
        match self {
            Self::Ours(dialect, _) => dialect.as_str().to_owned(),
            Self::Path(path) => super::written(path),
        }
    }
}

impl RegistryKeys {
    /// The settings as plain data.
    pub fn settings(&self) -> Settings {
        let text = |slot: &Option<Spanned<String>>| slot.as_ref().map(|text| text.value.clone());
        let default = Settings::default();
        Settings {
            dialect: self.dialect.as_ref().map_or(default.dialect, DialectName::written),
            locales: self.locales.iter().flatten().map(|locale| locale.value.clone()).collect(),
            service: text(&self.service),
            docs: text(&self.docs),
            problem_type: text(&self.problem_type),
            internal: text(&self.internal),
            not_found: text(&self.not_found),
            require_grpc: self.require_grpc,
        }
    }

    fn take_all(&mut self, tokens: TokenStream, given: &mut Vec<String>, diag: &mut Diag) {
        for arg in args::read(tokens, diag) {
            let name = arg.key.text();
            if name.is_empty() && matches!(arg.given, args::Given::Unreadable) {
                continue;
            }
            let Some((_, example)) = KEYS.iter().find(|(known, _)| *known == name) else {
                let names: Vec<_> = KEYS.iter().map(|(known, _)| *known).collect();
                let cure = did_you_mean(&name, &names);
                diag.report(
                    &rules::UNKNOWN_KEY,
                    arg.key.span(),
                    &[("key", &name), ("cure", &cure)],
                );
                continue;
            };
            if given.contains(&name) {
                diag.report(&rules::REPEATED_KEY, arg.key.span(), &[("key", &name)]);
                continue;
            }
            let reader = Reader::new(&arg, example);
            match name.as_str() {
                "dialect" => self.dialect = dialect(&reader, diag),
                "locales" => self.locales = reader.texts(diag),
                "messages" => self.messages = reader.said(diag),
                "service" => self.service = reader.said(diag),
                "docs" => self.docs = reader.said(diag),
                "problem_type" => self.problem_type = reader.said(diag),
                "internal" => self.internal = reader.said(diag),
                "not_found" => self.not_found = reader.said(diag),
                "crate" => self.krate = reader.path(diag),
                _ => {
                    for word in reader.list(diag).unwrap_or_default() {
                        match &word.key {
                            Key::Word(ident) if ident == "grpc" => self.require_grpc = true,
                            key => {
                                let word = Spanned::new(key.text(), key.span());
                                super::value::unknown_word(&word, "requirement", &["grpc"], diag);
                            }
                        }
                    }
                }
            }
            given.push(name);
        }
    }
}

fn dialect(reader: &Reader<'_>, diag: &mut Diag) -> Option<DialectName> {
    let Some(word) = reader.bare_word() else { return reader.path(diag).map(DialectName::Path) };
    if let Some(dialect) = Dialect::parse(&word.value) {
        return Some(DialectName::Ours(dialect, word.pos));
    }
    // A lower-case word is meant as one of ours; anything else can be a type in scope.
    if word.value.starts_with(|c: char| c.is_lowercase()) {
        super::value::unknown_word(&word, Dialect::NOUN, Dialect::WORDS, diag);
        return None;
    }
    reader.path(diag).map(DialectName::Path)
}

/// `struct`, or the word that people take it for.
fn read_struct(input: ParseStream<'_>, faults: &mut Diag) -> syn::Result<()> {
    let keyword: Ident = input.call(Ident::parse_any)?;
    if keyword != "struct" {
        let found = keyword.to_string();
        let values = [
            ("found", found.as_str()),
            ("cure", "write `pub struct Codes { AuthError, UserError }`"),
        ];
        if keyword != "enum" && keyword != "mod" && keyword != "union" {
            faults.report(&rules::MALFORMED, keyword.span(), &values);
            let error = faults.found().first().map_or_else(String::new, rules::Problem::text);
            return Err(syn::Error::new(keyword.span(), error));
        }
        faults.report(&rules::MALFORMED, keyword.span(), &values);
    }
    Ok(())
}

/// The comma between two entries of a list.
fn read_comma(list: ParseStream<'_>, faults: &mut Diag) -> syn::Result<()> {
    if list.is_empty() || list.peek(Token![,]) {
        return list.parse::<Option<Token![,]>>().map(drop);
    }
    if list.peek(Token![;]) {
        let sign: Token![;] = list.parse()?;
        faults.report(&rules::MALFORMED, sign.span, &[("found", ";"), ("cure", "write `,`")]);
        return Ok(());
    }
    // What begins like an entry has only lost its comma; anything else cannot be read on from.
    if list.peek(Ident::peek_any)
        || list.peek(Token![::])
        || list.peek(LitStr)
        || list.peek(Token![..])
    {
        let token: proc_macro2::TokenTree = list.fork().parse()?;
        faults.report(&rules::MISSING_COMMA, token.span(), &[("found", &token.to_string())]);
        return Ok(());
    }
    list.parse::<Token![,]>().map(drop)
}

/// An entry of the list: the type, and nothing that a struct's field has around it.
fn read_listed(list: ParseStream<'_>, faults: &mut Diag) -> syn::Result<Option<Type>> {
    if let Some(text) = list.parse::<Option<LitStr>>()? {
        let cure = "list the enum that declares it, by its path: `auth::AuthError`";
        malformed(&format!("{:?}", text.value()), text.span(), cure, faults);
        return Ok(None);
    }
    let (start, first) = (list.span(), list.fork().parse::<proc_macro2::TokenTree>());
    let is_field = list.peek(Token![pub])
        || (list.peek(Ident::peek_any) && list.peek2(Token![:]) && !list.peek2(Token![::]));
    list.parse::<Visibility>()?;
    if list.peek(Ident::peek_any) && list.peek2(Token![:]) && !list.peek2(Token![::]) {
        list.call(Ident::parse_any)?;
        list.parse::<Token![:]>()?;
    }
    let ty: Type = list.parse()?;
    if is_field {
        let found = first.map(|first| first.to_string()).unwrap_or_default();
        let cure = format!("list the enum alone: `{}`", super::written(&ty));
        malformed(&found, start, &cure, faults);
    }
    Ok(Some(ty))
}

fn read_retired(block: ParseStream<'_>, faults: &mut Diag) -> syn::Result<Retired> {
    let code = if block.peek(Ident::peek_any) {
        let word = block.call(Ident::parse_any)?;
        let name = super::plain(&word);
        malformed(&name, word.span(), &format!("write `{name:?}`"), faults);
        Spanned::new(name, word.span())
    } else {
        let code: LitStr = block.parse()?;
        Spanned::new(code.value(), code.span())
    };
    let has_reason = if block.peek(Token![=>]) {
        block.parse::<Token![=>]>()?;
        true
    } else if block.peek(Token![:]) || block.peek(Token![=]) {
        let sign: proc_macro2::Punct = block.parse()?;
        malformed(&sign.to_string(), sign.span(), "write `=>`", faults);
        true
    } else {
        false
    };
    let reason = if has_reason { block.parse::<LitStr>()?.value() } else { String::new() };
    Ok(Retired { code, reason })
}

fn malformed(found: &str, span: Span, cure: &str, diag: &mut Diag) {
    diag.report(&rules::MALFORMED, span, &[("found", found), ("cure", cure)]);
}

fn is_ours(attribute: &Attribute, name: &str) -> bool {
    attribute.path().is_ident(name)
}
