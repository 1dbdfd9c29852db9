//! Retry advice.

use core::time::Duration;

use proc_macro2::Span;

use super::Allows;
use crate::diag::Diag;
use crate::model::Row;
use crate::syntax::Spanned;
use crate::{Class, Retry, rules};

/// Retrying is for what may pass by itself, and a wait is for what is retried.
pub fn check_retry(
    row: &Row,
    retry: Option<&Spanned<Retry>>,
    retry_after: Option<&Spanned<Duration>>,
    wait_field: Option<Span>,
    allows: &mut Allows,
    diag: &mut Diag,
) {
    let class = row.effective_class();
    if let Some(retry) = retry.filter(|retry| retry.value.is_retryable() && cannot_be_helped(class))
    {
        allows.report(diag, &rules::RETRY_CLASS, retry.pos, &[("class", class.as_str())]);
        return;
    }
    if !row.effective_retry().is_retryable() {
        let cure = if retry.is_some() {
            "remove one of the two".to_owned()
        } else if cannot_be_helped(class) {
            format!("remove it; an error of class `{class}` stays what it is")
        } else {
            "add `retry = \"transient\"`".to_owned()
        };
        for span in retry_after.map(|wait| wait.pos).into_iter().chain(wait_field) {
            diag.report(&rules::RETRY_AFTER_ALONE, span, &[("cure", &cure)]);
        }
    }
}

/// Whether an error of the class stays what it is, however often the request is sent.
pub fn cannot_be_helped(class: Class) -> bool {
    matches!(
        class,
        Class::Validation | Class::Auth | Class::Permission | Class::Conflict | Class::Business
    )
}
