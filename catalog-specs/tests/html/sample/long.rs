//! A catalogue as long as is asked for.

use catalog_specs::Level;
use catalog_specs::model::{Catalog, Docs, Group, Settings};

use super::parts::{bare_entry, detail, retired};

/// A catalogue of so many codes.
pub(crate) fn long(codes: usize) -> Catalog {
    const DOMAINS: [&str; 20] = [
        "AUTH",
        "BILLING",
        "CART",
        "CATALOG",
        "DELIVERY",
        "EXPORT",
        "FRAUD",
        "GATEWAY",
        "IMPORT",
        "INVENTORY",
        "LEDGER",
        "MAIL",
        "ORDER",
        "PAYMENT",
        "PRICING",
        "REFUND",
        "REPORT",
        "RESERVATION",
        "SEARCH",
        "USER",
    ];
    const CATEGORIES: [&str; 8] =
        ["TOKEN", "INPUT", "LIMIT", "STATE", "ACCESS", "SUPPLIER", "STORAGE", "FORMAT"];
    const SPECIFICS: [&str; 10] = [
        "EXPIRED", "MISSING", "EXCEEDED", "LOCKED", "DENIED", "TIMEOUT", "CORRUPT", "UNKNOWN",
        "STALE", "REFUSED",
    ];
    const STATUSES: [u16; 10] = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503];
    let group = |(at, domain): (usize, &&str)| {
        Group {
        domain: (*domain).into(),
        type_name: format!("Error{at}"),
        module: format!("crate::domain{at}"),
        locales: vec!["ja".into(), "en".into()],
        description: format!("Everything about domain {at}."),
        entries: (0..codes)
            .filter(|number| number % DOMAINS.len() == at)
            .map(|number| {
                let nth = number / DOMAINS.len();
                let category = CATEGORIES[nth % CATEGORIES.len()];
                let specific = SPECIFICS[nth / CATEGORIES.len() % SPECIFICS.len()];
                let series = nth / CATEGORIES.len() / SPECIFICS.len();
                let code = if series == 0 {
                    format!("{domain}_{category}_{specific}")
                } else {
                    format!("{domain}_{category}_{specific}_{series}")
                };
                let status = STATUSES[number / 7 % STATUSES.len()];
                let mut entry = bare_entry(
                    &code,
                    status,
                    if status < 500 { Level::Info } else { Level::Error },
                    &[
                        ("", &format!("処理 {number} を完了できませんでした。しばらくしてからもう一度お試しください")),
                        ("en", &format!("Operation {number} could not be completed; please try again later")),
                    ],
                );
                entry.docs = Docs::read(&format!(
                    "The {category} of request {number} was {specific}.\n\n# Causes\n- A client sent it twice.\n- A worker stopped.\n\n\
                     # Solutions\n1. Look at the log of `{domain}`.\n2. Send it again."
                ));
                if status < 500 {
                    entry.details = vec![detail("limit", "u32", "The greatest that is allowed."), detail("unit", "Option<String>", "")];
                }
                entry
            })
            .collect(),
        ..Group::default()
    }
    };
    Catalog {
        name: "Codes".into(),
        settings: Settings {
            locales: vec!["ja".into(), "en".into()],
            service: Some("long.example.com".into()),
            ..Settings::default()
        },
        groups: DOMAINS.iter().enumerate().map(group).collect(),
        retired: vec![retired("USER_TOKEN_OLD", "3.0: use USER_TOKEN_EXPIRED")],
        ..Catalog::default()
    }
}
