//! Resolves `cfg` and `cfg_attr`, as the compiler does before a derive.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Meta, Path, Token};

use crate::cfg::Condition;

/// Attributes of a catalogue. A condition on one of them is a condition of the entry.
const CATALOG_ATTRIBUTES: &[&str] =
    &["catalog", "derive", "detail", "context", "secret", "source", "from", "retry_after"];

/// The attributes of an item under one assignment of the options.
pub(super) struct ResolvedAttributes {
    /// The active attributes.
    pub attributes: Vec<Attribute>,
    /// The conditions of the item and of its catalogue attributes.
    pub conditions: Vec<String>,
}

/// The conditions of `#[cfg(…)]`.
pub(super) fn conditions(attributes: &[Attribute]) -> Vec<Condition> {
    attributes.iter().filter_map(condition).collect()
}

/// Whether an item is compiled in tests only.
pub(crate) fn is_test_only(attributes: &[Attribute]) -> bool {
    conditions(attributes).iter().any(Condition::is_test_only)
}

fn condition(attribute: &Attribute) -> Option<Condition> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => Some(Condition::read(&list.tokens)),
        _ => None,
    }
}

/// The condition and the attributes of a `cfg_attr`.
fn conditional(attribute: &Attribute) -> Option<(Condition, Vec<Meta>)> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => parts(list.tokens.clone()),
        _ => None,
    }
}

fn parts(tokens: TokenStream) -> Option<(Condition, Vec<Meta>)> {
    let (first, rest) = split_first(tokens)?;
    let rest = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(rest).ok()?;
    Some((Condition::read(&first), rest.into_iter().collect()))
}

/// Splits tokens at the first comma.
fn split_first(tokens: TokenStream) -> Option<(TokenStream, TokenStream)> {
    let mut tokens = tokens.into_iter();
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',');
    let first: TokenStream = tokens.by_ref().take_while(|token| !is_comma(token)).collect();
    (!first.is_empty()).then(|| (first, tokens.collect()))
}

/// Collects the options that attributes depend on.
pub(super) fn options(attributes: &[Attribute], options: &mut BTreeSet<String>) {
    for attribute in attributes {
        if let Some(condition) = condition(attribute) {
            condition.options(options);
        } else if let Some((condition, inner)) = conditional(attribute) {
            condition.options(options);
            let inner: Vec<_> = inner.into_iter().map(|meta| with_meta(attribute, meta)).collect();
            self::options(&inner, options);
        }
    }
}

/// The conditions under which an item is compiled that is in one with the conditions `outer`. They are added to `parts`,
/// and so are those of each attribute of a catalogue that is under a condition.
pub(super) fn collect_parts(
    attributes: &[Attribute],
    outer: &[Condition],
    parts: &mut BTreeSet<Vec<Condition>>,
) -> Vec<Condition> {
    let attributes = flatten(attributes, &[]);
    let mut own = outer.to_vec();
    for (under, attribute) in &attributes {
        let inner = condition(attribute);
        own.extend(inner.map(|inner| match under.as_slice() {
            [] => inner,
            under => Condition::Any(vec![negated(under), inner]),
        }));
    }
    parts.insert(own.clone());
    for (under, _) in attributes.iter().filter(|(_, attribute)| is_of_catalog(attribute)) {
        parts.insert(own.iter().chain(under).cloned().collect());
    }
    own
}

/// The condition under which there is a derive; `None` if there is none.
pub(super) fn derive_condition(attributes: &[Attribute]) -> Option<Condition> {
    let attributes = flatten(attributes, &[]).into_iter();
    let derives = attributes.filter(|(_, attribute)| derives_catalog(attribute));
    let each: Vec<_> = derives.map(|(under, _)| Condition::All(under)).collect();
    (!each.is_empty()).then_some(Condition::Any(each))
}

/// The attributes, also those inside `cfg_attr`, each with the conditions of the `cfg_attr` around it.
fn flatten(attributes: &[Attribute], under: &[Condition]) -> Vec<(Vec<Condition>, Attribute)> {
    let mut flat = Vec::new();
    for attribute in attributes {
        match conditional(attribute) {
            Some((condition, inner)) => {
                let inner: Vec<_> =
                    inner.into_iter().map(|meta| with_meta(attribute, meta)).collect();
                let under: Vec<_> = under.iter().cloned().chain([condition]).collect();
                flat.extend(flatten(&inner, &under));
            }
            None => flat.push((under.to_vec(), attribute.clone())),
        }
    }
    flat
}

fn negated(conditions: &[Condition]) -> Condition {
    Condition::Not(Box::new(Condition::All(conditions.to_vec())))
}

/// Whether an attribute is one of a catalogue. A derive is one if it derives `ErrorCatalog`.
fn is_of_catalog(attribute: &Attribute) -> bool {
    CATALOG_ATTRIBUTES.iter().any(|name| attribute.path().is_ident(name))
        && (!attribute.path().is_ident("derive") || derives_catalog(attribute))
}

/// Resolves the attributes of an item; `None` if it is not compiled.
pub(super) fn resolve_cfg(
    attributes: &[Attribute],
    set: &BTreeSet<String>,
) -> Option<ResolvedAttributes> {
    let mut resolved = ResolvedAttributes { attributes: Vec::new(), conditions: Vec::new() };
    resolved.take(attributes, set, &[]).then_some(resolved)
}

impl ResolvedAttributes {
    fn take(&mut self, attributes: &[Attribute], set: &BTreeSet<String>, under: &[String]) -> bool {
        for attribute in attributes {
            if let Some(condition) = condition(attribute) {
                if !condition.holds(set) {
                    return false;
                }
                self.note(under);
                self.note(&[condition.to_string()]);
            } else if let Some((condition, inner)) = conditional(attribute) {
                if !condition.holds(set) {
                    continue;
                }
                let inner: Vec<_> =
                    inner.into_iter().map(|meta| with_meta(attribute, meta)).collect();
                let under: Vec<_> = under.iter().cloned().chain([condition.to_string()]).collect();
                if !self.take(&inner, set, &under) {
                    return false;
                }
            } else {
                if is_of_catalog(attribute) {
                    self.note(under);
                }
                self.attributes.push(attribute.clone());
            }
        }
        true
    }

    fn note(&mut self, conditions: &[String]) {
        for condition in conditions {
            if !self.conditions.contains(condition) {
                self.conditions.push(condition.clone());
            }
        }
    }
}

/// Whether attributes have the derive.
pub(crate) fn derives(attributes: &[Attribute]) -> bool {
    attributes.iter().any(derives_catalog)
}

/// Whether there is a `#[catalog(…)]`, also if the derive is renamed.
pub(crate) fn has_catalog_attribute(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("catalog") && matches!(attribute.meta, Meta::List(_))
    })
}

/// Whether there may be a derive or `#[catalog(…)]`, possibly behind a condition.
pub(super) fn may_have_catalog_attribute(attributes: &[Attribute]) -> bool {
    let names = ["derive", "catalog", "cfg_attr"];
    attributes.iter().any(|attribute| names.iter().any(|name| attribute.path().is_ident(name)))
}

fn derives_catalog(attribute: &Attribute) -> bool {
    if !attribute.path().is_ident("derive") {
        return false;
    }
    let paths = attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
    let paths = paths.into_iter().flatten();
    paths
        .into_iter()
        .any(|path| path.segments.last().is_some_and(|segment| segment.ident == "ErrorCatalog"))
}

/// The files of `#[path = "…"]` with their conditions, and whether one is unconditional.
pub(super) fn paths(attributes: &[Attribute]) -> (Vec<(Option<Condition>, String)>, bool) {
    let mut paths = Vec::new();
    for attribute in attributes {
        if let Some(path) = path(&attribute.meta) {
            paths.push((None, path));
        } else if let Some((condition, inner)) = conditional(attribute) {
            let named = inner.iter().filter_map(path);
            paths.extend(named.map(|path| (Some(condition.clone()), path)));
        }
    }
    let is_certain = paths.iter().any(|(condition, _)| condition.is_none());
    (paths, is_certain)
}

fn path(meta: &Meta) -> Option<String> {
    let Meta::NameValue(pair) = meta else { return None };
    if !pair.path.is_ident("path") {
        return None;
    }
    let tokens = quote::ToTokens::to_token_stream(&pair.value);
    syn::parse2::<LitStr>(tokens).ok().map(|text| text.value())
}

fn with_meta(attribute: &Attribute, meta: Meta) -> Attribute {
    Attribute { meta, ..attribute.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(text: &str) -> Vec<Attribute> {
        let item: syn::ItemStruct = syn::parse_str(&format!("{text} struct A;")).unwrap();
        item.attrs
    }

    fn resolved(text: &str, set: &[&str]) -> Option<(usize, Vec<String>)> {
        let set = set.iter().map(ToString::to_string).collect();
        let resolved = resolve_cfg(&attributes(text), &set)?;
        Some((resolved.attributes.len(), resolved.conditions))
    }

    #[test]
    fn attributes_under_a_condition_are_read() {
        let text = "#[cfg_attr(a, catalog(code = \"A_B\"), allow(x))] #[cfg(b)] #[doc = \"c\"]";
        assert_eq!(resolved(text, &["a", "b"]), Some((3, vec!["a".to_owned(), "b".to_owned()])));
        assert_eq!(resolved(text, &["b"]), Some((1, vec!["b".to_owned()])));
        assert_eq!(resolved(text, &["a"]), None);
    }

    #[test]
    fn conditions_of_other_attributes_are_ignored() {
        assert_eq!(resolved("#[cfg_attr(a, derive(Clone), allow(x))]", &["a"]), Some((2, vec![])));
        let text = "#[cfg_attr(a, cfg_attr(b, derive(x::ErrorCatalog)))]";
        assert_eq!(resolved(text, &["a", "b"]), Some((1, vec!["a".to_owned(), "b".to_owned()])));
    }

    #[test]
    fn paths_are_found_behind_conditions() {
        let (paths, is_certain) =
            paths(&attributes("#[cfg_attr(unix, path = \"u.rs\")] #[path = \"w.rs\"]"));
        assert!(is_certain);
        assert_eq!(paths[0], (Some(Condition::parse("unix")), "u.rs".to_owned()));
        assert_eq!(paths[1], (None, "w.rs".to_owned()));
    }

    #[test]
    fn a_derive_is_recognized_by_its_last_segment() {
        assert!(derives(&attributes("#[derive(Debug, a::b::ErrorCatalog)]")));
        assert!(!derives(&attributes("#[derive(Debug, ErrorCatalogue)]")));
        assert!(has_catalog_attribute(&attributes("#[catalog(domain = \"A\")]")));
    }
}
