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

/// The variants that name a renamed code and say nothing else that is new: the rename has its own change.
pub(super) fn name_renamed_codes(old: &Lock, new: &Lock, names: &Renames<'_>) -> Vec<PropertyId> {
    let is_rename = |was: &str, is: &str| {
        let mut sends = Sends::parse(was)?;
        let code = sends.code_mut()?;
        *code = (*names.declared.get(code.as_str())?).to_owned();
        (sends.write() == is).then_some(())
    };
    let renamed = old
        .codeless()
        .filter(|(id, was)| new.registry.get(*id).and_then(|is| is_rename(was, is)).is_some());
    renamed.map(|(id, _)| id.clone()).collect()
}
