//! The extractors for axum as inputs of aide. The codes of input that they refuse are among those of the failure.

use ::aide::generate::GenContext;
use ::aide::openapi::{MediaType, Operation, RequestBody, Response, SchemaObject};
use ::aide::operation::{ParamLocation, add_parameters, parameters_from_schema, set_body};
use ::aide::{OperationInput, OperationOutput};
use schemars::JsonSchema;

#[cfg(any(feature = "validator", feature = "garde"))]
use crate::axum::Valid;
use crate::axum::{Form, Json, Path, Query};

impl<T: JsonSchema> OperationInput for Json<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        body::<T>("application/json", ctx, operation);
    }
}

impl<T: JsonSchema> OperationInput for Form<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        body::<T>("application/x-www-form-urlencoded", ctx, operation);
    }
}

impl<T: JsonSchema> OperationInput for Path<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        parameters::<T>(ParamLocation::Path, ctx, operation);
    }
}

impl<T: JsonSchema> OperationInput for Query<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        parameters::<T>(ParamLocation::Query, ctx, operation);
    }
}

/// As a response it sends its value as JSON.
impl<T: JsonSchema> OperationOutput for Json<T> {
    type Inner = T;

    fn operation_response(ctx: &mut GenContext, _: &mut Operation) -> Option<Response> {
        let (description, media_type) = described::<T>(ctx);
        let content = [("application/json".to_owned(), media_type)].into_iter().collect();
        Some(Response {
            description: description.unwrap_or_default(),
            content,
            ..Response::default()
        })
    }

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, Response)> {
        let response = Self::operation_response(ctx, operation);
        response.map(|response| (Some(200), response)).into_iter().collect()
    }
}

/// What [`Valid`] reads: a type for a body of JSON, or another extractor.
#[cfg(any(feature = "validator", feature = "garde"))]
trait ValidInput {
    fn describe(ctx: &mut GenContext, operation: &mut Operation);
}

#[cfg(any(feature = "validator", feature = "garde"))]
impl<T: JsonSchema> ValidInput for T {
    fn describe(ctx: &mut GenContext, operation: &mut Operation) {
        Json::<T>::operation_input(ctx, operation);
    }
}

#[cfg(any(feature = "validator", feature = "garde"))]
macro_rules! valid_input {
    ($($Extractor:ident)+) => { $(
        impl<T: JsonSchema> ValidInput for $Extractor<T> {
            fn describe(ctx: &mut GenContext, operation: &mut Operation) {
                Self::operation_input(ctx, operation);
            }
        }
    )+ };
}

#[cfg(any(feature = "validator", feature = "garde"))]
valid_input!(Json Form Path Query);

#[cfg(any(feature = "validator", feature = "garde"))]
impl<T: ValidInput> OperationInput for Valid<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        T::describe(ctx, operation);
    }
}

fn body<T: JsonSchema>(name: &str, ctx: &mut GenContext, operation: &mut Operation) {
    let (description, media_type) = described::<T>(ctx);
    let content = [(name.to_owned(), media_type)].into_iter().collect();
    let body = RequestBody { description, content, required: true, ..RequestBody::default() };
    set_body(ctx, operation, body);
}

fn parameters<T: JsonSchema>(at: ParamLocation, ctx: &mut GenContext, operation: &mut Operation) {
    let schema = ctx.schema.subschema_for::<T>();
    let parameters = parameters_from_schema(ctx, schema, at);
    add_parameters(ctx, operation, parameters);
}

/// The description and the schema of a type.
fn described<T: JsonSchema>(ctx: &mut GenContext) -> (Option<String>, MediaType) {
    let json_schema = ctx.schema.subschema_for::<T>();
    let resolved = ctx.resolve_schema(&json_schema);
    let description = resolved.get("description").and_then(|text| text.as_str());
    let description = description.map(ToOwned::to_owned);
    let schema = Some(SchemaObject { json_schema, external_docs: None, example: None });
    (description, MediaType { schema, ..MediaType::default() })
}
