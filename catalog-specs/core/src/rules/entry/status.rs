//! What goes with a status: the level of its log, and how to sign in.

use crate::Level;
use crate::declared::{At, DeclaredEntry, Item};
use crate::derived::{WWW_AUTHENTICATE, is_header_value};
use crate::nearest::suggest_word;
use crate::rules::{self, Form, Problems};
use crate::status;

/// A failure of the system is logged where it is seen, a caller's mistake where it does not drown the failures.
pub(super) fn check_level<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    let (Some(status), Some(level)) = (entry.status(item), entry.log_level(item)) else { return };
    // A default of the item is not wrong in itself; what the entry says is.
    let own = entry.keys.log_level.as_ref().map(|level| level.pos);
    let own = own.or(entry.keys.status.as_ref().map(|status| status.pos)).unwrap_or(level.pos);
    let shown = status.value.to_string();
    match level.value {
        Level::Info | Level::Debug if status::is_server(status.value) => {
            let values = [("status", shown.as_str()), ("level", level.value.as_str())];
            problems.report(&rules::LEVEL_SERVER, own, &values);
        }
        Level::Error if !status::is_server(status.value) => {
            let suggestion = if matches!(status.value, 401 | 403 | 429) { "WARN" } else { "INFO" };
            let values = [("status", shown.as_str()), ("suggestion", suggestion)];
            problems.report(&rules::LEVEL_CLIENT, own, &values);
        }
        _ => {}
    }
}

/// `ext(www_authenticate = "…")` goes with a 401, and can be sent.
pub(super) fn check_authenticate<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    let Some(status) = entry.status(item) else { return };
    for (name, value) in entry.keys.ext.iter().flatten() {
        if let Some((pos, fault, cure)) = unsent(status.value, name, value, problems.form) {
            let values = [("fault", fault.as_str()), ("cure", &cure)];
            problems.report(&rules::STATUS_AUTHENTICATE, pos, &values);
        }
    }
}

/// Why a way to authenticate would not be sent: where that stands, what is wrong and the cure.
fn unsent<P: Copy>(
    status: u16,
    name: &At<String, P>,
    value: &At<String, P>,
    form: Form,
) -> Option<(P, String, String)> {
    if name.value != WWW_AUTHENTICATE {
        // Any other name is the team's own.
        let is_meant = name.value.to_ascii_lowercase().starts_with("www");
        let fault = format!("nothing reads `{}`", name.value);
        return is_meant.then(|| (name.pos, fault, suggest_word(WWW_AUTHENTICATE)));
    }
    if status != 401 {
        let fault = format!("`{WWW_AUTHENTICATE}` is sent with a 401, and this is a {status}");
        let cure = format!("write `{}`, or remove it", form.key("status", "401"));
        return Some((name.pos, fault, cure));
    }
    if is_header_value(&value.value) {
        return None;
    }
    let fault = format!("{:?} cannot be sent in a header", value.value);
    let example = form.text(WWW_AUTHENTICATE, "Basic realm=\"shop\"");
    let example = if form == Form::Attribute { format!("ext({example})") } else { example };
    Some((value.pos, fault, format!("write visible ASCII, such as `{example}`")))
}
