//! Retry advice.

use crate::declared::{DeclaredEntry, Item};
use crate::rules::{self, Problems};
use crate::status;

/// Only an error that can pass is retried, and only a retried error has a wait.
pub(super) fn check<P: Copy>(entry: &DeclaredEntry<P>, item: &Item<P>, problems: &mut Problems<P>) {
    let Some(status) = entry.status(item) else { return };
    let class = entry.class(status.value);
    let is_permanent = status::is_permanent(class);
    let own = entry.keys.retry.as_ref();
    if let Some(retry) = own.filter(|retry| retry.value.may_pass() && is_permanent) {
        problems.report(&rules::RETRY_CLASS, retry.pos, &[("class", class.as_str())]);
        return;
    }
    let retry = entry.retry(item, class).unwrap_or(status::retry(status.value, class));
    if retry.may_pass() {
        return;
    }
    let cure = if own.is_some() {
        "remove one of the two".to_owned()
    } else if is_permanent {
        format!("remove it; an error of class `{class}` stays what it is")
    } else {
        format!("add `{}`", problems.form.text("retry", "transient"))
    };
    let wait = entry.keys.retry_after.as_ref().map(|wait| wait.pos);
    let field = entry.fields.iter().find(|field| field.is_retry_after);
    let field = field.map(|field| field.pos_of("retry_after"));
    for pos in wait.into_iter().chain(field) {
        problems.report(&rules::RETRY_AFTER_ALONE, pos, &[("cure", &cure)]);
    }
}
