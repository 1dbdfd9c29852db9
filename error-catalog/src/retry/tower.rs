//! The adapter for `tower::retry`.

use super::policy::Policy;
use super::tries::Tries;
use crate::failure::AsCatalogued;

/// A policy for `tower::retry::RetryLayer`, from [`Policy::tower`]. The tries of one request do not count for the next.
///
/// The service returns a `Failure` or an error of a catalogue. Every response counts as a success: turn an error response of the
/// other service into a failure before.
#[derive(Debug)]
pub struct TowerPolicy {
    policy: Policy,
    tries: Option<Tries>,
}

impl Policy {
    /// The same for `tower::retry::RetryLayer`.
    pub fn tower(&self) -> TowerPolicy {
        TowerPolicy { policy: self.clone(), tries: None }
    }
}

/// `tower` clones the policy for each request.
impl Clone for TowerPolicy {
    fn clone(&self) -> Self {
        self.policy.tower()
    }
}

impl<Request: Clone, Response, E: AsCatalogued> tower::retry::Policy<Request, Response, E>
    for TowerPolicy
{
    type Future = tokio::time::Sleep;

    fn retry(&mut self, _: &mut Request, result: &mut Result<Response, E>) -> Option<Self::Future> {
        let tries = self.tries.get_or_insert_with(|| self.policy.begin());
        let wait = tries.wait(result.as_ref().err()?)?;
        Some(tokio::time::sleep(wait))
    }

    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        Some(request.clone())
    }
}
