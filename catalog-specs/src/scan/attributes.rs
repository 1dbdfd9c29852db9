//! Attributes as the compiler leaves them: `cfg` decided, `cfg_attr` replaced by what it holds.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Meta, Path, Token};

use crate::cfg::Condition;

/// Attributes that say something of a catalogue, so that a condition of theirs is one of the row's.
const OURS: &[&str] =
    &["catalog", "derive", "detail", "context", "secret", "source", "from", "retry_after"];

/// The attributes of something in one way to compile.
pub(super) struct Decided {
    /// Those that are there.
    pub attributes: Vec<Attribute>,
    /// The conditions of those that are ours, and of the thing itself.
    pub conditions: Vec<String>,
}

/// The conditions of `#[cfg(…)]` alone.
pub(super) fn conditions(attributes: &[Attribute]) -> Vec<Condition> {
    attributes.iter().filter_map(condition).collect()
}

/// Whether something is there in tests only.
pub(super) fn is_test_only(attributes: &[Attribute]) -> bool {
    conditions(attributes).iter().any(Condition::is_test_only)
}

fn condition(attribute: &Attribute) -> Option<Condition> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => Some(Condition::read(&list.tokens)),
        _ => None,
    }
}

/// What a `cfg_attr` holds, and when.
fn conditional(attribute: &Attribute) -> Option<(Condition, Vec<Meta>)> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => parts(list.tokens.clone()),
        _ => None,
    }
}

/// The condition of a `cfg_attr`, and the attributes behind it.
fn parts(tokens: TokenStream) -> Option<(Condition, Vec<Meta>)> {
    let (first, rest) = split_first(tokens)?;
    let rest = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(rest).ok()?;
    Some((Condition::read(&first), rest.into_iter().collect()))
}

/// What stands before the first comma, and what behind it.
fn split_first(tokens: TokenStream) -> Option<(TokenStream, TokenStream)> {
    let mut tokens = tokens.into_iter();
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',');
    let first: TokenStream = tokens.by_ref().take_while(|token| !is_comma(token)).collect();
    (!first.is_empty()).then(|| (first, tokens.collect()))
}

/// The options that attributes ask about.
pub(super) fn leaves(attributes: &[Attribute], leaves: &mut BTreeSet<String>) {
    for attribute in attributes {
        if let Some(condition) = condition(attribute) {
            condition.leaves(leaves);
        } else if let Some((condition, held)) = conditional(attribute) {
            condition.leaves(leaves);
            let held: Vec<_> = held.into_iter().map(|meta| like(attribute, meta)).collect();
            self::leaves(&held, leaves);
        }
    }
}

/// Decides the attributes of something; nothing where it is not compiled.
pub(super) fn decide(attributes: &[Attribute], set: &BTreeSet<String>) -> Option<Decided> {
    let mut decided = Decided { attributes: Vec::new(), conditions: Vec::new() };
    decided.take(attributes, set, &[]).then_some(decided)
}

impl Decided {
    fn take(&mut self, attributes: &[Attribute], set: &BTreeSet<String>, under: &[String]) -> bool {
        for attribute in attributes {
            if let Some(condition) = condition(attribute) {
                if !condition.holds(set) {
                    return false;
                }
                self.note(under);
                self.note(&[condition.to_string()]);
            } else if let Some((condition, held)) = conditional(attribute) {
                if !condition.holds(set) {
                    continue;
                }
                let held: Vec<_> = held.into_iter().map(|meta| like(attribute, meta)).collect();
                let under: Vec<_> = under.iter().cloned().chain([condition.to_string()]).collect();
                if !self.take(&held, set, &under) {
                    return false;
                }
            } else {
                if OURS.iter().any(|name| attribute.path().is_ident(name))
                    && (!attribute.path().is_ident("derive") || derives_catalog(attribute))
                {
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

/// Whether attributes ask for the derive.
pub(super) fn derives(attributes: &[Attribute]) -> bool {
    attributes.iter().any(derives_catalog)
}

/// Whether attributes speak of a catalogue, whatever the derive is called.
pub(super) fn speaks(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("catalog") && matches!(attribute.meta, Meta::List(_))
    })
}

/// Whether attributes may do one or the other, behind a condition or not.
pub(super) fn may_speak(attributes: &[Attribute]) -> bool {
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

/// The files that `#[path = "…"]` names, each with its condition, and whether one has none.
pub(super) fn paths(attributes: &[Attribute]) -> (Vec<(Option<Condition>, String)>, bool) {
    let mut paths = Vec::new();
    for attribute in attributes {
        if let Some(path) = path(&attribute.meta) {
            paths.push((None, path));
        } else if let Some((condition, held)) = conditional(attribute) {
            let named = held.iter().filter_map(path);
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

fn like(attribute: &Attribute, meta: Meta) -> Attribute {
    Attribute { meta, ..attribute.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(text: &str) -> Vec<Attribute> {
        let item: syn::ItemStruct = syn::parse_str(&format!("{text} struct A;")).unwrap();
        item.attrs
    }

    fn decided(text: &str, set: &[&str]) -> Option<(usize, Vec<String>)> {
        let set = set.iter().map(ToString::to_string).collect();
        let decided = decide(&attributes(text), &set)?;
        Some((decided.attributes.len(), decided.conditions))
    }

    #[test]
    fn what_is_held_under_a_condition_comes_with_it() {
        let text = "#[cfg_attr(a, catalog(code = \"A_B\"), allow(x))] #[cfg(b)] #[doc = \"c\"]";
        assert_eq!(decided(text, &["a", "b"]), Some((3, vec!["a".to_owned(), "b".to_owned()])));
        assert_eq!(decided(text, &["b"]), Some((1, vec!["b".to_owned()])));
        assert_eq!(decided(text, &["a"]), None);
    }

    #[test]
    fn conditions_of_others_are_not_the_rows() {
        assert_eq!(decided("#[cfg_attr(a, derive(Clone), allow(x))]", &["a"]), Some((2, vec![])));
        let text = "#[cfg_attr(a, cfg_attr(b, derive(x::ErrorCatalog)))]";
        assert_eq!(decided(text, &["a", "b"]), Some((1, vec!["a".to_owned(), "b".to_owned()])));
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
    fn a_derive_counts_by_its_last_name() {
        assert!(derives(&attributes("#[derive(Debug, a::b::ErrorCatalog)]")));
        assert!(!derives(&attributes("#[derive(Debug, ErrorCatalogue)]")));
        assert!(speaks(&attributes("#[catalog(domain = \"A\")]")));
    }
}
