//! Unknown keys, and keys that do not belong where they stand.

use proc_macro2::TokenStream;
use syn::spanned::Spanned as _;
use syn::{Attribute, Meta};

use super::arguments::{self, FIELD_ATTRIBUTES};
use crate::args::{self, Arg, ArgKey as Written, Given};
use crate::diag::{self, Diag};
use crate::value::meant;
use catalog_specs_core::code::is_code;
use catalog_specs_core::keys::{Key, Target};
use catalog_specs_core::names::sorted_names;
use catalog_specs_core::{nearest, rules};

/// Names that other crates use, and the key with the same meaning.
const FOREIGN: &[(&str, Key)] = &[
    ("level", Key::LogLevel),
    ("log", Key::LogLevel),
    ("status_code", Key::Status),
    ("statusCode", Key::Status),
    ("http_code", Key::Status),
    ("http_status", Key::Status),
    ("http", Key::Status),
    ("error_code", Key::Code),
    ("user_message", Key::Message),
    ("msg", Key::Message),
    ("description", Key::Message),
    ("text", Key::Message),
    ("error", Key::Display),
    ("developer_message", Key::Display),
    ("log_message", Key::Display),
    ("fmt", Key::Display),
    ("kind", Key::Class),
    ("alias", Key::Formerly),
    ("mask", Key::PublicAs),
    ("prefix", Key::Domain),
    ("namespace", Key::Domain),
    ("default_status", Key::Status),
    ("documentation", Key::DocUrl),
    ("doc", Key::DocUrl),
    ("url", Key::DocUrl),
    ("type", Key::ErrorType),
    ("name", Key::Title),
    ("retry_after_secs", Key::RetryAfter),
    ("retries", Key::Retry),
    ("team", Key::Owner),
];

/// The attributes of a field, as a sentence lists them.
const FIELDS_TAKE: &str = "a field takes `#[detail]`, `#[context]`, `#[secret]`, `#[source]`, `#[from]` or `#[retry_after]`";

/// Reports an unknown key.
pub(super) fn unknown(arg: &Arg, target: Target, diag: &mut Diag) {
    let name = arg.key.text();
    if let Written::Text(text) = &arg.key {
        let cure = if is_code(&name) && target != Target::Registry {
            format!("write `code = {name:?}`")
        } else {
            args::FORM.to_owned()
        };
        let values = [("found", format!("{name:?}")), ("cure", cure)];
        diag.report(
            &rules::MALFORMED,
            text.span(),
            &values.each_ref().map(|(name, value)| (*name, value.as_str())),
        );
        return;
    }
    let rows =
        Key::ALL.iter().map(|key| key.row()).filter(|row| row.scope.targets().contains(&target));
    let names = sorted_names(&mut rows.map(|row| row.name));
    let foreign = FOREIGN.iter().find(|(foreign, _)| *foreign == name).map(|(_, key)| key.name());
    let foreign = foreign.filter(|ours| names.contains(ours));
    if foreign.is_none() && arguments::misplaced(arg, target, diag) {
        return;
    }
    let cure = match foreign {
        Some(ours) => nearest::suggest_word(ours),
        None => match nearest(&name, names.iter().copied()) {
            Some(near) => nearest::suggest_word(near),
            None => {
                let takes = format!("{} takes {}", target.noun(), names.join(", "));
                match arg.given {
                    Given::Value(_) if names.contains(&"ext") => {
                        let pair = match meant::text(arg) {
                            Some(text) => format!("{name} = {text:?}"),
                            None => arg.written(),
                        };
                        format!("further values of the team go into `ext({pair})`\nnote: {takes}")
                    }
                    _ => takes,
                }
            }
        },
    };
    diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &[("key", &name), ("cure", &cure)]);
}

/// Reports a key that belongs elsewhere.
pub(super) fn misplaced(key: Key, arg: &Arg, target: Target, diag: &mut Diag) {
    let written = arg.written();
    let shown = if written.chars().count() > 60 { key.name() } else { written.as_str() };
    let belongs = key.row().scope.noun();
    let cure = format!("move `{shown}` to {belongs}");
    let values = [
        ("key", key.name()),
        ("belongs", belongs),
        ("here", target.noun()),
        ("cure", cure.as_str()),
    ];
    diag.report(&rules::MISPLACED_KEY, arg.key.span(), &values);
}

/// `#[registry(...)]` on an enum: its settings are those of the struct in `catalog!`.
pub(crate) fn registry_on_item(attributes: &[Attribute], here: Target, diag: &mut Diag) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("registry")) {
        let values = [
            ("key", "#[registry(...)]"),
            ("belongs", "the struct in `catalog!`"),
            ("here", here.noun()),
            (
                "cure",
                "remove it; an enum names its registry: `#[catalog(registry = crate::Codes)]`",
            ),
        ];
        diag.report(&rules::MISPLACED_KEY, attribute.path().span(), &values);
    }
}

/// `#[catalog(...)]` on a field: nothing reads it there.
pub(crate) fn misplaced_on_field(attribute: &Attribute, diag: &mut Diag) {
    let Meta::List(list) = &attribute.meta else {
        let values = [("found", "#[catalog]"), ("cure", FIELDS_TAKE)];
        diag.report(&rules::MALFORMED, attribute.path().span(), &values);
        return;
    };
    for arg in args::read(list.tokens.clone(), diag) {
        let name = arg.key.text();
        let is_role =
            FIELD_ATTRIBUTES.contains(&name.as_str()) && !matches!(arg.given, Given::Value(_));
        if matches!(arg.given, Given::Unreadable) {
            continue;
        }
        if is_role {
            let cure = format!("write `#[{}]`", arg.written());
            let values = [
                ("key", "#[catalog(...)]"),
                ("belongs", "a variant"),
                ("here", Target::Field.noun()),
                ("cure", cure.as_str()),
            ];
            diag.report(&rules::MISPLACED_KEY, arg.key.span(), &values);
        } else if let Some(key) = Key::by_name(&name) {
            misplaced(key, &arg, Target::Field, diag);
        } else if !arguments::misplaced(&arg, Target::Field, diag) {
            let cure = match nearest(&name, FIELD_ATTRIBUTES.iter().copied()) {
                Some(near) => nearest::suggest_word(&format!("#[{near}]")),
                None => FIELDS_TAKE.to_owned(),
            };
            let values = [("key", name.as_str()), ("cure", &cure)];
            diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &values);
        }
    }
}

/// A key of a variant, an enum or a registry in an attribute of a field, as in `#[detail(status = 404)]`; whether it is one.
pub(crate) fn misplaced_in_field_attribute(tokens: &TokenStream, diag: &mut Diag) -> bool {
    // What cannot be read is reported by the caller.
    let mut unread = Diag::new();
    let args = args::read(tokens.clone(), &mut unread);
    let is_read = diag::finish(unread).is_ok();
    let [arg] = args.as_slice() else { return false };
    // `class = "pii"` is meant for `data_class`.
    let key = Key::by_name(&arg.key.text())
        .filter(|key| is_read && !matches!(key, Key::Class | Key::RetryAfter));
    let Some(key) = key else { return false };
    misplaced(key, arg, Target::Field, diag);
    true
}
