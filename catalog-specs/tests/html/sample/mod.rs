//! Catalogues to look at: a rich one, here, and one as long as is asked for.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "a sample is data, and a wrong index in it is a test that fails"
)]

mod accounts;
mod hostile;
mod keys;
mod long;
mod offices;
pub(crate) mod parts;
mod payments;
mod reservations;
mod services;

use catalog_specs::model::{Catalog, CodeSet, Settings};

use accounts::{auth, user};
pub(crate) use hostile::hostile;
pub(crate) use keys::planted;
pub(crate) use long::long;
use offices::{inventory, notification, report};
use parts::retired;
use payments::payment;
use reservations::reservation;
use services::{system, validation};

/// The languages of the rich one, the default first.
pub(crate) const LOCALES: [&str; 5] = ["ja", "en", "zh-TW", "zh-CN", "vi"];

/// A catalogue of so many domains, for a chart that is longer than a sheet of paper.
pub(crate) fn many_domains(domains: usize) -> Catalog {
    let mut catalog = long(domains * 4);
    let mut entries = catalog.groups.drain(..).flat_map(|group| group.entries);
    let group = |number: usize| {
        let domain = format!("DOMAIN{number}");
        let mut entries: Vec<_> = entries.by_ref().take(4).collect();
        for entry in &mut entries {
            entry.code = format!("{domain}_{}", entry.code);
        }
        parts::group(&domain, "Error", "Everything about it.", entries)
    };
    let groups = (0..domains).map(group).collect();
    Catalog { groups, ..catalog }
}

/// What signing up can answer.
fn sign_up() -> CodeSet {
    let codes = ["USER_EMAIL_EXISTS", "SYSTEM_INTERNAL_ERROR", "VALIDATION_ERROR"];
    let mut set = CodeSet::new("SignUp", codes.map(Into::into).to_vec());
    set.description = "What signing up can answer.".into();
    set
}

/// A catalogue that has something of everything.
pub(crate) fn rich() -> Catalog {
    Catalog {
        name: "Codes".into(),
        description: "Every code that the reservation service answers with.\n\n\
            Clients decide by `code`; the message is for people and may change."
            .into(),
        settings: Settings {
            locales: LOCALES.map(Into::into).to_vec(),
            service: Some("reservation.example.com".into()),
            docs: Some("https://docs.example.com/errors/{code}".into()),
            internal: Some("SYSTEM_INTERNAL_ERROR".into()),
            ..Settings::default()
        },
        groups: vec![
            auth(),
            user(),
            reservation(),
            payment(),
            inventory(),
            notification(),
            report(),
            system(),
            validation(),
        ],
        sets: vec![sign_up()],
        codeless: Vec::new(),
        retired: vec![
            retired("USER_LOCKED", "2.0: use AUTH_ACCOUNT_LOCKED"),
            retired("PAYMENT_CHEQUE_BOUNCED", "3.1: cheques are no longer taken"),
        ],
    }
}
