//! Rules about a single text, which the readers ask while they read it. Each gives whether the text is sound.

use super::Problems;
use crate::declared::At;
use crate::nearest::{meant, nearest};
use crate::rules;
use crate::template::{Piece, pieces};
use crate::unseen::is_unseen;

/// A text that is there says something.
pub fn is_not_empty<P: Copy>(
    key: &str,
    text: &At<String, P>,
    cure: &str,
    problems: &mut Problems<P>,
) -> bool {
    let is_empty = text.value.trim().is_empty();
    if is_empty {
        problems.report(&rules::EMPTY_VALUE, text.pos, &[("key", key), ("cure", cure)]);
    }
    !is_empty
}

/// An address is one that a browser can open from anywhere.
pub fn is_address<P: Copy>(key: &str, text: &At<String, P>, problems: &mut Problems<P>) -> bool {
    let url = text.value.trim();
    let rest = url.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"));
    let is_host = |c: char| !c.is_whitespace() && !c.is_control();
    if rest.is_some_and(|(_, rest)| !rest.is_empty() && rest.chars().all(is_host)) {
        return true;
    }
    let is_bare = url.contains('.') && !url.contains(':') && url.chars().all(is_host);
    let meant = Some(url).filter(|url| is_bare && !url.starts_with(['/', '.']));
    let meant = meant.map_or("https://...".into(), |url| format!("https://{url}"));
    let example = problems.form.text(key, &meant);
    let wanted = "an address that begins with `https://` or `http://`";
    let values = [("key", key), ("wanted", wanted), ("example", &example)];
    problems.report(&rules::VALUE_KIND, text.pos, &values);
    false
}

/// The placeholders of an address for all codes.
const HOLES: &[&str] = &["code", "slug"];

/// An address for all codes of a registry, `docs` or `problem_type`, has the code put in.
pub fn check_template<P: Copy>(key: &str, text: &At<String, P>, problems: &mut Problems<P>) {
    let before = problems.count();
    let mut names_code = false;
    for piece in pieces(&text.value) {
        match piece {
            Piece::Placeholder(placeholder) if HOLES.contains(&placeholder.whole) => {
                names_code = true;
            }
            Piece::Placeholder(placeholder) => {
                let cure = match nearest(placeholder.name, HOLES.iter().copied()) {
                    Some(near) => meant(&format!("{{{near}}}")),
                    None => {
                        "write `{code}` for the code as it is, or `{slug}` for `auth-token-expired`"
                            .to_owned()
                    }
                };
                let values = [("name", placeholder.whole), ("key", key), ("cure", &cure)];
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
    if key == "docs" && !names_code && problems.count() == before {
        let example = format!("{}/{{code}}", text.value.trim().trim_end_matches('/'));
        problems.report(&rules::REGISTRY_DOCS, text.pos, &[("example", &example)]);
    }
}

/// A retired code is one that was sent once, and says why it no longer is.
pub fn is_retired<P: Copy>(code: &At<String, P>, reason: &str, problems: &mut Problems<P>) -> bool {
    // Legacy spellings are many; what no system can have sent is none of them.
    let is_unsendable = |c: char| c.is_whitespace() || is_unseen(c);
    let text = code.value.as_str();
    if text.is_empty() || text.len() > 255 || text.contains(is_unsendable) {
        problems.report(&rules::RETIRED_CODE, code.pos, &[("code", text)]);
        return false;
    }
    if reason.trim().is_empty() {
        problems.report(&rules::RETIRED_FORM, code.pos, &[]);
        return false;
    }
    true
}
