//! Details: what clients receive besides the text.

use super::Allows;
use crate::diag::Diag;
use crate::syntax::field::{FieldItem, Role};
use crate::{rules, status};

/// The members that RFC 9457 and this crate give a body, where details stand beside them.
pub const RESERVED: &[&str] =
    &["type", "title", "status", "detail", "instance", "code", "trace_id", "errors"];

/// Detail names are unique and free, and a failing system shows none.
pub fn check_details(
    fields: &[FieldItem<'_>],
    domain: &str,
    status: Option<u16>,
    allows: &mut Allows,
    diag: &mut Diag,
) {
    let mut names: Vec<&str> = Vec::new();
    for field in fields {
        let Role::Detail { name, flatten, .. } = &field.role else { continue };
        if let Some(status) = status.filter(|status| status::is_server(*status)) {
            allows.report(
                diag,
                &rules::DETAIL_SERVER,
                field.span,
                &[("status", &status.to_string())],
            );
        }
        if *flatten {
            continue;
        }
        let shown = name.value.as_str();
        if RESERVED.contains(&shown) {
            let prefix = domain.to_ascii_lowercase();
            diag.report(
                &rules::DETAIL_RESERVED,
                name.pos,
                &[("name", shown), ("variant", &prefix)],
            );
        } else if names.contains(&shown) {
            diag.report(&rules::DETAIL_DUPLICATE, name.pos, &[("name", shown)]);
        }
        names.push(shown);
    }
}
