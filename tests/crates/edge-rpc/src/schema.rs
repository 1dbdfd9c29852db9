//! The schema of the shop, whose fields fail in every way there is.

use std::sync::Arc;

use async_graphql::futures_util::stream::{self, Stream, StreamExt as _};
use async_graphql::{
    Context, EmptyMutation, Error, ErrorExtensions as _, InputValueError, InputValueResult, Object,
    Result, Scalar, ScalarType, Schema, SchemaBuilder, Subscription, Value,
};
use error_catalog::{Failure, OrFail as _, ValidationError};

use crate::shop::{AlienCodes, AlienError, CartError, Codes, StockCodes, StockError};

/// The schema.
pub type Shop = Schema<Query, EmptyMutation, Ticks>;

/// The schema, to be given its extensions.
pub fn build() -> SchemaBuilder<Query, EmptyMutation, Ticks> {
    Schema::build(Query { loaded: Arc::new(CartError::down().into()) }, EmptyMutation, Ticks)
}

/// The queries.
pub struct Query {
    /// One failure for all that wait for a loader.
    loaded: Arc<Failure<Codes>>,
}

/// A text that its parser refuses.
pub struct Email;

#[Scalar]
impl ScalarType for Email {
    fn parse(value: Value) -> InputValueResult<Self> {
        Err(InputValueError::custom(format!("{value} is unknown to internal.example")))
    }

    fn to_value(&self) -> Value {
        Value::Null
    }
}

/// An element of a list.
pub struct Item(u32);

#[Object]
impl Item {
    async fn id(&self) -> u32 {
        self.0
    }

    /// Fails for odd numbers.
    #[expect(clippy::unused_async, reason = "the macro asks for it")]
    async fn price(&self) -> Result<Option<u32>, Failure<Codes>> {
        if self.0 % 2 == 1 { Err(CartError::full())? } else { Ok(Some(self.0)) }
    }
}

#[Object]
#[allow(clippy::unused_async, reason = "fields are asynchronous")]
impl Query {
    async fn fine(&self) -> u32 {
        1
    }

    async fn full(&self) -> Result<u32, Failure<Codes>> {
        Err(CartError::full())?
    }

    async fn down(&self) -> Result<Option<u32>, Failure<Codes>> {
        Err(CartError::down())?
    }

    async fn fraud(&self) -> Result<Option<u32>, Failure<Codes>> {
        Err(CartError::Fraud)?
    }

    async fn unexpected(&self) -> Result<Option<u32>, Failure<Codes>> {
        Ok(Some("x".parse().or_internal_with(|| "reading internal.example")?))
    }

    async fn invalid(&self) -> Result<Option<u32>, Failure<Codes>> {
        Err(ValidationError::new().field("quantity", "must be positive"))?
    }

    /// The enum itself as error.
    async fn direct(&self) -> Result<Option<u32>, CartError> {
        Err(CartError::full())
    }

    /// The error type of async-graphql.
    async fn question(&self) -> Result<Option<u32>> {
        Err(CartError::full())?
    }

    /// An error of another crate.
    async fn foreign(&self) -> Result<Option<u32>, std::io::Error> {
        Err(std::io::Error::other("password=hunter2 at internal.example"))
    }

    async fn unexpected_by_question(&self) -> Result<Option<u32>> {
        Ok(Some("x".parse().or_internal_with(|| "reading internal.example")?))
    }

    /// An error by hand, with a code by hand.
    async fn by_hand(&self) -> Result<Option<u32>> {
        let error = Error::new("sk_live_4eC39 of internal.example");
        Err(error.extend_with(|_, values| values.set("code", "CART_ITEM_LIMIT")))
    }

    async fn alien(&self) -> Result<Option<u32>, Failure<AlienCodes>> {
        Err(AlienError::ShipLost)?
    }

    async fn stock(&self) -> Result<Option<u32>, Failure<StockCodes>> {
        Err(StockError::ItemGone)?
    }

    /// Data that the schema lacks.
    async fn data(&self, ctx: &Context<'_>) -> Result<Option<u32>> {
        Ok(Some(*ctx.data::<u32>()?))
    }

    async fn boom(&self) -> Option<u32> {
        assert!(self.loaded.code().as_str().is_empty(), "the panic of internal.example");
        None
    }

    async fn email(&self, #[graphql(desc = "An address")] address: Email) -> Option<bool> {
        let Email = address;
        None
    }

    async fn loaded_once(&self) -> Result<Option<u32>, Arc<Failure<Codes>>> {
        Err(Arc::clone(&self.loaded))
    }

    async fn loaded_again(&self) -> Result<Option<u32>, Arc<Failure<Codes>>> {
        Err(Arc::clone(&self.loaded))
    }

    async fn items(&self, count: u32) -> Vec<Item> {
        (0..count).map(Item).collect()
    }

    /// A nested object, which is there.
    async fn nested(&self) -> Option<Item> {
        Some(Item(1))
    }
}

/// The subscriptions.
pub struct Ticks;

#[Subscription]
#[allow(clippy::unused_async, reason = "fields are asynchronous")]
impl Ticks {
    /// The second of three fails.
    async fn ticks(&self) -> impl Stream<Item = Result<u32, Failure<Codes>>> {
        stream::iter(0..3)
            .map(|tick| if tick == 1 { Err(CartError::full().into()) } else { Ok(tick) })
    }

    async fn never(&self) -> Result<stream::Empty<u32>, Failure<Codes>> {
        Err(CartError::down())?
    }

    async fn boom(&self) -> impl Stream<Item = u32> {
        stream::iter(0..3).map(|tick| {
            assert!(tick < 1, "the panic of internal.example");
            tick
        })
    }
}
