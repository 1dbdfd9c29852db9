//! The errors of a crate in which no name means what it usually does answer as any others.

use ec::ErrorCatalog as _;
use hygiene::generic::Stored;
use hygiene::registry::Codes;
use hygiene::shadowed::{Homeless, Inner, Single, TrapError};

#[test]
fn shadowed_names_do_not_change_texts() {
    let gone = TrapError::Gone {
        f: "f".to_owned(),
        fields: 7,
        row: 3,
        code: "c".to_owned(),
        hidden: 9,
        token: "hunter2".to_owned().into(),
        wait: std::time::Duration::from_secs(4),
        source: "cause".into(),
    };
    assert_eq!(gone.user_message(), "f   7 3");
    assert_eq!(gone.to_string(), "f 7 3 c cause 9");
    assert_eq!(std::error::Error::source(&gone).unwrap().to_string(), "cause");
    assert!(std::error::Error::source(&TrapError::Down(None)).is_none());
    assert_eq!(TrapError::Again("x".to_owned()).to_string(), "again: x");
    assert_eq!(TrapError::Again("x".to_owned()).code(), Codes::TRAP_FOUND);
    assert_eq!(TrapError::from(Inner::Only(5)).user_message(), "内 5");
    assert_eq!(TrapError::Masked { error: Single }.code(), Codes::TRAP_SINGLE);
    assert_eq!(Homeless::Bare.code(), "TRAP_REST");
    assert_eq!(
        Stored::Full { name: "shelf", most: 4_u8, all: [0; 4] }.to_string(),
        "shelf holds    4"
    );
}

#[test]
fn shadowed_names_do_not_change_the_registry() {
    assert_eq!(Codes::ALL.len(), 7);
    assert_eq!(Codes::get("TRAP_HOLE").unwrap().code(), "TRAP_FOUND");
    assert!(Codes::to_json().contains("TRAP_PUBLIC"));
}
