//! Rules about a text by itself, asked by whoever reads one: the reader of Rust and that of JSON.

use crate::nearest::{meant, nearest};
use crate::rules::{self, Rule};
use crate::template::{Piece, pieces};
use crate::unseen::is_unseen;

/// A broken rule, with what its texts show.
pub(crate) struct Fault {
    pub(crate) rule: &'static Rule,
    values: Vec<(&'static str, String)>,
}

impl Fault {
    fn of(rule: &'static Rule, values: impl Into<Vec<(&'static str, String)>>) -> Self {
        Self { rule, values: values.into() }
    }

    /// What the message and the help of the rule show.
    pub(crate) fn values(&self) -> Vec<(&str, &str)> {
        self.values.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}

/// A text that is there says something.
pub(crate) fn of_text(key: &str, text: &str, cure: &str) -> Option<Fault> {
    let values = || [("key", key.to_owned()), ("cure", cure.to_owned())];
    text.trim().is_empty().then(|| Fault::of(&rules::EMPTY_VALUE, values()))
}

/// An address is one that a browser can open from anywhere. The example is written as the reader's language has it.
pub(crate) fn of_address(key: &str, text: &str, example: impl Fn(&str) -> String) -> Option<Fault> {
    let url = text.trim();
    let rest = url.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"));
    let is_host = |c: char| !c.is_whitespace() && !c.is_control();
    if rest.is_some_and(|(_, rest)| !rest.is_empty() && rest.chars().all(is_host)) {
        return None;
    }
    let is_bare = url.contains('.') && !url.contains(':') && url.chars().all(is_host);
    let meant = Some(url).filter(|url| is_bare && !url.starts_with(['/', '.']));
    let example = example(&meant.map_or("https://...".into(), |url| format!("https://{url}")));
    let wanted = "an address that begins with `https://` or `http://`".to_owned();
    let values = [("key", key.to_owned()), ("wanted", wanted), ("example", example)];
    Some(Fault::of(&rules::VALUE_KIND, values))
}

/// The placeholders of an address for all codes.
const HOLES: &[&str] = &["code", "slug"];

/// An address for all codes of a registry, `docs` or `problem_type`, has the code put in.
pub(crate) fn of_template(key: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut names_code = false;
    for piece in pieces(text) {
        match piece {
            Piece::Hole(hole) if HOLES.contains(&hole.whole) => names_code = true,
            Piece::Hole(hole) => {
                let cure = match nearest(hole.name, HOLES.iter().copied()) {
                    Some(near) => meant(&format!("{{{near}}}")),
                    None => {
                        "write `{code}` for the code as it is, or `{slug}` for `auth-token-expired`"
                            .to_owned()
                    }
                };
                let name = hole.whole.to_owned();
                let values = [("name", name), ("key", key.to_owned()), ("cure", cure)];
                faults.push(Fault::of(&rules::REGISTRY_PLACEHOLDER, values));
            }
            Piece::Stray(_) => {
                faults.push(Fault::of(&rules::MESSAGE_BRACES, []));
                break;
            }
            Piece::Text(_) => {}
        }
    }
    // A problem type may be one for all; a page about all codes is none about this one.
    if key == "docs" && !names_code && faults.is_empty() {
        let example = format!("{}/{{code}}", text.trim().trim_end_matches('/'));
        faults.push(Fault::of(&rules::REGISTRY_DOCS, [("example", example)]));
    }
    faults
}

/// A retired code is one that was sent once, and says why it no longer is.
pub(crate) fn of_retired(code: &str, reason: &str) -> Option<Fault> {
    // Legacy spellings are many; what no system can have sent is none of them.
    let is_unsendable = |c: char| c.is_whitespace() || is_unseen(c);
    if code.is_empty() || code.len() > 255 || code.contains(is_unsendable) {
        return Some(Fault::of(&rules::RETIRED_CODE, [("code", code.to_owned())]));
    }
    reason.trim().is_empty().then(|| Fault::of(&rules::RETIRED_FORM, []))
}
