//! Status and level, together.

use proc_macro2::Span;

use super::Allows;
use crate::diag::Diag;
use crate::{Level, rules, status};

/// A failure of the system is logged where somebody looks, a caller's mistake where it does not
/// drown the failures. `span` is what the variant says of the two.
pub fn check_level(status: u16, level: Level, span: Span, allows: &mut Allows, diag: &mut Diag) {
    let shown = status.to_string();
    match level {
        Level::Info | Level::Debug if status::is_server(status) => {
            let values = [("status", shown.as_str()), ("level", level.as_str())];
            allows.report(diag, &rules::LEVEL_SERVER, span, &values);
        }
        Level::Error if !status::is_server(status) => {
            let suggestion = if matches!(status, 401 | 403 | 429) { "WARN" } else { "INFO" };
            let values = [("status", shown.as_str()), ("suggestion", suggestion)];
            allows.report(diag, &rules::LEVEL_CLIENT, span, &values);
        }
        _ => {}
    }
}
