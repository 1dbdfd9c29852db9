// Rule: status-range

//! A type with a mistake in it is used as if it were fine: rustc reports the mistake alone.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 200, log_level = "INFO", message = "ユーザー {name} が見つかりません")]
    NotFound {
        #[detail]
        name: String,
    },
}

catalog! {
    #[registry(require(grpc), locales("ja"))]
    pub struct Codes { UserError }
}

fn find(name: &str) -> Result<(), UserError> {
    Err(UserError::NotFound { name: name.to_owned() })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let error = find("田中").unwrap_err();
    println!("{error} {} {} {:?}", error.code(), error.status(), error.log_level());
    println!("{}", error.envelope().trace_id("t1").to_json());
    println!("{}", error.user_message_in("ja"));
    assert!(error.is(Codes::USER_NOT_FOUND));
    assert!(matches!(error.code(), Codes::USER_NOT_FOUND));
    assert!(Codes::get("USER_NOT_FOUND").is_some());
    find("山田")?;
    Ok(())
}
