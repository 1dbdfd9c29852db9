//! The settings of a reporter.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;
use std::time::Instant;

use http::HeaderName;

use super::by_hand::Target;
use super::guard::Guard;
use super::reporter::{Reporter, Shared};
use super::sink::Sink;
use super::user::UserKey;
use super::worker::Queue;
use crate::mask::Mask;
use crate::raised::Raised;
use crate::repeats::Repeats;

/// The settings of a [`Reporter`], made by [`Reporter::to`].
#[must_use = "nothing is written before `.start()`"]
pub struct ReporterBuilder {
    sinks: Vec<Box<dyn Sink>>,
    mask: Mask,
    environment: Cow<'static, str>,
    service: Option<Cow<'static, str>>,
    is_debug: bool,
    user_key: Option<UserKey>,
    /// Or a name that is not that of a header.
    headers: Result<Vec<HeaderName>, String>,
    most_records: usize,
    most_bytes: usize,
    targets: Vec<Box<dyn Target>>,
}

impl Reporter {
    /// A reporter that writes to a sink.
    pub fn to(sink: impl Sink) -> ReporterBuilder {
        ReporterBuilder::new(sink)
    }
}

impl ReporterBuilder {
    fn new(sink: impl Sink) -> Self {
        let headers = [
            http::header::ACCEPT,
            http::header::CONTENT_LENGTH,
            http::header::CONTENT_TYPE,
            http::header::USER_AGENT,
        ];
        Self {
            sinks: vec![Box::new(sink)],
            mask: Mask::default(),
            environment: Cow::Borrowed("production"),
            service: None,
            is_debug: false,
            user_key: None,
            headers: Ok(headers.into()),
            most_records: 8192,
            most_bytes: 8 * 1024 * 1024,
            targets: Vec::new(),
        }
    }

    /// Passes failures outside of requests on to another receiver.
    #[cfg(feature = "alert")]
    pub(crate) fn pass_on(mut self, target: impl Target + 'static) -> Self {
        self.targets.push(Box::new(target));
        self
    }

    /// Adds another sink, which receives every record too.
    pub fn and(mut self, sink: impl Sink) -> Self {
        self.sinks.push(Box::new(sink));
        self
    }

    /// Sets what is masked in records, in place of [`Mask::default`].
    pub fn mask(mut self, mask: Mask) -> Self {
        self.mask = mask;
        self
    }

    /// Sets where the service runs, such as `staging`; `production` by default. Only records of other environments can have
    /// stack traces.
    pub fn environment(mut self, environment: impl Into<Cow<'static, str>>) -> Self {
        self.environment = environment.into();
        self
    }

    /// Sets the name of the service, in place of the `service` of the registry that a failure belongs to.
    pub fn service(mut self, service: impl Into<Cow<'static, str>>) -> Self {
        self.service = Some(service.into());
        self
    }

    /// Enables debugging: records have stack traces, unless the environment is `production`. A failure that is raised later then
    /// costs some microseconds more.
    pub fn debug(mut self, is_debug: bool) -> Self {
        self.is_debug = is_debug;
        self
    }

    /// Sets the secret that ids of users are hashed with. Services with the same secret write the same hash for a user. By
    /// default each process has another, random key.
    pub fn user_key(mut self, secret: impl AsRef<[u8]>) -> Self {
        self.user_key = Some(UserKey::from_secret(secret.as_ref()));
        self
    }

    /// Sets the request headers that records have: by default `accept`, `content-length`, `content-type` and `user-agent`.
    /// Their values are masked, and those of headers such as `authorization` as a whole.
    pub fn headers<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let header =
            |name: &str| HeaderName::from_bytes(name.as_bytes()).map_err(|_| name.to_owned());
        self.headers = names.into_iter().map(header).collect();
        self
    }

    /// Sets how many records may wait: by default 8192, and at most 8 MiB of them. Others are dropped and
    /// [counted](Reporter::counts).
    pub fn queue(mut self, records: usize) -> Self {
        self.most_records = records;
        self
    }

    /// Starts the thread that writes.
    ///
    /// # Errors
    /// When the system gives no thread, and when a name that was given to [`headers`](Self::headers) is not that of a header.
    pub fn start(self) -> io::Result<(Reporter, Guard)> {
        let headers = self.headers.map_err(|name| {
            let wrong = format!("`{name}` is not the name of a header");
            io::Error::new(io::ErrorKind::InvalidInput, wrong)
        })?;
        let formats = self.sinks.iter().map(|sink| sink.format()).collect();
        let (queue, thread) = Queue::start(self.sinks, self.most_records, self.most_bytes)?;
        let is_production = self.environment.eq_ignore_ascii_case("production");
        let has_stack_traces = self.is_debug && !is_production;
        if has_stack_traces {
            Raised::capture_stacks();
        }
        let shared = Shared {
            formats,
            queue: Arc::clone(&queue),
            mask: self.mask.within(self.environment.clone()),
            environment: self.environment,
            service: self.service,
            has_stack_traces,
            user_key: self.user_key.unwrap_or_else(UserKey::random),
            // Layers keep headers by reference. A service makes one reporter, or a few.
            headers: Vec::leak(headers),
            repeats: Repeats::new(),
            start: Instant::now(),
            targets: self.targets,
        };
        Ok((Reporter::new(shared), Guard::new(queue, thread)))
    }
}

impl core::fmt::Debug for ReporterBuilder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ReporterBuilder")
            .field("environment", &self.environment)
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}
