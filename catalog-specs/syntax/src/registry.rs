//! The registry of a `catalog! { … }`, read into what it declares.

use proc_macro2::Span;
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Meta, Path, Token, Type, Visibility, braced};

use super::Spanned;
use super::keys::{self, Attributes, Paths};
use super::messages::FolderReader;
use crate::diag::Diag;
use crate::grammar::{is_conditional, malformed, read_attributes, read_comma};
use crate::head::Head;
use crate::variants;
use catalog_specs_core::declared::{self, Registry, Retired};
use catalog_specs_core::keys::Target;
use catalog_specs_core::messages::MessageFiles;
use catalog_specs_core::model::Settings;
use catalog_specs_core::{nearest, rules};

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
    /// The sets that documents have, of its block `sets { … }`.
    pub sets: Vec<Included>,
    /// What it declares.
    pub declared: Registry<Span>,
    /// The paths among its keys, as tokens.
    pub paths: Paths,
    /// Its message files, once they are read and sound.
    pub files: Option<MessageFiles>,
    /// Whether all of its list could be read.
    pub is_whole: bool,
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

/// A registry or a set in a list.
pub struct Included {
    /// `#[cfg]` and the like.
    pub attributes: Vec<Attribute>,
    /// Its path.
    pub path: Path,
}

/// A registry alone, without sets beside it.
impl Parse for RegistryItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let head = Head::read(input)?;
        Self::read(head, input)
    }
}

impl RegistryItem {
    /// Reads the list of a registry and the blocks behind it.
    pub(crate) fn read(head: Head, input: ParseStream<'_>) -> syn::Result<Self> {
        let Head { mut attributes, visibility, ident, mut faults, .. } = head;
        let list;
        braced!(list in input);
        let (mut listed, mut included) = (Vec::new(), Vec::new());
        let before = faults.count();
        while !list.is_empty() {
            let attributes = list.call(read_attributes)?;
            if let Some(path) = read_included(&list, &mut faults)? {
                included.push(Included { attributes, path });
            } else if let Some(ty) = read_whole(&list, &mut faults)? {
                listed.push(Listed { attributes, ty });
            }
            read_comma(&list, &mut faults)?;
        }
        let is_whole = faults.count() == before;
        let (mut retired, mut retired_blocks) = (Vec::new(), Vec::new());
        let (mut sets, mut sets_blocks) = (Vec::new(), Vec::new());
        while !input.is_empty() && !Head::is_next(input) {
            let word = input.call(Ident::parse_any)?;
            let is_sets = word == "sets";
            if is_sets {
                sets_blocks.push(word.span());
            } else if word == "retired" {
                retired_blocks.push(word.span());
            } else {
                let found = word.to_string();
                let meant = nearest(&found, ["sets"]).unwrap_or("retired");
                malformed(&found, word.span(), &format!("write `{meant}`"), &mut faults);
            }
            let block;
            let braces = braced!(block in input);
            if block.is_empty() {
                let name = if is_sets { "sets" } else { "retired" };
                let values = [("key", name), ("fault", "empty"), ("cure", "remove it")];
                faults.report(&rules::EMPTY_VALUE, braces.span.join(), &values);
            }
            while !block.is_empty() {
                if is_sets {
                    sets.push(read_path(&block, &mut faults)?);
                } else {
                    retired.push(read_retired(&block, &mut faults)?);
                }
                read_comma(&block, &mut faults)?;
            }
        }
        let Attributes { keys, paths } =
            read_settings(&mut attributes, Target::Registry, &mut faults);
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
            sets: sets.iter().map(|set| declared(&set.path, &set.attributes, "")).collect(),
            retired,
            blocks: vec![("retired", retired_blocks), ("sets", sets_blocks)],
        };
        Ok(Self {
            attributes,
            visibility,
            ident,
            listed,
            included,
            sets,
            declared,
            paths,
            files: None,
            is_whole,
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
        let mut repeated = self.declared.sets.iter().map(|listed| listed.is_repeated);
        self.sets.retain(|_| repeated.next() != Some(true));
        self.declared.sets.retain(|listed| !listed.is_repeated);
        self.declared.listed.retain(|listed| !listed.is_repeated);
        self.declared.included.retain(|listed| !listed.is_repeated);
    }

    /// Reads the message files that the settings name.
    pub fn read_messages(&mut self, reader: Option<&dyn FolderReader>, diag: &mut Diag) {
        let keys = &self.declared.keys;
        let is_misread = keys.has("locales") && keys.locales.is_none();
        if let Some(folder) = keys.messages.as_ref().filter(|_| !is_misread) {
            let locales = keys.locales.as_deref().unwrap_or_default();
            self.files = super::messages::of_registry(folder, locales, reader, diag);
        }
    }

    /// Whether a missing text may be none: in files that are not sound, or in a locale whose tag could not be read.
    pub fn may_hide_texts(&self) -> bool {
        let keys = &self.declared.keys;
        (keys.messages.is_some() && self.files.is_none())
            || (keys.has("locales") && keys.locales.is_none())
    }

    /// The settings as plain data.
    pub fn settings(&self) -> Settings {
        self.declared.keys.settings()
    }
}

/// Takes `#[registry(…)]` out of the attributes and reads it.
pub(super) fn read_settings(
    attributes: &mut Vec<Attribute>,
    target: Target,
    faults: &mut Diag,
) -> Attributes {
    let (ours, others): (Vec<_>, Vec<_>) = std::mem::take(attributes)
        .into_iter()
        .partition(|attribute| is_ours(attribute, "registry") || is_ours(attribute, "catalog"));
    *attributes = others;
    keys::check_docs(attributes, faults);
    let mut read = Attributes::default();
    for attribute in ours {
        if let (true, Meta::List(list)) = (is_ours(&attribute, "catalog"), &attribute.meta) {
            let cure = format!("here it is `#[registry({})]`", super::written(&list.tokens));
            let span = syn::spanned::Spanned::span(attribute.path());
            malformed("#[catalog(...)]", span, &cure, faults);
        }
        read.take_attribute(&attribute, target, "write `#[registry(dialect = problem)]`", faults);
    }
    read
}

pub(super) fn declared(
    path: &impl ToTokens,
    attributes: &[Attribute],
    dots: &str,
) -> declared::Listed<Span> {
    let span = syn::spanned::Spanned::span(path);
    declared::Listed {
        name: Spanned::new(format!("{dots}{}", super::written(path)), span),
        is_conditional: is_conditional(attributes),
        is_repeated: false,
    }
}

/// The path behind two dots; `None` for an entry without them.
pub(super) fn read_included(list: ParseStream<'_>, faults: &mut Diag) -> syn::Result<Option<Path>> {
    if !list.peek(Token![..]) {
        return Ok(None);
    }
    if list.peek(Token![...]) {
        let sign: Token![...] = list.parse()?;
        malformed("...", syn::spanned::Spanned::span(&sign), "write `..`", faults);
    } else {
        list.parse::<Token![..]>()?;
    }
    list.call(Path::parse_mod_style).map(Some)
}

/// An enum of a registry, which lists it with all its variants.
fn read_whole(list: ParseStream<'_>, faults: &mut Diag) -> syn::Result<Option<Type>> {
    let Some(path) = variants::read_path(list)? else { return read_listed(list, faults) };
    let path = super::written(&path);
    let span = variants::skip_braces(list)?;
    let cure = format!(
        "a registry lists whole enums: `{path}`; single variants are for a set: `struct SignUp of Codes {{ {path}::{{A, B}} }}`"
    );
    malformed(&format!("{path}::{{...}}"), span, &cure, faults);
    Ok(None)
}

/// An entry of the list: the type, and nothing that a struct's field has around it.
pub(super) fn read_listed(list: ParseStream<'_>, faults: &mut Diag) -> syn::Result<Option<Type>> {
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

/// The path of a set, which needs no dots in its block.
fn read_path(block: ParseStream<'_>, faults: &mut Diag) -> syn::Result<Included> {
    let attributes = block.call(read_attributes)?;
    let (span, dots) = (block.span(), block.parse::<Option<Token![..]>>()?);
    let path = block.call(Path::parse_mod_style)?;
    if dots.is_some() {
        let cure = format!("write `{}`", super::written(&path));
        malformed("..", span, &cure, faults);
    }
    Ok(Included { attributes, path })
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

fn is_ours(attribute: &Attribute, name: &str) -> bool {
    attribute.path().is_ident(name)
}
