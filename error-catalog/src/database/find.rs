//! Finds the code of a violated constraint among those of an enum.

use super::broken::{BrokenConstraint, Fit};
use crate::Entry;
use crate::database::ConstraintKind;

/// The entry that declares the constraint. A name with its table wins over one without. Where the database does not say which
/// constraint it is, the only entry that can be meant.
pub(super) fn find(entries: &[Entry], broken: &BrokenConstraint<'_>) -> Option<usize> {
    let mut found: Option<(Fit, usize)> = None;
    let mut is_ambiguous = false;
    for (at, entry) in entries.iter().enumerate() {
        let kinds = ConstraintKind::ALL.iter().copied();
        let kinds = kinds.filter(|kind| broken.kind().is_none_or(|known| known == *kind));
        let fits = kinds.flat_map(|kind| names(entry, kind)).filter_map(|name| broken.fit(name));
        let Some(fit) = fits.max() else { continue };
        is_ambiguous |= fit == Fit::Possible && found.is_some();
        if found.is_none_or(|(best, _)| fit > best) {
            found = Some((fit, at));
        }
    }
    found.filter(|_| !is_ambiguous).map(|(_, at)| at)
}

/// The constraints of a kind that an entry declares.
fn names(entry: &Entry, kind: ConstraintKind) -> &'static [&'static str] {
    match kind {
        ConstraintKind::Unique => entry.unique(),
        ConstraintKind::ForeignKey => entry.foreign_key(),
        // The enum may grow outside of this crate's sight.
        _ => entry.check(),
    }
}
