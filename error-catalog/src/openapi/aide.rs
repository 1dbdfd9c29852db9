//! Failures as an output of aide.

use std::collections::BTreeMap;

use ::aide::OperationOutput;
use ::aide::generate::GenContext;
use ::aide::openapi::{Operation, Response};

use crate::Failure;
use crate::registry::CodeSet;

impl<C: CodeSet> OperationOutput for Failure<C> {
    type Inner = Self;

    fn inferred_responses(_: &mut GenContext, _: &mut Operation) -> Vec<(Option<u16>, Response)> {
        let responses: BTreeMap<u16, Response> = super::read(&super::text::<C>());
        responses.into_iter().map(|(status, response)| (Some(status), response)).collect()
    }
}
