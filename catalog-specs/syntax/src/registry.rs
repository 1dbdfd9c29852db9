//! `catalog! { … }`, read into what a registry declares.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Meta, Path, Token, Type, Visibility, braced, parenthesized};

use super::Spanned;
use super::keys::{Attributes, Paths};
use super::messages::FolderReader;
use crate::diag::{self, Diag};
use catalog_specs_core::declared::{self, Registry, Retired};
use catalog_specs_core::keys::Target;
use catalog_specs_core::messages::MessageFiles;
use catalog_specs_core::model::Settings;
use catalog_specs_core::rules;

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
    /// The registries that it includes.
    pub included: Vec<Included>,
    /// What it declares.
    pub declared: Registry<Span>,
    /// The paths among its keys, as tokens.
    pub paths: Paths,
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
        let mut attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let mut faults = Diag::new();
        read_struct(input, &visibility, &mut faults)?;
        let ident = input.parse()?;
        refuse_parentheses(input)?;
        let list;
        braced!(list in input);
        let (mut listed, mut included) = (Vec::new(), Vec::new());
        while !list.is_empty() {
            let attributes = list.call(Attribute::parse_outer)?;
            if list.peek(Token![..]) {
                if list.peek(Token![...]) {
                    let sign: Token![...] = list.parse()?;
                    let span = syn::spanned::Spanned::span(&sign);
                    malformed("...", span, "write `..`", &mut faults);
                } else {
                    list.parse::<Token![..]>()?;
                }
                included.push(Included { attributes, path: list.call(Path::parse_mod_style)? });
            } else if let Some(ty) = read_listed(&list, &mut faults)? {
                listed.push(Listed { attributes, ty });
            }
            read_comma(&list, &mut faults)?;
        }
        let (mut retired, mut retired_blocks) = (Vec::new(), Vec::new());
        while !input.is_empty() {
            let word = input.call(Ident::parse_any)?;
            if word == "retired" {
                retired_blocks.push(word.span());
            } else {
                malformed(&word.to_string(), word.span(), "write `retired`", &mut faults);
            }
            let block;
            let braces = braced!(block in input);
            if block.is_empty() {
                let values = [("key", "retired"), ("fault", "empty"), ("cure", "remove it")];
                faults.report(&rules::EMPTY_VALUE, braces.span.join(), &values);
            }
            while !block.is_empty() {
                retired.push(read_retired(&block, &mut faults)?);
                read_comma(&block, &mut faults)?;
            }
        }
        let Attributes { keys, paths } = read_settings(&mut attributes, &mut faults);
        let declared = Registry {
            keys,
            listed: listed
                .iter()
                .map(|listed| declared(&listed.ty, &listed.attributes, ""))
                .collect(),
            included: included
                .iter()
                .map(|included| declared(&included.path, &included.attributes, ".."))
                .collect(),
            retired,
            retired_blocks,
        };
        Ok(Self {
            attributes,
            visibility,
            ident,
            listed,
            included,
            declared,
            paths,
            files: None,
            faults,
        })
    }

    /// Asks the rules about it. What they refuse is taken out.
    pub fn check(&mut self, diag: &mut Diag) {
        diag.append(std::mem::take(&mut self.faults));
        rules::registry::check(&mut self.declared, diag);
        // The impls of a type that is listed twice would clash.
        let mut repeated = self.declared.listed.iter().map(|listed| listed.is_repeated);
        self.listed.retain(|_| repeated.next() != Some(true));
        let mut repeated = self.declared.included.iter().map(|listed| listed.is_repeated);
        self.included.retain(|_| repeated.next() != Some(true));
        self.declared.listed.retain(|listed| !listed.is_repeated);
        self.declared.included.retain(|listed| !listed.is_repeated);
    }

    /// Reads the message files that the settings name.
    pub fn read_messages(&mut self, reader: Option<&dyn FolderReader>, diag: &mut Diag) {
        let keys = &self.declared.keys;
        if let Some(folder) = &keys.messages {
            let locales = keys.locales.as_deref().unwrap_or_default();
            self.files = super::messages::of_registry(folder, locales, reader, diag);
        }
    }

    /// Whether texts may stand in files that are not sound, so that a missing one cannot be told.
    pub fn may_hide_texts(&self) -> bool {
        self.declared.keys.messages.is_some() && self.files.is_none()
    }

    /// The settings as plain data.
    pub fn settings(&self) -> Settings {
        self.declared.keys.settings()
    }
}

/// Takes `#[registry(…)]` out of the attributes and reads it.
fn read_settings(attributes: &mut Vec<Attribute>, faults: &mut Diag) -> Attributes {
    let (ours, others): (Vec<_>, Vec<_>) = std::mem::take(attributes)
        .into_iter()
        .partition(|attribute| is_ours(attribute, "registry") || is_ours(attribute, "catalog"));
    *attributes = others;
    let mut read = Attributes::default();
    for attribute in ours {
        if let (true, Meta::List(list)) = (is_ours(&attribute, "catalog"), &attribute.meta) {
            let cure = format!("here it is `#[registry({})]`", super::written(&list.tokens));
            let span = syn::spanned::Spanned::span(attribute.path());
            malformed("#[catalog(...)]", span, &cure, faults);
        }
        read.take_attribute(
            &attribute,
            Target::Registry,
            "write `#[registry(dialect = problem)]`",
            faults,
        );
    }
    read
}

fn declared(path: &impl ToTokens, attributes: &[Attribute], dots: &str) -> declared::Listed<Span> {
    let span = syn::spanned::Spanned::span(path);
    declared::Listed {
        name: Spanned::new(format!("{dots}{}", super::written(path)), span),
        is_conditional: !attributes.is_empty(),
        is_repeated: false,
    }
}

/// `struct`, or the word that people take it for.
fn read_struct(
    input: ParseStream<'_>,
    visibility: &Visibility,
    faults: &mut Diag,
) -> syn::Result<()> {
    let keyword: Ident = input.call(Ident::parse_any)?;
    if keyword == "struct" {
        return Ok(());
    }
    let found = keyword.to_string();
    if matches!(found.as_str(), "enum" | "mod" | "union" | "trait" | "type" | "const" | "static") {
        malformed(&found, keyword.span(), "write `struct`", faults);
        return Ok(());
    }
    if found == "retired" {
        return Err(unreadable(
            &found,
            keyword.span(),
            "write the struct before `retired { ... }`",
        ));
    }
    let start = if matches!(visibility, Visibility::Inherited) { "pub struct" } else { "struct" };
    let cure = format!("write `{start} {found}`");
    Err(unreadable(&found, keyword.span(), &cure))
}

/// `struct Codes(AuthError);`, as other structs may be written.
fn refuse_parentheses(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.peek(syn::token::Paren) {
        return Ok(());
    }
    let span = input.span();
    let list;
    parenthesized!(list in input);
    let cure = format!("write `{{ {} }}`", super::written(&list.parse::<TokenStream>()?));
    Err(unreadable("(", span, &cure))
}

/// The error of what cannot be read on from.
fn unreadable(found: &str, span: Span, cure: &str) -> syn::Error {
    let mut problems = Diag::new();
    malformed(found, span, cure, &mut problems);
    let text = problems.found().first().map_or_else(String::new, rules::BrokenRule::text);
    drop(diag::finish(problems));
    syn::Error::new(span, text)
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

fn read_retired(block: ParseStream<'_>, faults: &mut Diag) -> syn::Result<Retired<Span>> {
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
