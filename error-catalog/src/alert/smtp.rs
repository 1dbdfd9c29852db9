//! The SMTP client of alerts.

use core::fmt;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Mailboxes, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Message, SmtpTransport, Transport as _};

use super::transport::{Delivery, Transport, Unsent};
use crate::Secret;

/// Sends alerts by e-mail, over one connection each.
///
/// ```
/// use error_catalog::alert::Smtp;
///
/// let smtp = Smtp::relay("smtp.example.com")
///     .login("alerts", "s3cret")
///     .from("Alerts <alerts@example.com>")
///     .to("ops-oncall@example.com");
/// ```
pub struct Smtp {
    host: String,
    port: Option<u16>,
    security: Security,
    login: Option<(String, Secret<String>)>,
    from: String,
    to: Vec<String>,
}

#[derive(Debug, Clone, Copy)]
enum Security {
    Tls,
    StartTls,
    Plain,
}

impl Smtp {
    fn new(host: impl Into<String>, security: Security) -> Self {
        let (port, login, from, to) = (None, None, String::new(), Vec::new());
        Self { host: host.into(), port, security, login, from, to }
    }

    /// Sends over a server that speaks TLS from the first byte: port 465 by default.
    pub fn relay(host: impl Into<String>) -> Self {
        Self::new(host, Security::Tls)
    }

    /// Sends over a server that is asked for TLS, which it must grant: port 587 by default.
    pub fn starttls_relay(host: impl Into<String>) -> Self {
        Self::new(host, Security::StartTls)
    }

    /// Sends without TLS: port 25 by default. For a server on the same machine.
    pub fn plain(host: impl Into<String>) -> Self {
        Self::new(host, Security::Plain)
    }

    /// Sets the port.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = Some(port);
        self
    }

    /// Sets the user and the password.
    #[must_use]
    pub fn login(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.login = Some((user.into(), Secret::new(password.into())));
        self
    }

    /// Sets the sender, with or without a name: `Alerts <alerts@example.com>`.
    #[must_use]
    pub fn from(mut self, sender: impl Into<String>) -> Self {
        self.from = sender.into();
        self
    }

    /// Adds a recipient.
    #[must_use]
    pub fn to(mut self, recipient: impl Into<String>) -> Self {
        self.to.push(recipient.into());
        self
    }

    fn transport(&self, delivery: Option<&Delivery>) -> Result<SmtpTransport, Unsent> {
        let host = self.host.as_str();
        let builder = match self.security {
            Security::Tls => SmtpTransport::relay(host),
            Security::StartTls => SmtpTransport::starttls_relay(host),
            Security::Plain => Ok(SmtpTransport::builder_dangerous(host)),
        };
        let mut builder = builder.map_err(|_| Unsent::refused("the host is not valid"))?;
        if let Some(port) = self.port {
            builder = builder.port(port);
        }
        if let Some((user, password)) = &self.login {
            builder =
                builder.credentials(Credentials::new(user.clone(), password.expose().clone()));
        }
        Ok(builder.timeout(delivery.map(Delivery::deadline)).build())
    }

    fn message(&self, subject: &str, body: String) -> Result<Message, Unsent> {
        let sender = self.from.parse::<Mailbox>();
        let sender = sender.map_err(|_| Unsent::refused("the sender is not a mail address"))?;
        if self.to.is_empty() {
            return Err(Unsent::refused("there is no recipient"));
        }
        let recipients = self.to.iter().map(|to| to.parse::<Mailbox>());
        let recipients = recipients.collect::<Result<Mailboxes, _>>();
        let recipients =
            recipients.map_err(|_| Unsent::refused("a recipient is not a mail address"))?;
        let message = recipients.into_iter().fold(Message::builder(), MessageBuilder::to);
        // `lettre` encodes the subject: no text can add a header.
        let message = message.from(sender).subject(subject).header(ContentType::TEXT_PLAIN);
        message.body(body).map_err(|_| Unsent::refused("the message is not valid"))
    }
}

impl Transport for Smtp {
    fn send(&self, delivery: &Delivery) -> Result<(), Unsent> {
        let mut body = delivery.text().to_owned();
        if let Some(code) = delivery.code() {
            body.push_str("\n\n");
            body.push_str(code);
        }
        body.push('\n');
        let message = self.message(delivery.title(), body)?;
        let sent = self.transport(Some(delivery))?.send(&message);
        // The text of the error may quote addresses.
        sent.map(drop).map_err(|error| match error.status() {
            _ if error.is_timeout() => Unsent::new("timed out"),
            Some(status) if error.is_permanent() => Unsent::refused(format!("status {status}")),
            Some(status) => Unsent::new(format!("status {status}")),
            None => Unsent::new("the connection failed"),
        })
    }

    fn check(&self) -> Result<(), Unsent> {
        self.message("check", String::new())?;
        self.transport(None).map(drop)
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("host", &self.host)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}
