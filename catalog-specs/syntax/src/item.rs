//! A whole enum or struct: read, held to the rules and built.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::{Attribute, Data, DeriveInput, Fields, Variant};

use super::build;
pub use super::build::CatalogItem;
use super::keys::{self, Attributes, Keys, Paths, registry_on_item};
use super::messages::FolderReader;
use super::{Spanned, field, messages, plain, thiserror};
use crate::diag::Diag;
use catalog_specs_core::declared::{DeclaredEntry, Item, Manual};
use catalog_specs_core::keys::{Scope, Target};
use catalog_specs_core::model::Docs;
use catalog_specs_core::rules;

/// Reads and checks an item that names no message files. What is wrong goes to `diag`; what is sound is there all the same,
/// so that the expansion of a broken catalogue leaves other code quiet.
pub fn read<'i>(input: &'i DeriveInput, diag: &mut Diag) -> Option<CatalogItem<'i>> {
    read_in(input, None, diag)
}

/// Reads and checks an item; `reader` reads the message files that it names.
pub fn read_in<'i>(
    input: &'i DeriveInput,
    reader: Option<&dyn FolderReader>,
    diag: &mut Diag,
) -> Option<CatalogItem<'i>> {
    let before = diag.count();
    let (mut item, paths) = declared(input, reader, diag)?;
    rules::item::check(&mut item, diag);
    Some(build::item(input, item, paths, diag.count() == before))
}

/// What an item declares, before any rule has judged it.
fn declared(
    input: &DeriveInput,
    reader: Option<&dyn FolderReader>,
    diag: &mut Diag,
) -> Option<(Item<Span>, Paths)> {
    let is_struct = matches!(input.data, Data::Struct(_));
    if let Data::Union(_) = input.data {
        diag.report(&rules::UNION, input.ident.span(), &[("type", &plain(&input.ident))]);
        return None;
    }
    let target = if is_struct { Target::Struct } else { Target::Enum };
    let Attributes { keys, paths } = Attributes::read(&input.attrs, target, diag);
    registry_on_item(&input.attrs, target, diag);
    keys::check_docs(&input.attrs, diag);
    let mut item = Item {
        name: named(&input.ident),
        is_struct,
        files: messages::of_item(&keys, reader, diag),
        keys,
        has_thiserror: thiserror::is_beside(input),
        is_conditional: is_conditional(input),
        has_from: has_from(input),
        entries: Vec::new(),
        rest: None,
    };
    let others = |name: &str| is_of_others(name, &item);
    let own_fields = match &input.data {
        Data::Struct(data) => Some(&data.fields),
        Data::Enum(_) | Data::Union(_) => None,
    };
    field::misplaced(&input.attrs, (&input.ident, target.noun()), own_fields, others, diag);
    item.entries = match &input.data {
        Data::Enum(data) => {
            data.variants.iter().map(|variant| read_variant(variant, &others, diag)).collect()
        }
        Data::Struct(data) => vec![read_struct(input, &data.fields, &item.keys, &others, diag)],
        Data::Union(_) => Vec::new(),
    };
    item.rest = item.keys.rest.as_deref().map(|keys| {
        let span = item.keys.pos_of("rest").unwrap_or(item.name.pos);
        DeclaredEntry::new(Spanned::new("rest".to_owned(), span), keys.clone())
    });
    Some((item, paths))
}

/// Whether the body of an enum has conditions, or cannot be seen: the compiler removes the variants that a condition
/// takes out before a derive sees them.
fn is_conditional(input: &DeriveInput) -> bool {
    let Data::Enum(data) = &input.data else { return false };
    let Some(body) = data.brace_token.span.join().source_text() else { return true };
    // Most bodies have neither word, also not in a text or a comment, and are not read again.
    let may_have = body.contains("cfg") || body.contains('$');
    may_have && body.parse().map_or(true, has_condition)
}

/// Whether tokens have `#[cfg(…)]` or `#[cfg_attr(…)]`, or a `$name` of a macro, which may stand for one.
fn has_condition(tokens: TokenStream) -> bool {
    let mut is_after_hash = false;
    tokens.into_iter().any(|token| {
        let is_attribute = std::mem::take(&mut is_after_hash);
        match token {
            TokenTree::Punct(mark) => {
                is_after_hash = mark.as_char() == '#';
                mark.as_char() == '$'
            }
            TokenTree::Group(group) => {
                let first = group.stream().into_iter().next();
                let is_cfg = |first: &TokenTree| match first {
                    TokenTree::Ident(name) => name == "cfg" || name == "cfg_attr",
                    _ => false,
                };
                (is_attribute && first.as_ref().is_some_and(is_cfg))
                    || has_condition(group.stream())
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        }
    })
}

fn has_from(input: &DeriveInput) -> bool {
    let is_from = |attribute: &Attribute| attribute.path().is_ident("from");
    let in_fields = |fields: &Fields| fields.iter().any(|field| field.attrs.iter().any(is_from));
    match &input.data {
        Data::Enum(data) => {
            let mut variants = data.variants.iter();
            variants.any(|variant| variant.attrs.iter().any(is_from) || in_fields(&variant.fields))
        }
        Data::Struct(data) => in_fields(&data.fields),
        Data::Union(_) => false,
    }
}

fn named(ident: &Ident) -> Spanned<String> {
    Spanned::new(plain(ident), ident.span())
}

/// Whether another derive may take an attribute of fields on an item: `#[from]` on a variant is one of
/// those that make `From`, where ours does not, and thiserror reports its own.
fn is_of_others(attribute: &str, item: &Item<Span>) -> bool {
    match attribute {
        "from" => item.leaves(Manual::From),
        "source" => item.leaves(Manual::Error),
        _ => false,
    }
}

fn read_variant(
    variant: &Variant,
    others: &dyn Fn(&str) -> bool,
    diag: &mut Diag,
) -> DeclaredEntry<Span> {
    let keys = Attributes::read(&variant.attrs, Target::Variant, diag).keys;
    keys::check_docs(&variant.attrs, diag);
    let here = (&variant.ident, Target::Variant.noun());
    field::misplaced(&variant.attrs, here, Some(&variant.fields), others, diag);
    DeclaredEntry {
        fields: field::read(&variant.fields, others, diag),
        docs: Docs::read(&field::doc_comment(&variant.attrs)),
        thiserror: thiserror::read(&variant.attrs),
        ..DeclaredEntry::new(named(&variant.ident), keys)
    }
}

/// A struct is its own entry, of which the keys for the item say nothing.
fn read_struct(
    input: &DeriveInput,
    fields: &Fields,
    keys: &Keys,
    others: &dyn Fn(&str) -> bool,
    diag: &mut Diag,
) -> DeclaredEntry<Span> {
    let mut own = keys.clone();
    own.given.retain(|(name, _)| {
        let scope = catalog_specs_core::keys::Key::by_name(name).map(|key| key.row().scope);
        !matches!(scope, Some(Scope::Item | Scope::Shared | Scope::Everywhere))
    });
    DeclaredEntry {
        fields: field::read(fields, others, diag),
        docs: Docs::read(&field::doc_comment(&input.attrs)),
        thiserror: thiserror::read(&input.attrs),
        ..DeclaredEntry::new(named(&input.ident), own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_conditional_body(body: &str) -> bool {
        let input: DeriveInput = syn::parse_str(&format!("enum E {{ {body}\n}}")).unwrap();
        is_conditional(&input)
    }

    #[test]
    fn only_attributes_are_conditions() {
        for body in
            ["#[cfg(unix)] A", "A { #[cfg_attr(a, detail)] b: u8 }", "#[doc = \"a\"] #[cfg(a)] A"]
        {
            assert!(is_conditional_body(body), "{body}");
        }
        for body in [
            "A",
            "/// The file `x.cfg`.\nA",
            "#[catalog(code = \"A_CFG_B\", message = \"no #[cfg(a)], and $cfg\")] A",
            "A { cfg: u8 }, // #[cfg(unix)]",
            "A(cfg::Error), /* $cfg */",
        ] {
            assert!(!is_conditional_body(body), "{body}");
        }
    }

    #[test]
    fn what_a_macro_puts_in_may_be_a_condition() {
        assert!(has_condition("$(#[$attribute])* $name,".parse().unwrap()));
    }
}
