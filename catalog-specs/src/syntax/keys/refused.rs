//! Keys that there are not, and keys that do not belong where they stand.

use syn::spanned::Spanned as _;
use syn::{Attribute, Meta};

use super::known::{FIELDS_TAKE, FOREIGN, KNOWN, Known, OF_FIELDS, Place};
use crate::code::is_code;
use crate::diag::Diag;
use crate::syntax::args::{self, Arg, Given, Key};
use crate::{nearest, rules};

/// A key that there is not.
pub(super) fn unknown(arg: &Arg, place: Place, diag: &mut Diag) {
    let name = arg.key.text();
    if let Key::Text(text) = &arg.key {
        let cure =
            if is_code(&name) { format!("write `code = {name:?}`") } else { args::FORM.to_owned() };
        let values = [("found", format!("{name:?}")), ("cure", cure)];
        diag.report(
            &rules::MALFORMED,
            text.span(),
            &values.each_ref().map(|(name, value)| (*name, value.as_str())),
        );
        return;
    }
    let mut names: Vec<_> = KNOWN
        .iter()
        .filter(|known| known.places.contains(&place))
        .map(|known| known.name)
        .collect();
    names.sort_unstable();
    let foreign = FOREIGN.iter().find(|(foreign, _)| *foreign == name).map(|(_, ours)| *ours);
    let cure = match foreign.filter(|ours| names.contains(ours)) {
        Some(ours) => format!("here it is called `{ours}`"),
        None => match nearest(&name, names.iter().copied()) {
            Some(near) => nearest::meant(near),
            None => {
                let takes = format!("{} takes {}", place.noun(), names.join(", "));
                match arg.given {
                    Given::Value(_) if names.contains(&"ext") => {
                        format!(
                            "whatever a team carries besides goes into `ext({})`\nnote: {takes}",
                            arg.written()
                        )
                    }
                    _ => takes,
                }
            }
        },
    };
    diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &[("key", &name), ("cure", &cure)]);
}

/// A key that there is, elsewhere.
pub(super) fn misplaced(known: &Known, arg: &Arg, place: Place, diag: &mut Diag) {
    let written = arg.written();
    let shown = if written.chars().count() > 60 { known.name } else { written.as_str() };
    let belongs = if known.belongs.is_empty() { "a variant" } else { known.belongs };
    let cure = format!("move `{shown}` to {belongs}");
    let values = [
        ("key", known.name),
        ("belongs", belongs),
        ("here", place.noun()),
        ("cure", cure.as_str()),
    ];
    diag.report(&rules::MISPLACED_KEY, arg.key.span(), &values);
}

/// `#[catalog(...)]` on a field: nothing reads it there.
pub(in crate::syntax) fn misplaced_on_field(attribute: &Attribute, diag: &mut Diag) {
    let Meta::List(list) = &attribute.meta else {
        let values = [("found", "#[catalog]"), ("cure", FIELDS_TAKE)];
        diag.report(&rules::MALFORMED, attribute.path().span(), &values);
        return;
    };
    for arg in args::read(list.tokens.clone(), diag) {
        let name = arg.key.text();
        let is_role = OF_FIELDS.contains(&name.as_str()) && !matches!(arg.given, Given::Value(_));
        if matches!(arg.given, Given::Unreadable) {
            continue;
        }
        if is_role {
            let cure = format!("write `#[{}]`", arg.written());
            let values = [
                ("key", "#[catalog(...)]"),
                ("belongs", "a variant"),
                ("here", Place::Field.noun()),
                ("cure", cure.as_str()),
            ];
            diag.report(&rules::MISPLACED_KEY, arg.key.span(), &values);
        } else if let Some(known) = KNOWN.iter().find(|known| known.name == name) {
            misplaced(known, &arg, Place::Field, diag);
        } else {
            let cure = match nearest(&name, OF_FIELDS.iter().copied()) {
                Some(near) => nearest::meant(&format!("#[{near}]")),
                None => FIELDS_TAKE.to_owned(),
            };
            let values = [("key", name.as_str()), ("cure", &cure)];
            diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &values);
        }
    }
}
