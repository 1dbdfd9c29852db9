//! `catalog! { … }`: a registry, its sets, or both.

use syn::parse::{Parse, ParseStream};

use crate::diag::Diag;
use crate::grammar::{is_conditional, unreadable};
use crate::head::Head;
use crate::plain;
use crate::registry::RegistryItem;
use crate::set::SetItem;
use catalog_specs_core::rules;

/// Everything that a `catalog!` declares.
pub struct CatalogInput {
    /// The registry.
    pub registry: Option<RegistryItem>,
    /// The sets, of this registry or of another one.
    pub sets: Vec<SetItem>,
}

const FORM: &str = "\nhelp: write `pub struct Codes { AuthError, ..other_crate::Codes } retired { \"OLD_CODE\" => \"2.0: use NEW_CODE\" }`";

impl Parse for CatalogInput {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Self::read(input).map_err(|error| {
            let text = error.to_string();
            let cure = if text.contains("help: ") { "" } else { FORM };
            syn::Error::new(error.span(), text + cure)
        })
    }
}

impl CatalogInput {
    fn read(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut read = Self { registry: None, sets: Vec::new() };
        loop {
            let mut head = Head::read(input)?;
            match (head.parent.take(), &read.registry) {
                (Some(parent), _) => read.sets.push(SetItem::read(head, parent, input)?),
                (None, None) => read.registry = Some(RegistryItem::read(head, input)?),
                (None, Some(_)) => {
                    let name = plain(&head.ident);
                    let cure =
                        format!("write another `catalog!` for `{name}`: each has one registry");
                    return Err(unreadable(&format!("struct {name}"), head.ident.span(), &cure));
                }
            }
            if input.is_empty() {
                return Ok(read);
            }
        }
    }

    /// Asks the rules about it. What they refuse is taken out.
    pub fn check(&mut self, diag: &mut Diag) {
        self.sets.iter_mut().for_each(|set| set.check(diag));
        if let Some(registry) = &mut self.registry {
            registry.check(diag);
        }
        self.check_set_names(diag);
    }

    /// Documents and clients know a set by its name.
    fn check_set_names(&self, diag: &mut Diag) {
        let mut seen: Vec<String> = self.own_sets().map(|set| plain(&set.ident)).collect();
        let named = self.registry.iter().flat_map(|registry| &registry.sets);
        for set in named.filter(|set| !is_conditional(&set.attributes)) {
            let Some(last) = set.path.segments.last().map(|last| &last.ident) else { continue };
            let name = plain(last);
            if seen.contains(&name) {
                diag.report(&rules::REGISTRY_SET_NAME, last.span(), &[("name", &name)]);
            }
            seen.push(name);
        }
    }

    /// The sets of this `catalog!` that are of its registry.
    pub fn own_sets(&self) -> impl Iterator<Item = &SetItem> {
        let registry = self.registry.as_ref().map(|registry| plain(&registry.ident));
        self.sets.iter().filter(move |set| {
            let last = set.parent.segments.last().map(|last| plain(&last.ident));
            last.is_some() && last == registry
        })
    }
}
