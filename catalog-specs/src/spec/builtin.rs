//! The enums that `error-catalog` brings itself.

use std::sync::OnceLock;

use super::read;
use crate::model::Group;

/// The enums that `error-catalog` brings itself, by name, so that a scan of a crate that lists them
/// knows their codes.
pub fn builtin(type_name: &str) -> Option<Group> {
    static GROUPS: OnceLock<Vec<Group>> = OnceLock::new();
    let groups = GROUPS.get_or_init(|| {
        let parsed = read::read(include_str!("builtin.json"), "builtin.json");
        parsed.catalog.without_places().groups
    });
    groups.iter().find(|group| group.type_name == type_name).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_all_there() {
        let parsed = read::read(include_str!("builtin.json"), "builtin.json");
        assert_eq!(parsed.problems, []);
        assert_eq!(super::super::write(&parsed.catalog), include_str!("builtin.json"));
        assert_eq!(builtin("SystemError").unwrap().rows.len(), 7);
        assert_eq!(builtin("ValidationError").unwrap().module, "error_catalog::validation");
        assert!(builtin("AuthError").is_none());
    }
}
