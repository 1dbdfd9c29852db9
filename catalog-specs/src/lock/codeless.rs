//! The variants without a code of their own, in a lock.

use super::Lock;
use super::property::{Property, PropertyId};
use super::rename::Renames;
use crate::model::Sends;

impl Lock {
    fn codeless(&self) -> impl Iterator<Item = (&PropertyId, &String)> {
        self.registry.iter().filter(|((property, _), _)| *property == Property::Codeless)
    }

    /// Copies variants from another lock by their paths: the source of this one could not be asked for them. One that has any of
    /// them is compared.
    pub(super) fn keep_codeless(&mut self, other: &Self, is_unknown: &dyn Fn(&str) -> bool) {
        let is_known = self.codeless().any(|((_, path), _)| is_unknown(path));
        if !is_known {
            let kept = other.codeless().filter(|((_, path), _)| is_unknown(path));
            let kept: Vec<_> = kept.map(|(id, value)| (id.clone(), value.clone())).collect();
            self.registry.extend(kept);
        }
    }
}

/// The variants that name a renamed code and say nothing else that is new, with its new name: the rename has its own change.
pub(super) fn name_renamed_codes<'n>(
    old: &Lock,
    new: &Lock,
    names: &Renames<'n>,
) -> Vec<(PropertyId, &'n str)> {
    let renamed = old.codeless().filter_map(|(id, was)| {
        let mut sends = Sends::parse(was)?;
        let code = sends.code_mut()?;
        let to = *names.declared.get(code.as_str())?;
        to.clone_into(code);
        (*new.registry.get(id)? == sends.write()).then(|| (id.clone(), to))
    });
    renamed.collect()
}
