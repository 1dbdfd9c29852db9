//! The facade as the declaration of [`ValidationError`](super::ValidationError) sees it: its flattened field is shown
//! as what it is, so that readers can ask for its texts in a locale, and not as JSON that is written already.

pub(super) use crate::*;

pub(super) mod private {
    pub(in crate::validation) use crate::private::*;

    /// Shows the broken fields.
    pub(in crate::validation) fn flattened_detail(
        fields: &mut dyn crate::Fields,
        violations: &crate::validation::Violations,
    ) {
        fields.violations(violations);
    }
}
