//! What the attributes of an item say.

use syn::{Attribute, Item};

use crate::scan::attributes;

/// Whether an item declares error codes.
pub(super) fn is_catalogued(attributes: &[Attribute]) -> bool {
    attributes::derives(attributes) || attributes::has_catalog_attribute(attributes)
}

/// Whether an item is compiled for tests or run by them.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    const MARKS: &[&str] = &["bench", "proptest", "quickcheck", "rstest", "test", "test_case"];
    attributes::is_test_only(attributes)
        || attributes.iter().any(|attribute| {
            let last = attribute.path().segments.last();
            last.is_some_and(|last| MARKS.iter().any(|mark| last.ident == mark))
        })
}

pub(super) fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
