//! The sets of a registry: what an operation can answer.

use std::collections::HashMap;

use super::super::example::Examples;
use super::super::public::Public;
use super::names::{Names, pascal_case};
use crate::model::Catalog;

/// A set as a client sees it.
pub(in crate::render) struct Set<'c> {
    /// The name in the catalogue.
    pub(in crate::render) name: &'c str,
    pub(in crate::render) description: &'c str,
    /// The places of its codes in the list of all.
    pub(in crate::render) members: Vec<usize>,
}

impl<'c> Set<'c> {
    /// The sets with the codes that clients receive: masked ones are left out.
    pub(super) fn all(
        catalog: &'c Catalog,
        codes: &[Public<'c>],
        examples: &Examples<'c>,
    ) -> Vec<Self> {
        let places: HashMap<_, _> =
            codes.iter().enumerate().map(|(at, public)| (public.entry.code.as_str(), at)).collect();
        let set = |set: &'c crate::model::CodeSet| {
            let sent = catalog.entries_of(set).filter(|(_, entry)| !set.masks(&entry.code));
            let sent = sent.map(|(group, entry)| examples.public(group, entry).1);
            let mut members: Vec<_> =
                sent.filter_map(|entry| places.get(entry.code.as_str()).copied()).collect();
            members.sort_unstable();
            members.dedup();
            let (name, description) = (set.name.as_str(), set.description.as_str());
            Self { name, description, members }
        };
        catalog.sets.iter().map(set).filter(|set| !set.members.is_empty()).collect()
    }

    /// The name of its type: `SignUpError` for `SignUp`.
    pub(in crate::render) fn type_name(&self, names: &mut Names) -> String {
        let name = pascal_case(self.name, "Set");
        let name = name.strip_suffix("Error").unwrap_or(&name);
        names.unique(format!("{name}Error"))
    }

    /// The comment of its type.
    pub(in crate::render) fn comment(&self) -> String {
        match self.description {
            "" => format!("The errors of the set `{}`.", self.name),
            text => text.to_owned(),
        }
    }
}
