//! Status and level, together.

use super::Allows;
use crate::diag::Diag;
use crate::syntax::Spanned;
use crate::{Level, rules, status};

/// A failure of the system is logged where somebody looks, a caller's mistake where it does not
/// drown the failures.
pub fn check_level(status: u16, level: &Spanned<Level>, allows: &mut Allows, diag: &mut Diag) {
    let shown = status.to_string();
    match level.value {
        Level::Info | Level::Debug if status::is_server(status) => {
            let values = [("status", shown.as_str()), ("level", level.value.as_str())];
            allows.report(diag, &rules::LEVEL_SERVER, level.span, &values);
        }
        Level::Error if !status::is_server(status) => {
            let suggestion = if matches!(status, 401 | 403 | 429) { "WARN" } else { "INFO" };
            let values = [("status", shown.as_str()), ("suggestion", suggestion)];
            allows.report(diag, &rules::LEVEL_CLIENT, level.span, &values);
        }
        _ => {}
    }
}
