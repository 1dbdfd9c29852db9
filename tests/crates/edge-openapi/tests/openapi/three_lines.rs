//! What an endpoint costs to write: with three errors, its part of the `OpenAPI` document and its type in TypeScript.

use axum::extract::Path;
use axum::http::StatusCode;
use catalog_specs::render;
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};
use serde_json::Value;
use utoipa::OpenApi;

use crate::shape::codes;

catalog! {
    pub struct Codes { AccountError, SystemError }

    pub struct Rename of Codes { AccountError::{NotFound, NameTaken, NameReserved} }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ACCOUNT", registry = Codes)]
pub enum AccountError {
    #[catalog(
        code = "ACCOUNT_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "No such account"
    )]
    NotFound,
    #[catalog(
        code = "ACCOUNT_NAME_TAKEN",
        status = 409,
        log_level = "INFO",
        message = "{name} is taken"
    )]
    NameTaken {
        #[detail]
        name: String,
    },
    #[catalog(
        code = "ACCOUNT_NAME_RESERVED",
        status = 409,
        log_level = "INFO",
        message = "It is reserved"
    )]
    NameReserved,
}

#[utoipa::path(put, path = "/name/{name}", responses((status = 204, description = "Done"), Failure<Rename>))]
#[allow(clippy::unused_async, reason = "handlers are asynchronous")]
async fn change_name(Path(name): Path<String>) -> Result<StatusCode, Failure<Rename>> {
    match &*name {
        "" => Err(AccountError::NotFound)?,
        "root" => Err(AccountError::NameReserved)?,
        _ => Err(AccountError::NameTaken { name })?,
    }
}

#[derive(OpenApi)]
#[openapi(paths(change_name))]
struct Api;

const SENT: [&str; 4] = [
    "ACCOUNT_NOT_FOUND",
    "ACCOUNT_NAME_TAKEN",
    "ACCOUNT_NAME_RESERVED",
    // A set has it without being told.
    "SYSTEM_INTERNAL_ERROR",
];

#[test]
fn an_endpoint_its_document_and_its_type_in_typescript_cost_three_lines() {
    let (program, _) = include_str!("three_lines.rs").split_once("const SENT").unwrap();
    let lines: Vec<_> = program.lines().filter(|line| line.contains("Rename")).collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");

    let document: Value = serde_json::to_value(Api::openapi()).unwrap();
    let responses = document["paths"]["/name/{name}"]["put"]["responses"].as_object().unwrap();
    let mut declared: Vec<_> = codes(responses).into_values().flatten().collect();
    let mut sent = SENT;
    declared.sort_unstable();
    sent.sort_unstable();
    assert_eq!(declared, sent);

    let typescript = render::typescript(&Codes::spec());
    let (_, union) = typescript.split_once("export type RenameError =").unwrap();
    let (union, _) = union.split_once(';').unwrap();
    let members: Vec<_> = union.split('|').map(str::trim).filter(|name| !name.is_empty()).collect();
    let mut types =
        ["AccountNotFound", "AccountNameTaken", "AccountNameReserved", "SystemInternalError"];
    types.sort_unstable();
    let mut members = members;
    members.sort_unstable();
    assert_eq!(members, types);
}

#[tokio::test]
async fn it_sends_what_the_lines_declare() {
    for (name, code) in ["", "ann", "root"].into_iter().zip(SENT) {
        let failure = change_name(Path(name.to_owned())).await.unwrap_err();
        assert_eq!(failure.code(), code);
    }
}
