//! What goes with a status: the level of its log, and how to sign in.

use proc_macro2::Span;

use super::Allows;
use crate::derived::{WWW_AUTHENTICATE, is_header_value};
use crate::diag::Diag;
use crate::nearest::meant;
use crate::syntax::Spanned;
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

/// `ext(www_authenticate = "…")` goes with a 401, and can be sent.
pub fn check_authenticate(
    status: u16,
    ext: &[(Spanned<String>, Spanned<String>)],
    diag: &mut Diag,
) {
    for (name, value) in ext {
        if let Some((span, fault, cure)) = unsent(status, name, value) {
            let values = [("fault", fault.as_str()), ("cure", &cure)];
            diag.report(&rules::STATUS_AUTHENTICATE, span, &values);
        }
    }
}

/// Why a way to authenticate would not be sent: where that stands, what is wrong and the cure.
fn unsent(
    status: u16,
    name: &Spanned<String>,
    value: &Spanned<String>,
) -> Option<(Span, String, String)> {
    if name.value != WWW_AUTHENTICATE {
        // Other names are anybody's.
        let is_meant = name.value.to_ascii_lowercase().starts_with("www");
        let fault = format!("nothing reads `{}`", name.value);
        return is_meant.then(|| (name.pos, fault, meant(WWW_AUTHENTICATE)));
    }
    if status != 401 {
        let fault = format!("`{WWW_AUTHENTICATE}` is sent with a 401, and this is a {status}");
        return Some((name.pos, fault, "write `status = 401`, or remove it".to_owned()));
    }
    if is_header_value(&value.value) {
        return None;
    }
    let fault = format!("{:?} cannot be sent in a header", value.value);
    let cure =
        "write visible ASCII, such as `ext(www_authenticate = \"Basic realm=\\\"shop\\\"\")`";
    Some((value.pos, fault, cure.to_owned()))
}
