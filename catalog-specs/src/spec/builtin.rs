//! The built-in enums of `error-catalog`, from a file that a test writes from the compiled enums.

use std::sync::OnceLock;

use super::read;
use crate::model::Group;
use crate::source::Source;

/// A built-in enum by name, for a scan of a registry that lists it.
pub fn builtin(type_name: &str) -> Option<Group> {
    static GROUPS: OnceLock<Vec<Group>> = OnceLock::new();
    let groups = GROUPS.get_or_init(|| {
        let mut parsed = read::read(&Source::new(include_str!("builtin.json"), "builtin.json"));
        parsed.build().without_places().groups
    });
    groups.iter().find(|group| group.type_name == type_name).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_without_problems() {
        let source = Source::new(include_str!("builtin.json"), "builtin.json");
        assert_eq!(read::read(&source).problems, []);
        assert_eq!(builtin("ValidationError").unwrap().module, "error_catalog::validation");
        assert!(builtin("AuthError").is_none());
    }
}
