//! Rules about a single text, which the readers ask while they read it. Each gives whether the text is sound.

use super::{Form, Problems};
use crate::declared::At;
use crate::invisible::is_invisible;
use crate::keys::Key;
use crate::nearest::{nearest, suggest_word};
use crate::rules;
use crate::template::{Piece, pieces};

/// A text that is there says something.
pub fn is_not_empty<P: Copy>(
    key: &str,
    text: &At<String, P>,
    cure: &str,
    problems: &mut Problems<P>,
) -> bool {
    let fault = find_no_text(&text.value);
    if let Some(fault) = fault {
        let values = [("key", key), ("fault", fault), ("cure", cure)];
        problems.report(&rules::EMPTY_VALUE, text.pos, &values);
    }
    fault.is_none()
}

/// Why a text says nothing, where it does: the rest of a sentence about it.
pub(super) fn find_no_text(text: &str) -> Option<&'static str> {
    match text.trim() {
        "" => Some("empty"),
        "..." | "\u{2026}" => Some("still the `...` of an example"),
        _ => None,
    }
}

/// An address is one that a browser can open from anywhere.
pub fn is_address<P: Copy>(key: &str, text: &At<String, P>, problems: &mut Problems<P>) -> bool {
    let is_sound = is_web_address(&text.value);
    if !is_sound {
        let wanted = "an address that begins with `https://` or `http://`";
        report_address(key, text, wanted, "https://...", problems);
    }
    is_sound
}

fn is_web_address(text: &str) -> bool {
    let rest = text.trim().split_once("://");
    let rest = rest.filter(|(scheme, _)| matches!(*scheme, "http" | "https"));
    rest.is_some_and(|(_, rest)| {
        let has_host = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '{'));
        has_host && rest.chars().all(is_of_address)
    })
}

/// Whether a text is an absolute URI (RFC 3986), such as `urn:problem:out-of-stock`.
fn is_uri(text: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    let parts = text.trim().split_once(':').filter(|(scheme, _)| is_scheme(scheme));
    match parts {
        Some(("http" | "https", _)) => is_web_address(text),
        Some((_, rest)) => !rest.is_empty() && rest.chars().all(is_of_address),
        None => false,
    }
}

fn is_of_address(c: char) -> bool {
    !c.is_whitespace() && !c.is_control()
}

fn report_address<P: Copy>(
    key: &str,
    text: &At<String, P>,
    wanted: &str,
    usual: &str,
    problems: &mut Problems<P>,
) {
    let cure = match meant_address(&text.value) {
        Some(url) => format!("write `{}`", problems.form.text(key, &url)),
        None => format!("write the whole address, as in `{}`", problems.form.text(key, usual)),
    };
    let values = [("key", key), ("wanted", wanted), ("cure", &cure)];
    problems.report(&rules::VALUE_KIND, text.pos, &values);
}

/// The address that was meant by one without its scheme, or with a misspelt one.
fn meant_address(text: &str) -> Option<String> {
    let text = text.trim().replace(' ', "%20");
    let (scheme, rest) = text.split_once("://").unwrap_or(("", &text));
    let rest = rest.trim_start_matches("https:").trim_start_matches("http:");
    let is_local = scheme.is_empty() && rest.starts_with(['/', '.']) && !rest.starts_with("//");
    let is_local = is_local && rest.len() == text.len();
    let rest = rest.trim_start_matches('/');
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "" | "https" => "https",
        "http" => "http",
        _ => return None,
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.') || host.starts_with("localhost:") || host == "localhost";
    let url = format!("{scheme}://{rest}");
    (is_host && !is_local && !host.contains('@') && is_web_address(&url)).then_some(url)
}

/// The placeholders of an address for all codes.
const PLACEHOLDERS: &[&str] = &["code", "slug"];

/// An address for all codes of a registry is one, and has the code put in.
pub fn check_template<P: Copy>(key: Key, text: &At<String, P>, problems: &mut Problems<P>) {
    let name = key.name();
    // A page is opened; the type of a problem is compared, and need not be a page.
    let (is_sound, wanted) = match key {
        Key::ProblemType => (is_uri(&text.value), "an absolute URI, such as `https://...`"),
        _ => (is_web_address(&text.value), "an address that begins with `https://` or `http://`"),
    };
    if !is_sound {
        let usual = key.row().example.split('"').nth(1).unwrap_or_default();
        return report_address(name, text, wanted, usual, problems);
    }
    let before = problems.count();
    let mut names_code = false;
    for piece in pieces(&text.value) {
        match piece {
            Piece::Placeholder(placeholder) if PLACEHOLDERS.contains(&placeholder.whole) => {
                names_code = true;
            }
            Piece::Placeholder(placeholder) => {
                let cure = match nearest(placeholder.name, PLACEHOLDERS.iter().copied()) {
                    Some(near) => suggest_word(&format!("{{{near}}}")),
                    None => {
                        "write `{code}` for the code as it is, or `{slug}` for `auth-token-expired`"
                            .to_owned()
                    }
                };
                let values = [("name", placeholder.whole), ("key", name), ("cure", &cure)];
                problems.report(&rules::REGISTRY_PLACEHOLDER, text.pos, &values);
            }
            Piece::Stray(_) => {
                problems.report(&rules::MESSAGE_BRACES, text.pos, &[]);
                break;
            }
            Piece::Text(_) => {}
        }
    }
    // A problem type may be one for all; a page about all codes is none about this one.
    if key == Key::Docs && !names_code && problems.count() == before {
        let example = format!("{}/{{code}}", text.value.trim().trim_end_matches('/'));
        problems.report(&rules::REGISTRY_DOCS, text.pos, &[("example", &example)]);
    }
}

/// An old code is one that a system can have sent. Legacy spellings are many.
pub fn is_sendable<P: Copy>(
    code: &At<String, P>,
    example: &str,
    problems: &mut Problems<P>,
) -> bool {
    let is_unsendable = |c: char| c.is_whitespace() || is_invisible(c);
    let text = code.value.as_str();
    let is_sound = !text.is_empty() && text.len() <= 255 && !text.contains(is_unsendable);
    if !is_sound {
        let cure = format!("write the code as it was sent, as in `{example}`");
        problems.report(&rules::RETIRED_CODE, code.pos, &[("code", text), ("cure", &cure)]);
    }
    is_sound
}

/// A retired code is one that was sent once, and says why it no longer is.
pub fn is_retired<P: Copy>(code: &At<String, P>, reason: &str, problems: &mut Problems<P>) -> bool {
    let example = problems.form.retired();
    if !is_sendable(code, example, problems) {
        return false;
    }
    if find_no_text(reason).is_some() {
        let cure = match problems.form {
            Form::Attribute => format!("{:?} => \"2.0: ...\"", code.value),
            Form::Json => format!("{:?}: \"2.0: ...\"", code.value),
        };
        problems.report(&rules::RETIRED_FORM, code.pos, &[("cure", &cure)]);
        return false;
    }
    true
}
