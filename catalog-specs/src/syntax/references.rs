//! What a row says of other codes, looked at as far as the enum can see.
//!
//! What is refused is taken out of the row, so that the registry does not tell it again.

use std::collections::BTreeMap;

use proc_macro2::Span;

use super::item::CatalogItem;
use super::variant::{Answer, OwnRow};
use crate::diag::Diag;
use crate::template::holes;
use crate::{nearest, rules, status};

/// What was refused of a row.
enum Refused {
    PublicAs,
    /// By its place in the list.
    Formerly(usize),
    ReplacedBy,
}

/// Checks the codes that rows and masks name.
pub(super) fn check(item: &mut CatalogItem<'_>, diag: &mut Diag) {
    let refers = |own: &OwnRow| {
        let row = &own.row;
        row.public_as.is_some() || !row.formerly.is_empty() || row.deprecated.is_some()
    };
    let masks =
        item.variants.iter().any(|variant| matches!(variant.answer, Answer::Transparent(Some(_))));
    if !masks && !item.rows().any(refers) {
        return;
    }
    let (refused, masks) = Checker::of(item, diag).check();
    for (at, variant) in item.variants.iter_mut().enumerate() {
        if masks.contains(&at) {
            variant.answer = Answer::Transparent(None);
        }
    }
    let variants = item.variants.iter_mut().filter_map(|variant| match &mut variant.answer {
        Answer::Own(own) => Some(own),
        _ => None,
    });
    for (at, own) in variants.chain(item.rest.as_mut()).enumerate() {
        // From the end, so that what is taken out of a list does not move what is taken out next.
        for (_, what) in refused.iter().rev().filter(|(row, _)| *row == at) {
            match what {
                Refused::PublicAs => own.row.public_as = None,
                Refused::ReplacedBy => own.row.deprecated = None,
                Refused::Formerly(place) => {
                    own.row.formerly.remove(*place);
                    own.formerly_spans.remove(*place);
                }
            }
        }
    }
}

struct Checker<'c> {
    item: &'c CatalogItem<'c>,
    rows: BTreeMap<&'c str, &'c OwnRow>,
    /// Who was called by a former code first, and where that is said.
    former: BTreeMap<&'c str, (&'c OwnRow, Span)>,
    diag: &'c mut Diag,
}

/// A code that goes out in the place of another.
struct Public<'a> {
    code: &'a str,
    span: Span,
    /// The code whose place it takes; a mask takes that of many.
    own: Option<&'a str>,
    /// The status of the code whose place it takes.
    status: u16,
    /// Whether its text goes out as well.
    borrows_text: bool,
}

impl<'c> Checker<'c> {
    fn of(item: &'c CatalogItem<'c>, diag: &'c mut Diag) -> Self {
        let rows = item.rows().map(|own| (own.row.code.as_str(), own)).collect();
        Self { item, rows, former: BTreeMap::new(), diag }
    }

    /// What must not reach the rows, by row, and the variants whose mask must not.
    fn check(mut self) -> (Vec<(usize, Refused)>, Vec<usize>) {
        let (mut refused, mut masks) = (Vec::new(), Vec::new());
        for (at, own) in self.item.rows().enumerate() {
            for (place, (code, span)) in
                own.row.formerly.iter().zip(&own.formerly_spans).enumerate()
            {
                if !self.is_former(own, code, *span) {
                    refused.push((at, Refused::Formerly(place)));
                }
            }
            if let (Some(code), Some(span)) = (&own.row.public_as, own.public_as_span) {
                let borrows_text = own.row.messages.is_empty();
                let (status, own_code) = (own.row.status, Some(own.row.code.as_str()));
                let public = Public { code, span, own: own_code, status, borrows_text };
                if !self.is_public(&public) {
                    refused.push((at, Refused::PublicAs));
                }
            }
            let successors = own.row.deprecated.iter().flat_map(|it| &it.replaced_by);
            let mut seen: Vec<&str> = Vec::new();
            for (code, span) in successors.zip(&own.replaced_by_spans) {
                if seen.contains(&code.as_str()) {
                    self.diag.report(&rules::REPEATED_KEY, *span, &[("key", code)]);
                } else if !self.is_known(code, *span) {
                    refused.push((at, Refused::ReplacedBy));
                }
                seen.push(code);
            }
        }
        for (at, variant) in self.item.variants.iter().enumerate() {
            if let Answer::Transparent(Some(mask)) = &variant.answer {
                let (code, span) = (mask.value.as_str(), mask.pos);
                let public = Public { code, span, own: None, status: 500, borrows_text: true };
                if !self.is_public(&public) {
                    masks.push(at);
                }
            }
        }
        (refused, masks)
    }

    /// A former code is none that is used now, and finds one successor.
    fn is_former(&mut self, own: &'c OwnRow, code: &'c str, span: Span) -> bool {
        if self.rows.contains_key(code) {
            self.diag.report(&rules::FORMERLY_CURRENT, span, &[("code", code)]);
            return false;
        }
        match self.former.get(code) {
            None => {
                self.former.insert(code, (own, span));
                true
            }
            Some((first, _)) if std::ptr::eq(*first, own) => {
                self.diag.report(&rules::REPEATED_KEY, span, &[("key", code)]);
                false
            }
            Some((first, first_span)) => {
                let values = [("code", code), ("variant", first.row.variant.as_str())];
                self.diag.report(&rules::FORMERLY_DUPLICATE, span, &values);
                self.diag.report(&rules::CODE_FIRST_USE, *first_span, &values);
                false
            }
        }
    }

    /// With a registry a code may stand in another enum, and the registry looks for it.
    fn is_known(&mut self, code: &str, span: Span) -> bool {
        let is_known = self.rows.contains_key(code) || self.item.keys.has("registry");
        if !is_known {
            let cure = match nearest(code, self.rows.keys().copied()) {
                Some(near) => nearest::meant(near),
                None => "name the registry that has it: `registry = crate::Codes`".to_owned(),
            };
            self.diag.report(&rules::PUBLIC_AS_UNKNOWN, span, &[("code", code), ("cure", &cure)]);
        }
        is_known
    }

    fn is_public(&mut self, public: &Public<'_>) -> bool {
        let Public { code, span, own, status, borrows_text } = *public;
        if !self.is_known(code, span) {
            return false;
        }
        let Some(target) = self.rows.get(code).copied() else { return true };
        if let Some(other) = &target.row.public_as {
            let cure = match self.end_of(other) {
                // That one goes out as itself has been told there.
                _ if other == code && own != Some(code) => return false,
                _ if other == code => {
                    "remove it; a code that says nothing goes out as itself".into()
                }
                Some(end) => format!("name the code that is sent in the end: `{end}`"),
                None => rules::NAME_A_PUBLIC_CODE.to_owned(),
            };
            let values = [("code", code), ("other", other.as_str()), ("cure", cure.as_str())];
            self.diag.report(&rules::PUBLIC_AS_HIDDEN, span, &values);
            return false;
        }
        let (target, is_class_known) = (&target.row, !target.is_status_guessed);
        if is_class_known && status::is_server(target.status) != status::is_server(status) {
            let (target, own) = (target.status.to_string(), status.to_string());
            let values = [("code", code), ("status", target.as_str()), ("own", own.as_str())];
            self.diag.report(&rules::PUBLIC_AS_CLASS, span, &values);
            return false;
        }
        let shows = |text: &str| holes(text).next().is_some();
        if borrows_text && target.messages.iter().any(|text| shows(&text.message)) {
            self.diag.report(&rules::PUBLIC_AS_TEXT, span, &[("code", code)]);
            return false;
        }
        true
    }

    /// The code that goes out as itself, at the end of a chain; a ring has none.
    fn end_of(&self, code: &'c str) -> Option<&'c str> {
        let mut at = code;
        for _ in 0..self.rows.len() {
            match self.rows.get(at)?.row.public_as.as_deref() {
                Some(next) => at = next,
                None => return Some(at),
            }
        }
        None
    }
}
