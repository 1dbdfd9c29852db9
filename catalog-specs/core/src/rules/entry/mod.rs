//! Rules about one code.

mod code;
mod field;
mod kind;
mod locale;
mod message;
mod retry;
mod status;

use super::Problems;
use crate::declared::{DeclaredEntry, EntryKind, Item};

pub use field::wire_name;
pub(super) use locale::check_declared as check_locales_declared;
pub use locale::{check_list as check_locales, remove_repeated};
pub(super) use locale::{check_used as check_locales_used, remove_unsound};
pub(super) use message::check_foreign_message;

/// A rule about one entry of an item.
type Rule<P> = fn(&DeclaredEntry<P>, &Item<P>, &mut Problems<P>);

/// Asks the rules about an entry. Gives the words of `allow(...)` that it needs.
pub(super) fn check<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) -> Vec<String> {
    field::check_roles(entry, problems);
    field::check_single(entry, item, problems);
    problems.enter(entry.keys.allows.as_deref().unwrap_or_default());
    let rules: &[Rule<P>] = match entry.kind {
        EntryKind::Own => &[
            kind::check_missing_keys,
            code::check,
            status::check_level,
            kind::check_developer_texts,
            locale::check_developer_text,
            locale::check,
            locale::check_given_twice,
            message::check_messages,
            message::check_display,
            field::check_details,
            field::check_context,
            message::check_title,
            status::check_authenticate,
            retry::check,
        ],
        EntryKind::SameAs => &[kind::check_same_as, message::check_display, field::check_context],
        EntryKind::Transparent => &[kind::check_transparent],
        EntryKind::Rest => &[field::check_no_details, field::check_context],
        EntryKind::Broken => &[kind::check_silent],
    };
    for rule in rules {
        rule(entry, item, problems);
    }
    problems.leave()
}
