//! Whether raising the code panics, which is what feature `testing` is for.

use std::panic::catch_unwind;

use error_catalog::Failure;
use undeclared::{SignUp, sign_up};

fn raised(name: &'static str) -> Result<Failure<SignUp>, String> {
    let raised = catch_unwind(move || sign_up(name).unwrap_err());
    raised.map_err(|panic| panic.downcast_ref::<String>().unwrap().clone())
}

#[test]
fn an_undeclared_code_panics_with_feature_testing_alone() {
    assert_eq!(raised("ann").unwrap().code(), "USER_NAME_TAKEN");
    let raised = raised("bob");
    assert_eq!(
        raised.is_err(),
        cfg!(feature = "testing"),
        "another package has feature `testing` on: run `cargo test -p undeclared`, or `--all-features`"
    );
    match raised {
        Ok(failure) => {
            assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
            assert!(failure.to_string().starts_with("undeclared: "), "{failure}");
        }
        Err(text) => assert!(
            text.contains("`SignUp` does not list `USER_TABLE_LOCKED`")
                && text.contains("`UserError::{..., TableLocked}`"),
            "{text}"
        ),
    }
}
