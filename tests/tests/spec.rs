//! A compiled registry as plain data.

use catalog_specs::model::{Catalog, Entry, HiddenRole};
use error_catalog::{ErrorCatalog, Secret, SystemError, catalog};

catalog! {
    /// Every code of the gate.
    #[registry(dialect = problem, service = "gate.example.com", internal = "SYSTEM_INTERNAL_ERROR")]
    pub struct Codes { inner::GateError, SystemError, ..billing::Codes }
    retired { "GATE_KEY_LOST" => "2.0: keys are never lost" }
}

mod inner {
    use super::{ErrorCatalog, Secret};

    /// Coming in.
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "GATE", registry = super::Codes, locales("ja", "en"), owner = "gatekeepers")]
    pub enum GateError {
        /// The pass is of yesterday.
        ///
        /// # Causes
        /// - It is past midnight.
        #[catalog(
            code = "GATE_PASS_EXPIRED",
            status = 401,
            log_level = INFO,
            message("en" = "The pass of {0} has expired", "ja" = "{0}の通行証は期限切れです"),
            display = "pass of {0} expired at door {1}",
            formerly("GATE_PASS_OLD")
        )]
        PassExpired(
            #[detail("holder")] String,
            #[context("door", display)] u32,
            #[secret] Secret<String>,
        ),
    }
}

fn entry<'c>(catalog: &'c Catalog, code: &str) -> &'c Entry {
    catalog.get(code).unwrap_or_else(|| panic!("{code} is not there")).1
}

#[test]
fn the_spec_has_every_listed_code_with_its_origin() {
    let spec = Codes::spec();
    assert_eq!(spec.name, "Codes");
    assert_eq!(spec.description, "Every code of the gate.");
    assert_eq!(spec.settings.dialect, "problem");
    assert_eq!(spec.settings.service.as_deref(), Some("gate.example.com"));
    let homes: Vec<_> =
        spec.groups.iter().map(|group| (group.module.as_str(), group.type_name.as_str())).collect();
    assert_eq!(
        homes,
        [
            ("crate::inner", "GateError"),
            ("error_catalog::system", "SystemError"),
            ("billing", "BillingError"),
            ("billing", "Refused"),
        ]
    );
    assert_eq!(spec.groups[0].description, "Coming in.");
    let retired: Vec<_> = spec.retired.iter().map(|retired| retired.code.as_str()).collect();
    assert_eq!(retired, ["GATE_KEY_LOST", "BILLING_CARD_LOCKED"]);
}

#[test]
fn an_entry_has_every_declared_value() {
    let spec = Codes::spec();
    let entry = entry(&spec, "GATE_PASS_OLD");
    assert_eq!(entry.code, "GATE_PASS_EXPIRED");
    assert_eq!(entry.owner.as_deref(), Some("gatekeepers"));
    assert_eq!(entry.docs.causes, "- It is past midnight.");
    let locales: Vec<_> = entry.messages.iter().map(|text| text.locale.as_str()).collect();
    assert_eq!(locales, ["ja", "en"]);
    assert_eq!((entry.details[0].name.as_str(), entry.details[0].field.as_str()), ("holder", "0"));
    let [door, pass] = entry.hidden.as_slice() else { panic!("{:?}", entry.hidden) };
    assert_eq!((door.field.as_str(), door.name.as_deref()), ("1", Some("door")));
    assert!(door.display);
    assert_eq!(door.roles, [HiddenRole::Context]);
    assert_eq!(
        (pass.type_name.as_str(), &*pass.roles),
        ("Secret<String>", &[HiddenRole::Secret][..])
    );
}
