//! When a code alerts: `alert(threshold = 50, window = "10m", page)`.

use core::time::Duration;

use crate::Spanned;
use crate::args::{Arg, Given};
use crate::diag::{Diag, did_you_mean};
use crate::value::{Reader, meant};
use catalog_specs_core::nearest::suggest_word;
use catalog_specs_core::{AlertThreshold, rules};

/// The arguments.
pub(super) const ARGUMENTS: &[&str] = &["threshold", "window", "page"];

/// Names that other tools use for an argument.
const FOREIGN: &[(&str, &str)] = &[
    ("at", "threshold"),
    ("count", "threshold"),
    ("limit", "threshold"),
    ("min", "threshold"),
    ("times", "threshold"),
    ("for", "window"),
    ("interval", "window"),
    ("per", "window"),
    ("period", "window"),
    ("range", "window"),
    ("within", "window"),
    ("call", "page"),
    ("critical", "page"),
    ("pager", "page"),
    ("pagerduty", "page"),
];

/// Reads when a code alerts.
pub(super) fn read(reader: &Reader<'_>, diag: &mut Diag) -> Option<Spanned<AlertThreshold>> {
    if let Some(threshold) = lone_number(reader.arg) {
        let cure = format!("write `alert(threshold = {threshold})`");
        return reader.refuse_for("a threshold with its name", &cure, diag);
    }
    let (mut threshold, mut has_threshold, mut is_read) = (None, false, true);
    let mut alert =
        AlertThreshold { threshold: 1, window: AlertThreshold::DEFAULT_WINDOW, page: false };
    for arg in reader.list(diag)? {
        is_read &= match arg.key.text().as_str() {
            _ if matches!(arg.given, Given::Unreadable) => false,
            "threshold" => {
                has_threshold = true;
                threshold = read_threshold(&arg, diag);
                threshold.is_some()
            }
            "window" => read_window(&arg, diag).map(|window| alert.window = window).is_some(),
            "page" => {
                let is_switch = matches!(arg.given, Given::Nothing);
                if !is_switch {
                    let inner = Reader::new(&arg, "page");
                    let cure = meant::switch(&arg);
                    let _: Option<()> = inner.refuse_for("nothing behind it", &cure, diag);
                }
                alert.page = is_switch;
                is_switch
            }
            other => {
                let foreign = FOREIGN.iter().find(|(foreign, _)| *foreign == other);
                let cure = match foreign {
                    Some((_, ours)) => suggest_word(ours),
                    None => did_you_mean(other, ARGUMENTS),
                };
                let values = [("key", other), ("cure", cure.as_str())];
                diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &values);
                false
            }
        };
    }
    if is_read && !has_threshold {
        let rest = match &reader.arg.given {
            Given::List(group) if !group.stream().is_empty() => {
                format!(", {}", crate::written(&group.stream()))
            }
            _ => String::new(),
        };
        let cure = format!("write `alert(threshold = 50{rest})`");
        return reader.refuse_for("at least `threshold`", &cure, diag);
    }
    alert.threshold = threshold?;
    is_read.then(|| Spanned::new(alert, reader.span()))
}

fn read_threshold(arg: &Arg, diag: &mut Diag) -> Option<u32> {
    let reader = Reader::new(arg, "threshold = 50");
    let threshold = reader.number(diag)?;
    if AlertThreshold::is_threshold(threshold) {
        return Some(threshold);
    }
    let meant = if threshold == 0 { 1 } else { 1_000_000 };
    let cure = format!("write `threshold = {meant}`");
    reader.refuse_for(AlertThreshold::THRESHOLD, &cure, diag)
}

fn read_window(arg: &Arg, diag: &mut Diag) -> Option<Duration> {
    let reader = Reader::new(arg, "window = \"10m\"");
    let window = reader.duration(diag)?.value;
    if AlertThreshold::is_window(window) {
        return Some(window);
    }
    let minutes = window.as_secs().div_ceil(60).clamp(1, 24 * 60);
    let near =
        AlertThreshold { threshold: 1, window: Duration::from_secs(minutes * 60), page: false };
    let cure = format!("write `window = \"{}\"`", near.window_text());
    reader.refuse_for(AlertThreshold::WINDOW, &cure, diag)
}

/// The number of `alert = 50` and `alert(50)`, which has no name.
fn lone_number(arg: &Arg) -> Option<u32> {
    let texts = meant::texts(arg);
    let [number] = texts.as_slice() else { return None };
    number.parse().ok().filter(|number| AlertThreshold::is_threshold(*number))
}
