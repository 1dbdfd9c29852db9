//! The facade as the declaration of [`ValidationError`](super::ValidationError) sees it: its flattened field is shown
//! as what it is, so that readers can ask for its texts in a locale, and not as JSON that is written already.

pub(super) use crate::expansion::facade::*;

pub(super) mod private {
    use crate::violations::Violations;

    pub(in crate::validation) use crate::expansion::*;

    /// Shows the broken fields.
    pub(in crate::validation) fn flattened_detail(
        fields: &mut dyn Fields,
        violations: &Violations,
    ) {
        fields.violations(violations);
    }
}
