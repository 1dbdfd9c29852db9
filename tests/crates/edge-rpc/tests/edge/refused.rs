//! The errors that async-graphql makes of what a client sent, after the query was validated: none is an internal error.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{
    EmptyMutation, InputValueError, InputValueResult, Object, Request, Scalar, ScalarType, Schema,
    SchemaBuilder, SimpleObject, Subscription, ValidationMode, Value, Variables,
};
use edge_rpc::recorder::Recorder;
use edge_rpc::shop::Codes;
use error_catalog::async_graphql::CatalogExtension;
use serde_json::{Value as Json, json};

/// A scalar whose parser wants a text, as that of a time does.
struct When(String);

#[Scalar]
impl ScalarType for When {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Ok(Self(text)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// An entity of a federation.
#[derive(SimpleObject)]
struct Part {
    id: u32,
}

struct Query;

#[Object]
#[allow(clippy::unused_async, reason = "fields are asynchronous")]
impl Query {
    async fn count(&self, n: u32) -> u32 {
        n
    }

    async fn at(&self, when: When) -> When {
        when
    }

    async fn parts(
        &self,
        first: Option<i32>,
        last: Option<i32>,
    ) -> async_graphql::Result<Connection<usize, Part>> {
        let page =
            |_, _, _, _| async { Ok::<_, async_graphql::Error>(Connection::new(false, false)) };
        async_graphql::connection::query::<_, _, _, _, _, EmptyFields, EmptyFields, _, _, _>(
            None, None, first, last, page,
        )
        .await
    }

    #[graphql(entity)]
    async fn find_part(&self, id: u32) -> Part {
        Part { id }
    }
}

struct Change;

#[Object]
#[allow(clippy::unused_async, reason = "fields are asynchronous")]
impl Change {
    async fn change(&self) -> u32 {
        1
    }
}

struct Ticks;

#[Subscription]
#[allow(clippy::unused_async, reason = "fields are asynchronous")]
impl Ticks {
    async fn ticks(&self) -> async_graphql::futures_util::stream::Empty<u32> {
        async_graphql::futures_util::stream::empty()
    }
}

fn build() -> SchemaBuilder<Query, Change, Ticks> {
    Schema::build(Query, Change, Ticks)
}

/// The code that a request is refused with, and that is reported.
async fn refused<M: async_graphql::ObjectType + 'static>(
    schema: SchemaBuilder<Query, M, Ticks>,
    query: &str,
    variables: Json,
    own_text: &str,
) {
    let recorder = Recorder::default();
    let extension = CatalogExtension::<Codes>::new().observer(recorder.clone());
    let schema = schema.extension(extension).finish();
    let request = Request::new(query).variables(Variables::from_json(variables));
    let response = schema.execute(request).await;
    let reports = recorder.take();
    let [report] = reports.as_slice() else { panic!("{query}: {response:?}: {reports:?}") };
    assert_eq!(report.code, "SYSTEM_BODY_MALFORMED", "{query}: {response:?}");
    assert!(report.text.contains(own_text), "{query}: {}", report.text);
}

#[tokio::test]
async fn variables_that_are_missing_or_wrong() {
    let count = "query($n: Int!) { count(n: $n) }";
    refused(build(), count, json!({}), "Variable n is not defined.").await;
    let at = "query($when: When!) { at(when: $when) }";
    refused(build(), at, json!({ "when": 5 }), "Expected input type \"When\", found 5.").await;
    refused(build(), "{ at(when: 5) }", json!({}), "Expected input type \"When\"").await;
}

#[tokio::test]
async fn pages_of_a_connection() {
    let query = "query($n: Int) { parts(first: $n) { edges { cursor } } }";
    refused(build(), query, json!({ "n": -1 }), "The \"first\" parameter").await;
    let query = "{ parts(last: -1) { edges { cursor } } }";
    refused(build(), query, json!({}), "The \"last\" parameter").await;
}

#[tokio::test]
async fn entities_that_are_not_there() {
    let query = "query($of: [_Any!]!) { _entities(representations: $of) { __typename } }";
    let unknown = json!({ "of": [{ "__typename": "Ship", "id": 1 }] });
    refused(build(), query, unknown, "Entity not found.").await;
    refused(build(), query, json!({ "of": [{ "id": 1 }] }), "\"__typename\" must be").await;
}

#[tokio::test]
async fn operations_that_the_schema_lacks() {
    let own_text = "Cannot query field \"change\"";
    refused(build().introspection_only(), "mutation { change }", json!({}), own_text).await;
    let bare = Schema::build(Query, EmptyMutation, Ticks);
    let own_text = "Schema is not configured for mutations.";
    refused(bare, "mutation { change }", json!({}), own_text).await;
    let named = Request::new("query A { __typename } query B { __typename }");
    let schema = build().extension(CatalogExtension::<Codes>::new()).finish();
    let response = serde_json::to_value(schema.execute(named).await).unwrap();
    assert_eq!(response["errors"][0]["extensions"]["code"], "SYSTEM_BODY_MALFORMED");
}

#[tokio::test]
async fn queries_that_were_hardly_validated() {
    let fast = || build().validation_mode(ValidationMode::Fast);
    refused(fast(), "{ nothing }", json!({}), "Cannot query field \"nothing\"").await;
    refused(fast(), "{ ...nothing }", json!({}), "Unknown fragment \"nothing\".").await;
}
