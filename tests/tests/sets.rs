//! Sets: which errors an endpoint takes by `?`, which codes it can send, and what documents know of it.

use catalog_specs::model::Catalog;
use catalog_specs::render;
use error_catalog::testing::allow_undeclared;
use error_catalog::{
    CodeSet, Entry, ErrorCatalog, Failure, OrFail as _, SystemError, ValidationError, Widen as _,
    catalog, codes,
};

catalog! {
    /// Every code of the service.
    #[registry(locales("en", "ja"))]
    pub struct Codes {
        UserError, AuthError, SessionError, OrderError, Sealed, SystemError, ValidationError,
        ..billing::Codes
    }
    retired { "USER_OLD_CODE" => "2.0: gone" }
    sets { elsewhere::Listed, Billed }

    /// What signing up can answer.
    pub struct SignUp of Codes { UserError::{EmailExists, NotFound}, ValidationError }

    /// What every endpoint with a session can answer.
    pub struct SignedIn of Codes { AuthError }

    pub struct Order of Codes { OrderError, AuthError, ..SignedIn, ..error_catalog::JsonBody }

    #[cfg(any())]
    pub struct NotCompiled of Codes { Missing }
}

catalog! {
    /// 登録 · đăng ký · "quoted" `code` <b>
    pub struct Alone of Codes { UserError::Gone, ..SignedIn }
}

mod elsewhere {
    error_catalog::catalog! {
        pub(crate) struct Listed of crate::Codes {
            #[cfg(any())] crate::Missing,
            crate::UserError::{#[cfg(any())] Missing, Hidden},
        }
    }
}

error_catalog::catalog! { struct Billed of Codes { UserError, ..billing::Codes } }
error_catalog::catalog! { struct Empty of Codes {} }
error_catalog::catalog! { struct Generic of Codes { Sealed<UserError>, UserError::{NotFound} } }
error_catalog::catalog! { struct OneOfGeneric of Codes { Sealed<UserError>::TooLong } }
error_catalog::catalog! { struct SomeOfGeneric of Codes { self::Sealed::<UserError>::{TooLong, Inner}, UserError::{NotFound} } }

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes, locales("en", "ja"))]
pub enum UserError {
    #[catalog(code = "USER_EMAIL_EXISTS", status = 409, log_level = INFO, message("en" = "It exists", "ja" = "登録済み"))]
    EmailExists,
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message("en" = "No user {id}", "ja" = "{id}なし"))]
    NotFound {
        #[detail]
        id: u64,
        #[context]
        shard: u8,
    },
    /// Shares the code of `NotFound`.
    #[catalog(same_as = NotFound)]
    Gone {
        #[detail]
        id: u64,
        #[context]
        shard: u8,
    },
    #[catalog(code = "USER_ACCOUNT_FROZEN", status = 404, log_level = INFO, public_as = "USER_NOT_FOUND",
        display = "frozen by support", message("en" = "No such user", "ja" = "なし"))]
    Hidden,
    #[catalog(code = "USER_TABLE_LOCKED", status = 503, log_level = ERROR, message("en" = "Try again", "ja" = "再試行"),
        display = "table {table} is locked")]
    Locked {
        #[context]
        table: String,
        #[source]
        cause: std::io::Error,
    },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes, locales("en", "ja"))]
pub enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = INFO, message("en" = "Sign in again", "ja" = "再認証"))]
    TokenExpired,
    #[catalog(transparent)]
    Session(#[from] SessionError),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SESSION", registry = Codes, locales("en", "ja"))]
pub enum SessionError {
    #[catalog(code = "SESSION_STORE_DOWN", status = 503, log_level = ERROR, message("en" = "Later", "ja" = "後で"))]
    StoreDown,
    /// Refers back: the walk must end.
    #[catalog(transparent)]
    Auth(Box<AuthError>),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ORDER", registry = Codes, locales("en", "ja"))]
pub enum OrderError {
    #[catalog(code = "ORDER_IS_GONE", status = 410, log_level = INFO, message("en" = "Gone", "ja" = "なし"))]
    Gone,
    #[catalog(transparent(mask_5xx = "SYSTEM_INTERNAL_ERROR"))]
    Inner(SessionError),
}

/// Holds an error that no set can know.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SEALED", locales("en", "ja"))]
pub enum Sealed<E: error_catalog::Catalogued + 'static = UserError> {
    #[catalog(code = "SEALED_TOO_LONG", status = 400, log_level = INFO, message("en" = "Long", "ja" = "長い"))]
    TooLong,
    #[catalog(transparent)]
    Inner(E),
}

fn codes_of(entries: &[&'static Entry]) -> Vec<&'static str> {
    entries.iter().map(|entry| entry.code()).collect()
}

fn sign_up(error: UserError) -> Result<(), Failure<SignUp>> {
    Err(error)?
}

fn signed_in() -> Result<(), Failure<SignedIn>> {
    Err(AuthError::from(SessionError::StoreDown))?
}

fn locked() -> UserError {
    UserError::Locked { table: "users".into(), cause: std::io::Error::other("disk") }
}

#[test]
fn a_set_has_its_codes_in_the_order_of_the_registry() {
    assert_eq!(
        codes_of(&SignUp::entries()),
        ["USER_EMAIL_EXISTS", "USER_NOT_FOUND", "SYSTEM_INTERNAL_ERROR", "VALIDATION_ERROR"]
    );
    // The codes of the inner errors are added, and those of the ready set.
    assert_eq!(
        codes_of(&Order::entries()),
        [
            "AUTH_TOKEN_EXPIRED",
            "SESSION_STORE_DOWN",
            "ORDER_IS_GONE",
            "SYSTEM_INTERNAL_ERROR",
            "SYSTEM_BODY_TOO_LARGE",
            "SYSTEM_MEDIA_UNSUPPORTED",
            "SYSTEM_BODY_MALFORMED",
            "VALIDATION_ERROR",
        ]
    );
    // A variant that shares a code has that code; a hidden code brings the one that is sent.
    let alone =
        ["USER_NOT_FOUND", "AUTH_TOKEN_EXPIRED", "SESSION_STORE_DOWN", "SYSTEM_INTERNAL_ERROR"];
    assert_eq!(codes_of(&Alone::entries()), alone);
    let listed = ["USER_NOT_FOUND", "USER_ACCOUNT_FROZEN", "SYSTEM_INTERNAL_ERROR"];
    assert_eq!(codes_of(&elsewhere::Listed::entries()), listed);
    assert_eq!(codes_of(&Empty::entries()), ["SYSTEM_INTERNAL_ERROR"]);
    assert!(codes_of(&Billed::entries()).contains(&billing::Codes::ALL[0].code()));
    assert_eq!(<Codes as CodeSet>::entries().len(), Codes::ALL.len());
    assert_eq!(
        (<SignUp as CodeSet>::NAME, <SignUp as CodeSet>::DESCRIPTION),
        ("SignUp", "What signing up can answer.")
    );
    assert_eq!(<Codes as CodeSet>::NAME, "Codes");
}

#[test]
fn a_failure_of_a_set_is_one_of_its_registry() {
    assert_eq!(size_of::<Failure<SignUp>>(), size_of::<usize>());
    let failure = sign_up(UserError::NotFound { id: 7, shard: 3 }).unwrap_err();
    assert_eq!(
        failure.envelope().locale("ja").to_json(),
        r#"{"error":{"code":"USER_NOT_FOUND","message":"7なし","details":{"id":7}}}"#
    );
    assert!(failure.is(Codes::USER_NOT_FOUND));
    // By way of another variant with the code.
    assert!(sign_up(UserError::Gone { id: 7, shard: 3 }).unwrap_err().is(Codes::USER_NOT_FOUND));
    let failure: Failure<Codes> = failure.widen();
    assert_eq!(failure.code(), "USER_NOT_FOUND");
    let order: Failure<Order> = signed_in().widen().unwrap_err();
    assert_eq!(order.code(), "SESSION_STORE_DOWN");
    let all: Result<(), Failure<Codes>> = signed_in().widen();
    assert!(all.is_err());
}

#[test]
fn the_unexpected_and_other_ways_lead_into_a_set() {
    fn endpoint(way: u8) -> Result<(), Failure<SignUp>> {
        match way {
            0 => "x".parse::<u8>().map(drop).or_internal()?,
            1 => None::<()>.or_fail(UserError::NotFound { id: 1, shard: 0 })?,
            2 => Err(ValidationError::new().field("email", "is missing"))?,
            3 => Err(Failure::internal("disk"))?,
            4 => Err(Failure::from_anyhow(
                anyhow::Error::new(UserError::EmailExists).context("inserting"),
            ))?,
            _ => return Err(UserError::EmailExists.into()),
        }
        Ok(())
    }
    let codes: Vec<_> = (0..6).map(|way| endpoint(way).unwrap_err().code().to_string()).collect();
    let internal = codes::SYSTEM_INTERNAL_ERROR.as_str();
    assert_eq!(
        codes,
        [
            internal,
            "USER_NOT_FOUND",
            "VALIDATION_ERROR",
            internal,
            "USER_EMAIL_EXISTS",
            "USER_EMAIL_EXISTS"
        ]
    );
}

mod deep {
    use crate::UserError;

    error_catalog::catalog! {
        pub struct Inner of crate::Codes { UserError::{NotFound} }
        pub struct Middle of crate::Codes { ..Inner }
        pub struct Outer of crate::Codes { ..Middle, UserError::{EmailExists} }
    }
}

#[test]
fn a_set_of_a_set_of_a_set_has_its_codes() {
    let codes = ["USER_EMAIL_EXISTS", "USER_NOT_FOUND", "SYSTEM_INTERNAL_ERROR"];
    assert_eq!(codes_of(&deep::Outer::entries()), codes);
    // The variant is in the innermost set, the enum is listed by the outermost.
    let failure = Failure::<deep::Outer>::from(UserError::Gone { id: 7, shard: 0 });
    assert!(failure.is(Codes::USER_NOT_FOUND));
    let _guard = allow_undeclared();
    assert_eq!(Failure::<deep::Outer>::from(locked()).code(), "SYSTEM_INTERNAL_ERROR");
    let inner = Failure::<deep::Inner>::from(UserError::NotFound { id: 7, shard: 0 });
    let outer: Failure<deep::Outer> = inner.widen::<deep::Middle>().widen();
    assert!(outer.is(Codes::USER_NOT_FOUND));
}

/// A second registry of this crate, with a set of codes of both.
mod second {
    use error_catalog::{ErrorCatalog, SystemError, catalog};

    catalog! {
        #[registry(locales("en", "ja"), dialect = problem)]
        pub struct AdminCodes { AdminError, SystemError, ..crate::Codes }

        pub struct Both of AdminCodes { AdminError, crate::UserError::{NotFound}, ..crate::SignUp }
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "ADMIN", registry = AdminCodes, locales("en", "ja"))]
    pub enum AdminError {
        #[catalog(code = "ADMIN_NOT_ALLOWED", status = 403, log_level = INFO, message("en" = "No", "ja" = "不可"))]
        NotAllowed,
    }
}

#[test]
fn sets_of_two_registries_of_one_crate_keep_apart() {
    let all = [
        "ADMIN_NOT_ALLOWED",
        "SYSTEM_INTERNAL_ERROR",
        "USER_EMAIL_EXISTS",
        "USER_NOT_FOUND",
        "VALIDATION_ERROR",
    ];
    assert_eq!(codes_of(&second::Both::entries()), all);
    let failure = sign_up(UserError::NotFound { id: 7, shard: 0 }).unwrap_err();
    assert!(!failure.envelope().to_json().contains("status"));
    // In the other registry it is sent as that one sends errors.
    let both: Failure<second::Both> = failure.widen();
    assert!(both.envelope().to_json().contains(r#""status":404"#), "{}", both.envelope().to_json());
    let both: Failure<second::AdminCodes> = both.widen();
    assert!(both.is(Codes::USER_NOT_FOUND));
    assert!(
        Failure::<second::Both>::from(second::AdminError::NotAllowed)
            .is(second::AdminCodes::ADMIN_NOT_ALLOWED)
    );
}

#[test]
fn hostile_values_leave_no_set() {
    let hostile = "\"}}</script>\u{0}\u{202e}{{0}}\r\nx: y 日本語";
    let listed = sign_up(UserError::NotFound { id: u64::MAX, shard: 0 }).unwrap_err();
    let body: serde_json::Value = serde_json::from_str(&listed.envelope().to_json()).unwrap();
    assert_eq!(body["error"]["details"], serde_json::json!({ "id": u64::MAX }));
    let _guard = allow_undeclared();
    let error = UserError::Locked { table: hostile.into(), cause: std::io::Error::other(hostile) };
    let undeclared = sign_up(error).unwrap_err();
    let sent = undeclared.envelope().trace_id(hostile).to_json();
    let body: serde_json::Value = serde_json::from_str(&sent).unwrap();
    assert_eq!(body["error"]["code"], "SYSTEM_INTERNAL_ERROR");
    assert_eq!(body["error"]["trace_id"], hostile);
    assert_eq!(body["error"]["details"], serde_json::Value::Null);
    assert!(undeclared.to_string().contains(hostile), "the log has it");
}

#[test]
fn an_undeclared_code_is_never_sent_and_is_logged_whole() {
    let _guard = allow_undeclared();
    let failure = sign_up(locked()).unwrap_err();
    assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
    assert_eq!(
        failure.envelope().to_json(),
        r#"{"error":{"code":"SYSTEM_INTERNAL_ERROR","message":"A system error has occurred"}}"#
    );
    let text = "undeclared: `SignUp` does not list USER_TABLE_LOCKED: table users is locked";
    assert_eq!(failure.to_string(), text);
    assert_eq!(format!("{failure:?}"), format!("SYSTEM_INTERNAL_ERROR: {text}\ncaused by: disk"));
    assert!(failure.downcast_ref::<UserError>().is_some());
    // In the registry it stays what was sent.
    let failure: Failure<Codes> = failure.widen();
    assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
    // A hidden code that is sent as a listed one is not listed itself.
    assert_eq!(sign_up(UserError::Hidden).unwrap_err().code(), "SYSTEM_INTERNAL_ERROR");
    // The log has the context, and the client none of the details.
    let raised = sign_up(locked()).unwrap_err();
    let mut fields = Contexts::default();
    error_catalog::Catalogued::catalog_fields(&*raised.into_shared(), &mut fields);
    assert_eq!(fields.0, ["undeclared=\"USER_TABLE_LOCKED\"", "set=\"SignUp\"", "table=\"users\""]);
}

#[derive(Default)]
struct Contexts(Vec<String>);

impl error_catalog::fields::Fields for Contexts {
    fn context(&mut self, name: &'static str, value: &dyn error_catalog::fields::WriteJson) {
        let mut json = Vec::new();
        value.write_json(&mut json).unwrap();
        self.0.push(format!("{name}={}", String::from_utf8(json).unwrap()));
    }

    fn detail(&mut self, name: &'static str, _: &dyn error_catalog::fields::WriteJson) {
        panic!("{name} is shown as a detail");
    }
}

#[test]
fn errors_that_a_set_cannot_know_are_checked_when_they_are_raised() {
    fn generic(error: Sealed<UserError>) -> Result<(), Failure<Generic>> {
        Err(error)?
    }
    assert_eq!(generic(Sealed::TooLong).unwrap_err().code(), "SEALED_TOO_LONG");
    let listed = generic(Sealed::Inner(UserError::NotFound { id: 7, shard: 0 }));
    assert_eq!(listed.unwrap_err().code(), "USER_NOT_FOUND");
    let _guard = allow_undeclared();
    let undeclared = generic(Sealed::Inner(UserError::EmailExists));
    assert!(
        undeclared.unwrap_err().to_string().contains("`Generic` does not list USER_EMAIL_EXISTS")
    );
}

#[test]
fn single_variants_of_a_generic_enum_are_listed() {
    fn one(error: Sealed<UserError>) -> Result<(), Failure<OneOfGeneric>> {
        Err(error)?
    }
    fn some(error: Sealed<UserError>) -> Result<(), Failure<SomeOfGeneric>> {
        Err(error)?
    }
    assert!(codes_of(&OneOfGeneric::entries()).contains(&"SEALED_TOO_LONG"));
    assert_eq!(one(Sealed::TooLong).unwrap_err().code(), "SEALED_TOO_LONG");
    assert_eq!(some(Sealed::TooLong).unwrap_err().code(), "SEALED_TOO_LONG");
    let found = some(Sealed::Inner(UserError::NotFound { id: 7, shard: 0 }));
    assert_eq!(found.unwrap_err().code(), "USER_NOT_FOUND");
    let _guard = allow_undeclared();
    let undeclared = one(Sealed::Inner(UserError::EmailExists)).unwrap_err();
    assert!(undeclared.to_string().contains("`OneOfGeneric` does not list"), "{undeclared}");
}

#[test]
fn the_cause_of_an_undeclared_code_is_for_the_log() {
    fn caused(error: UserError) -> Result<(), Failure<SignUp>> {
        Err::<(), _>(std::io::Error::other("disk")).or_fail(error)?;
        Ok(())
    }
    assert_eq!(caused(UserError::EmailExists).unwrap_err().code(), "USER_EMAIL_EXISTS");
    // A variant that is not listed, with a code that is.
    assert!(caused(UserError::Gone { id: 7, shard: 0 }).unwrap_err().is(Codes::USER_NOT_FOUND));
    let _guard = allow_undeclared();
    let failure = caused(UserError::Hidden).unwrap_err();
    assert_eq!(
        format!("{failure:?}"),
        "SYSTEM_INTERNAL_ERROR: undeclared: `SignUp` does not list USER_ACCOUNT_FROZEN: frozen by support\ncaused by: disk"
    );
}

/// What a database reports.
mod stored {
    use error_catalog::database::{BrokenConstraint, DriverError};
    use error_catalog::{ErrorCatalog, SystemError, catalog};

    catalog! {
        pub struct RowCodes { RowError, SystemError }

        pub struct Insert of RowCodes { RowError::{Taken} }
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "ROW", registry = RowCodes)]
    pub enum RowError {
        #[catalog(code = "ROW_NAME_TAKEN", status = 409, log_level = INFO, message = "Taken", unique = "rows_name_key")]
        Taken,
        #[catalog(code = "ROW_AGE_LOW", status = 422, log_level = INFO, message = "Too low", check = "rows_age_check")]
        Low,
    }

    #[derive(Debug)]
    pub struct Driver(pub &'static str, pub &'static str);

    impl std::fmt::Display for Driver {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("Key (name)=(hanako) exists")
        }
    }

    impl std::error::Error for Driver {}

    impl DriverError for Driver {
        fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
            BrokenConstraint::from_sqlstate(self.0, self.1)
        }
    }
}

#[test]
fn a_violated_constraint_is_checked_as_well() {
    use error_catalog::database::OrDb as _;
    use stored::{Driver, Insert, RowError};

    fn insert(sqlstate: &'static str, name: &'static str) -> Failure<Insert> {
        let inserted = Err::<(), _>(Driver(sqlstate, name)).or_db::<RowError>();
        let inserted: Result<(), Failure<Insert>> = (|| Ok(inserted?))();
        inserted.unwrap_err()
    }
    let taken = insert("23505", "rows_name_key");
    assert_eq!(
        taken.envelope().to_json(),
        r#"{"error":{"code":"ROW_NAME_TAKEN","message":"Taken"}}"#
    );
    let _guard = allow_undeclared();
    for (sqlstate, name, begin) in [
        ("23514", "rows_age_check", "undeclared: `Insert` does not list ROW_AGE_LOW"),
        ("23505", "rows_mail_key", "no variant of `RowError` declares"),
        ("40001", "", "Key (name)"),
    ] {
        let failure = insert(sqlstate, name);
        assert_eq!(
            failure.envelope().to_json(),
            r#"{"error":{"code":"SYSTEM_INTERNAL_ERROR","message":"A system error has occurred"}}"#
        );
        assert!(failure.to_string().starts_with(begin), "{failure}");
    }
}

#[test]
fn a_chain_is_searched_for_every_code_of_the_registry() {
    let _guard = allow_undeclared();
    let chain = anyhow::Error::new(AuthError::TokenExpired).context("reading the session");
    let failure = Failure::<SignUp>::from_anyhow(chain);
    assert!(
        failure.to_string().starts_with("undeclared: `SignUp` does not list AUTH_TOKEN_EXPIRED")
    );
}

#[test]
#[should_panic(expected = "add the variant to the set: `UserError::{..., Locked}`")]
fn feature_testing_fails_the_test() {
    let _ = sign_up(locked());
}

#[test]
fn documents_have_the_sets_that_the_registry_names() {
    let spec = Codes::spec();
    let names: Vec<_> = spec.sets.iter().map(|set| set.name.as_str()).collect();
    assert_eq!(names, ["SignUp", "SignedIn", "Order", "Listed", "Billed"]);
    for (set, entries) in [("SignUp", SignUp::entries()), ("Order", Order::entries())] {
        assert_eq!(spec.set(set).unwrap().codes, codes_of(&entries));
    }
    assert_eq!(spec.set("SignUp").unwrap().description, "What signing up can answer.");
    // What is written is read back.
    let json = catalog_specs::spec::write(&spec);
    assert_eq!(catalog_specs::spec::read(&json, "spec.json").unwrap().sets, spec.sets);
    // A set that the registry does not name has its own data.
    let alone = Alone::spec();
    assert_eq!(alone.sets[0].description, "登録 · đăng ký · \"quoted\" `code` <b>");
    assert_eq!(
        alone.entries().map(|(_, entry)| entry.code.as_str()).collect::<Vec<_>>(),
        codes_of(&Alone::entries())
    );
    let sent = spec.sent_entries_of(spec.set("Listed").unwrap());
    assert_eq!(
        sent.map(|(_, entry)| entry.code.as_str()).collect::<Vec<_>>(),
        ["USER_NOT_FOUND", "SYSTEM_INTERNAL_ERROR"]
    );
}

/// What `mask_5xx` hides in a set, and a mask with details, which a masked body lacks.
#[expect(dead_code, reason = "documents are made of the enums, and few variants are raised")]
mod masked {
    use error_catalog::{ErrorCatalog, catalog};

    catalog! {
        #[registry(internal = "PRESS_DOWN")]
        pub struct PressCodes { PressError, InkError, PaperError, AnyError }
        pub struct Print of PressCodes { PressError }
        pub struct Refill of PressCodes { PressError::{Ink}, InkError }
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "PRESS", registry = PressCodes)]
    pub enum PressError {
        #[catalog(code = "PRESS_DOWN", status = 500, log_level = ERROR, message = "later")]
        Down,
        #[catalog(code = "PRESS_BUSY", status = 503, log_level = ERROR, message = "busy", allow(server_details))]
        Busy {
            #[detail]
            minutes: u32,
        },
        #[catalog(transparent(mask_5xx = "PRESS_BUSY"))]
        Ink(InkError),
        #[catalog(same_as = Down)]
        Stuck,
        #[catalog(transparent)]
        Paper(PaperError),
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "INK", registry = PressCodes)]
    pub enum InkError {
        #[catalog(code = "INK_PUMP_BROKEN", status = 500, log_level = ERROR, message = "pump 7 is broken")]
        Pump,
        #[catalog(code = "INK_NO_COLOUR", status = 404, log_level = INFO, message = "no such colour")]
        Colour,
        #[catalog(transparent)]
        Paper(PaperError),
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "PAPER", registry = PressCodes)]
    pub enum PaperError {
        #[catalog(code = "PAPER_TRAY_LOST", status = 500, log_level = ERROR, message = "tray lost")]
        Lost,
    }

    /// Has transparent variants only.
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "ANY", registry = PressCodes)]
    pub enum AnyError {
        #[catalog(transparent)]
        Paper(PaperError),
    }
}

fn read_masked() -> catalog_specs::scan::Scan {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sets.rs");
    catalog_specs::scan::read(&file, Some("crate::masked::PressCodes"))
}

#[test]
fn documents_leave_out_what_a_mask_hides() {
    let spec = masked::PressCodes::spec();
    let print = spec.set("Print").unwrap();
    // The tray is sent as itself by `Paper`, and masked within `Ink`.
    let codes = ["PRESS_DOWN", "PRESS_BUSY", "INK_PUMP_BROKEN", "INK_NO_COLOUR", "PAPER_TRAY_LOST"];
    assert_eq!(print.codes, codes);
    assert_eq!(print.masked, ["INK_PUMP_BROKEN"]);
    let refill = spec.set("Refill").unwrap();
    assert_eq!(refill.masked, Vec::<String>::new());
    let alone = masked::Print::spec();
    assert!(alone.get("INK_PUMP_BROKEN").is_none() && alone.get("PAPER_TRAY_LOST").is_some());
    assert!(masked::Refill::spec().get("INK_PUMP_BROKEN").is_some());

    let typescript = render::typescript(&spec);
    assert!(!typescript_codes(&typescript, "PrintError").contains("InkPumpBroken"));
    assert!(typescript_codes(&typescript, "RefillError").contains("InkPumpBroken"));
    // Written and read back, and found by the source scan.
    let json = catalog_specs::spec::write(&spec);
    let read = catalog_specs::spec::read(&json, "spec.json").unwrap();
    assert_eq!((&read.sets, &read.codeless), (&spec.sets, &spec.codeless));
    let scan = read_masked();
    assert_eq!((&scan.catalog.sets, &scan.catalog.codeless), (&spec.sets, &spec.codeless));
    let sends: Vec<_> = spec
        .codeless
        .iter()
        .map(|variant| format!("{} {}", variant.path, variant.sends.write()))
        .collect();
    assert_eq!(
        sends,
        [
            "crate::masked::AnyError::Paper transparent",
            "crate::masked::InkError::Paper transparent",
            "crate::masked::PressError::Ink transparent mask_5xx PRESS_BUSY",
            "crate::masked::PressError::Paper transparent",
            "crate::masked::PressError::Stuck same_as PRESS_DOWN",
        ]
    );
}

/// The declaration of a type, up to its end.
fn typescript_codes(text: &str, name: &str) -> String {
    let (_, rest) = text.split_once(&format!("export type {name} ")).unwrap();
    rest.split(';').next().unwrap().to_owned()
}

/// A masked body has the code of the mask without its details: no document may require them.
#[test]
fn details_of_a_mask_are_not_required() {
    let failure: Failure<masked::PressCodes> =
        masked::PressError::Ink(masked::InkError::Pump).into();
    let body = failure.envelope().to_json();
    assert!(body.contains("PRESS_BUSY") && !body.contains("minutes"), "{body}");
    let own: Failure<masked::PressCodes> = masked::PressError::Busy { minutes: 3 }.into();
    assert!(own.envelope().to_json().contains("minutes"));

    let spec = masked::PressCodes::spec();
    let documents =
        |spec: &Catalog| (render::openapi(spec), render::typescript(spec), render::python(spec));
    let (openapi, typescript, python) = documents(&spec);
    assert!(!requires(&serde_json::from_str(&openapi).unwrap(), "details"));
    assert!(!typescript.contains("details: [\"minutes\"]"), "{typescript}");
    // Without the mask they are required: this is what the documents said before.
    let mut unmasked = spec.clone();
    unmasked.codeless.clear();
    let before = documents(&unmasked);
    assert!(requires(&serde_json::from_str(&before.0).unwrap(), "details"));
    assert!(before.1.contains("details: [\"minutes\"]"), "{}", before.1);
    assert_ne!(python, before.2);
}

/// Whether an object of a schema must have a member.
fn requires(schema: &serde_json::Value, name: &str) -> bool {
    let mut required = schema["required"].as_array().into_iter().flatten();
    let mut below: Box<dyn Iterator<Item = &serde_json::Value>> = match schema {
        serde_json::Value::Object(members) => Box::new(members.values()),
        serde_json::Value::Array(list) => Box::new(list.iter()),
        _ => return false,
    };
    required.any(|own| own == name) || below.any(|inner| requires(inner, name))
}

#[test]
fn the_source_scan_finds_the_same_sets() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sets.rs");
    let scan = catalog_specs::scan::read(&file, Some("Codes"));
    let exact = Codes::spec();
    for name in ["SignUp", "SignedIn", "Order", "Listed"] {
        assert_eq!(scan.catalog.set(name), exact.set(name), "{name}");
    }
    let unnamed =
        |name: &str| format!("the set `{name}` is in no document: `Codes` does not name it");
    for name in ["Alone", "Empty", "Generic"] {
        let problem = scan.problems.iter().find(|problem| problem.message == unnamed(name));
        assert!(problem.unwrap().help.contains(&format!("sets {{ crate::{name} }}")));
    }
    assert!(!scan.problems.iter().any(|problem| problem.message == unnamed("SignUp")));
}
