//! The settings of alerts.

use core::fmt;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Uri;

use super::alerts::{Alerts, Shared, State};
use super::channel::{Channel, ChannelSettings};
use super::clock::{Clock, Timer};
use super::conditions::{Conditions, Watch};
use super::counts::Counters;
use super::dispatch::Dispatch;
use super::fallback::Fallback;
use super::payload::PayloadFormat;
use super::store::{Claims, DedupStore};
use super::transport::Transport;
use crate::mask::Mask;
use crate::repeats::Repeats;
use crate::{Entry, Registry, Secret, Severity};

const PAGERDUTY: &str = "https://events.pagerduty.com/v2/enqueue";

/// Clients compute with the deadline of a call, and not each of them can with `Duration::MAX`.
const LONGEST_DEADLINE: Duration = Duration::from_secs(60 * 60);

/// The settings of [`Alerts`], made by [`Alerts::for_registry`].
#[must_use = "nothing is sent before `.start()`"]
pub struct AlertsBuilder {
    codes: &'static [&'static Entry],
    service: String,
    channels: Vec<Wanted>,
    transport: Option<Arc<dyn Transport>>,
    pagerduty_url: String,
    store: Option<Arc<dyn DedupStore>>,
    clock: Option<Box<dyn Clock>>,
    mask: Mask,
    conditions: Option<Conditions>,
    deadline: Duration,
    pause: Duration,
    fallback: Box<dyn Write + Send>,
}

/// A channel as it was asked for.
struct Wanted {
    name: &'static str,
    severity: String,
    form: Form,
}

enum Form {
    Slack(Secret<String>),
    Teams(Secret<String>),
    PagerDuty(Secret<String>),
    Own(Arc<dyn Transport>),
}

impl Alerts {
    /// The alerts of a registry, whose channels are still to be named.
    pub fn for_registry<C: Registry>() -> AlertsBuilder {
        AlertsBuilder::new(C::ALL, C::settings().service)
    }

    /// The short name of [`for_registry`](Self::for_registry).
    #[doc(hidden)]
    pub fn of<C: Registry>() -> AlertsBuilder {
        Self::for_registry::<C>()
    }
}

impl AlertsBuilder {
    fn new(codes: &'static [&'static Entry], service: Option<&'static str>) -> Self {
        let service = service.filter(|service| !service.is_empty());
        Self {
            codes,
            service: service.unwrap_or("error-catalog").to_owned(),
            channels: Vec::new(),
            transport: None,
            pagerduty_url: PAGERDUTY.to_owned(),
            store: None,
            clock: None,
            mask: Mask::default(),
            conditions: None,
            deadline: Duration::from_secs(5),
            pause: Duration::from_secs(1),
            fallback: Box::new(io::stderr()),
        }
    }

    fn want(mut self, name: &'static str, severity: &str, form: Form) -> Self {
        self.channels.push(Wanted { name, severity: severity.to_owned(), form });
        self
    }

    /// Sends alerts of a severity, `ERROR` or `CRITICAL`, to an incoming webhook of Slack. The address is a secret.
    pub fn slack(self, severity: &str, url: impl Into<String>) -> Self {
        self.want("slack", severity, Form::Slack(Secret::new(url.into())))
    }

    /// Sends alerts of a severity, `ERROR` or `CRITICAL`, to a webhook of Teams, as an adaptive card. The address is a secret.
    pub fn teams(self, severity: &str, url: impl Into<String>) -> Self {
        self.want("teams", severity, Form::Teams(Secret::new(url.into())))
    }

    /// Sends critical alerts to PagerDuty, by the integration key of a service (Events API v2).
    pub fn pagerduty(self, key: impl Into<String>) -> Self {
        self.want(
            "pagerduty",
            Severity::Critical.as_str(),
            Form::PagerDuty(Secret::new(key.into())),
        )
    }

    /// Sets where events for PagerDuty are posted, such as `https://events.eu.pagerduty.com/v2/enqueue`.
    pub fn pagerduty_url(mut self, url: impl Into<String>) -> Self {
        self.pagerduty_url = url.into();
        self
    }

    /// Sends critical alerts by e-mail, over `Smtp` (feature `alert-mail`) or another transport, which finds the subject in
    /// [`Delivery::title`](super::Delivery::title) and the body in [`Delivery::text`](super::Delivery::text).
    pub fn mail(self, transport: impl Transport) -> Self {
        self.want("mail", Severity::Critical.as_str(), Form::Own(Arc::new(transport)))
    }

    /// Sends alerts of a severity over a transport of your own.
    pub fn channel(self, name: &'static str, severity: &str, transport: impl Transport) -> Self {
        self.want(name, severity, Form::Own(Arc::new(transport)))
    }

    /// Sets the HTTP client of Slack, Teams and PagerDuty, in place of `Http` (feature `alert-http`).
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the store by which only one of several processes sends an alert, such as `RedisStore` (feature `alert-redis`).
    pub fn dedup(mut self, store: impl DedupStore) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Reports conditions that the process sees for itself. Services whose metrics are watched by Prometheus need none.
    pub fn conditions(mut self, conditions: Conditions) -> Self {
        self.conditions = Some(conditions);
        self
    }

    /// Sets what is masked in alerts, in place of [`Mask::default`].
    pub fn mask(mut self, mask: Mask) -> Self {
        self.mask = mask;
        self
    }

    /// Sets the name of the service, in place of the `service` of the registry.
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = service.into();
        self
    }

    /// Sets how long one call of a channel may take: 5 seconds by default, and an hour at most.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline.min(LONGEST_DEADLINE);
        self
    }

    /// Sets how long to wait before the retry of a call: one second by default. If the receiver names a time, that is
    /// waited, up to 5 seconds.
    pub fn retry_pause(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// Sets where critical alerts go that no channel has taken, one JSON document a line, in place of the standard error
    /// stream.
    pub fn fallback(mut self, writer: impl Write + Send + 'static) -> Self {
        self.fallback = Box::new(writer);
        self
    }

    /// Sets the clock of windows, limits and breakers, for a test.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// Checks the settings and starts the threads: one for each channel, one before them, and one for the fallback log.
    ///
    /// # Errors
    /// When a setting is wrong, or the system gives no thread. No message has an address or a key.
    pub fn start(self) -> io::Result<Alerts> {
        let timer = Arc::new(Timer::new(self.clock));
        let counters = Arc::new(Counters::default());
        let transport = self.transport;
        #[cfg(feature = "alert-http")]
        let transport = Some(transport.unwrap_or_else(|| Arc::new(super::http::Http::new())));
        let common = Common {
            transport,
            pagerduty_url: self.pagerduty_url,
            service: self.service,
            deadline: self.deadline,
            pause: self.pause,
        };
        let mut wanted: Vec<ChannelSettings> = Vec::with_capacity(self.channels.len());
        for channel in self.channels {
            let settings = common.channel(channel, &wanted)?;
            wanted.push(settings);
        }
        let codes: Vec<_> = self.codes.iter().map(|entry| entry.code()).collect();
        let watches_routes = self.conditions.as_ref().is_some_and(Conditions::watches_routes);
        let conditions = self.conditions;
        let watch = |codes| conditions.map(|conditions| Watch::new(conditions, codes));
        let shared = Arc::new(Shared {
            state: Mutex::new(State::new(&codes, watch)),
            repeats: Repeats::new(),
            timer,
            mask: self.mask,
            dispatch: Dispatch::new(&common.service, &counters),
            channels: wanted.into_iter().map(Channel::new).map(Arc::new).collect(),
            fallback: Arc::new(Fallback::new(&counters)),
            counters,
            watches_routes,
        });
        let claims = self.store.map(Claims::new);
        // Without one of them the others have nothing to do.
        start_threads(&shared, self.fallback, claims).inspect_err(|_| shared.stop())?;
        Ok(Alerts::new(shared))
    }
}

fn start_threads(
    shared: &Arc<Shared>,
    fallback: Box<dyn Write + Send>,
    claims: Option<Claims>,
) -> io::Result<()> {
    shared.fallback.start(fallback)?;
    shared.channels.iter().try_for_each(|channel| channel.start(&shared.timer))?;
    let shared = Arc::clone(shared);
    let thread = std::thread::Builder::new().name("error-catalog-alerts".into());
    let work = move || {
        let collect_due = |_: &Dispatch| shared.send_due(shared.timer.now());
        shared.dispatch.work(&shared.channels, claims, &shared.timer, collect_due);
    };
    thread.spawn(work).map(drop)
}

/// What the channels share.
struct Common {
    transport: Option<Arc<dyn Transport>>,
    pagerduty_url: String,
    service: String,
    deadline: Duration,
    pause: Duration,
}

impl Common {
    fn channel(&self, wanted: Wanted, others: &[ChannelSettings]) -> io::Result<ChannelSettings> {
        let Wanted { name, severity, form } = wanted;
        // A thread cannot have it, and a series must not.
        if name.is_empty() || name.contains(char::is_control) {
            let name = name.escape_debug();
            return Err(wrong(format!("`{name}` is not a name of a channel")));
        }
        let severity = match Severity::parse(&severity) {
            Some(severity) if severity != Severity::Warning => severity,
            Some(_) => {
                return Err(wrong(format!("{name}: a WARNING is in the log only, and no alert")));
            }
            None => {
                let severity: String = severity.chars().take(20).collect();
                let text =
                    format!("{name}: `{severity}` is not a severity; use `ERROR` or `CRITICAL`");
                return Err(wrong(text));
            }
        };
        let name = unique_name(name, severity, &form, others);
        let (format, url, transport) = match form {
            Form::Slack(url) => {
                (PayloadFormat::Slack, Some(parse_url(&name, &url)?), self.http(&name)?)
            }
            Form::Teams(url) => {
                (PayloadFormat::Teams, Some(parse_url(&name, &url)?), self.http(&name)?)
            }
            Form::PagerDuty(key) => {
                if key.expose().trim().is_empty() {
                    return Err(wrong(format!("{name}: the key is empty")));
                }
                let url = parse_url(&name, &Secret::new(self.pagerduty_url.clone()))?;
                let service = self.service.clone();
                (PayloadFormat::PagerDuty { key, service }, Some(url), self.http(&name)?)
            }
            Form::Own(transport) => {
                (PayloadFormat::Json { service: self.service.clone() }, None, transport)
            }
        };
        match crate::panics::catch(|| transport.check()) {
            Ok(Ok(())) => {}
            Ok(Err(unsent)) => {
                let reason = crate::line::displayed(&unsent.reason());
                return Err(wrong(format!("{name}: {reason}")));
            }
            Err(_) => return Err(wrong(format!("{name}: the transport panicked"))),
        }
        let (deadline, pause) = (self.deadline, self.pause);
        Ok(ChannelSettings { name, severity, format, url, transport, deadline, pause })
    }

    fn http(&self, name: &str) -> io::Result<Arc<dyn Transport>> {
        self.transport.clone().ok_or_else(|| {
            let cure = "enable feature `alert-http`, or set `.transport(…)`";
            wrong(format!("{name}: there is no HTTP client; {cure}"))
        })
    }
}

/// The address, if it is one.
fn parse_url(name: &str, url: &Secret<String>) -> io::Result<Secret<Arc<str>>> {
    let parsed = url.expose().trim().parse::<Uri>().ok();
    let is_http = parsed.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https")) && uri.authority().is_some()
    });
    if !is_http {
        return Err(wrong(format!("{name}: the address is not an `https` URL")));
    }
    Ok(Secret::new(url.expose().trim().into()))
}

/// `slack_error`, `slack_critical`, `pagerduty`, `mail`; a second one of the same name is `slack_error_2`.
fn unique_name(
    name: &'static str,
    severity: Severity,
    form: &Form,
    others: &[ChannelSettings],
) -> Arc<str> {
    let name = match form {
        Form::Slack(_) | Form::Teams(_) => {
            format!("{name}_{}", severity.as_str().to_ascii_lowercase())
        }
        Form::PagerDuty(_) | Form::Own(_) => name.to_owned(),
    };
    let is_taken = |name: &str| others.iter().any(|other| *other.name == *name);
    let numbered = (2..).map(|number: u32| format!("{name}_{number}"));
    let mut names = core::iter::once(name.clone()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_default().into()
}

fn wrong(text: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, text)
}

impl fmt::Debug for AlertsBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let channels: Vec<_> = self.channels.iter().map(|channel| channel.name).collect();
        f.debug_struct("AlertsBuilder")
            .field("service", &self.service)
            .field("channels", &channels)
            .finish_non_exhaustive()
    }
}
