//! A store in Redis, for several processes.

use core::error::Error;
use core::fmt::{self, Write as _};
use std::io::{self, Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::store::DedupStore;
use crate::Secret;
use crate::exchange::TraceId;

/// How long one question may take.
const PATIENCE: Duration = Duration::from_millis(100);

/// Claims alerts in Redis, by `SET key <a random value> NX PX window`. Speaks its protocol itself, without TLS.
///
/// ```
/// use error_catalog::alert::RedisStore;
///
/// let store = RedisStore::new("redis.internal:6379").login("alerts", "s3cret").database(2);
/// assert!(!format!("{store:?}").contains("s3cret"));
/// ```
pub struct RedisStore {
    address: String,
    login: Option<(String, Secret<String>)>,
    database: u32,
    prefix: String,
    connection: Mutex<Option<TcpStream>>,
}

type Failed = Box<dyn Error + Send + Sync>;

impl RedisStore {
    /// A store at `host:port`. It connects when it is asked first.
    pub fn new(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            login: None,
            database: 0,
            prefix: "error-catalog:alert:".to_owned(),
            connection: Mutex::new(None),
        }
    }

    /// Sets the user, `default` where only a password is set up, and the password.
    #[must_use]
    pub fn login(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.login = Some((user.into(), Secret::new(password.into())));
        self
    }

    /// Sets the database: 0 by default.
    #[must_use]
    pub fn database(mut self, database: u32) -> Self {
        self.database = database;
        self
    }

    /// Sets what every key begins with: `error-catalog:alert:` by default.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    fn connect(&self, end: Instant) -> Result<TcpStream, Failed> {
        let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in self.address.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, left(end)?) {
                Ok(mut connection) => {
                    connection.set_nodelay(true)?;
                    if let Some((user, password)) = &self.login {
                        expect_ok(&ask(&mut connection, &["AUTH", user, password.expose()], end)?)?;
                    }
                    if self.database != 0 {
                        let database = self.database.to_string();
                        expect_ok(&ask(&mut connection, &["SELECT", &database], end)?)?;
                    }
                    return Ok(connection);
                }
                Err(error) => last = error,
            }
        }
        Err(last.into())
    }
}

impl DedupStore for RedisStore {
    fn claim(&self, key: &str, window: Duration) -> Result<bool, Failed> {
        let end = Instant::now() + PATIENCE;
        let kept = self.connection.lock().unwrap_or_else(PoisonError::into_inner).take();
        let key = format!("{}{key}", self.prefix);
        let window = window.as_millis().to_string();
        let own = TraceId::new();
        let command = ["SET", &key, own.as_str(), "NX", "PX", &window];
        let is_kept = kept.is_some();
        let answered = kept.and_then(|mut connection| {
            let reply = ask(&mut connection, &command, end);
            reply.ok().map(|reply| (connection, reply))
        });
        let is_repeated = is_kept && answered.is_none();
        let (mut connection, reply) = match answered {
            Some(answered) => answered,
            // A kept connection that the server has closed since is replaced once.
            None => {
                let mut connection = self.connect(end)?;
                let reply = ask(&mut connection, &command, end)?;
                (connection, reply)
            }
        };
        let is_ours = match reply {
            Reply::Ok => true,
            // The lost connection may have lost the reply alone: the claim is that of this call if it has its value.
            Reply::Nil if is_repeated => {
                ask(&mut connection, &["GET", &key], end)? == Reply::Text(own.as_str().into())
            }
            Reply::Nil => false,
            Reply::Text(_) | Reply::Other => return Err("the reply is an error".into()),
        };
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection);
        Ok(is_ours)
    }
}

/// A reply to one of the commands above. The text of an error may quote the command.
#[derive(Debug, PartialEq, Eq)]
enum Reply {
    Ok,
    Nil,
    Text(Box<str>),
    Other,
}

fn expect_ok(reply: &Reply) -> Result<(), Failed> {
    if *reply == Reply::Ok { Ok(()) } else { Err("the store has refused the login".into()) }
}

/// The longest reply that is read.
const LONGEST_REPLY: usize = 4096;

/// Sends a command and reads its reply, by RESP 2.
fn ask(connection: &mut TcpStream, words: &[&str], end: Instant) -> Result<Reply, Failed> {
    let mut command = format!("*{}\r\n", words.len());
    for word in words {
        // Writing to a string does not fail.
        let _ = write!(command, "${}\r\n{word}\r\n", word.len());
    }
    connection.set_write_timeout(Some(left(end)?))?;
    connection.write_all(command.as_bytes())?;
    let mut reply = Vec::new();
    while !is_whole(&reply) {
        if reply.len() > LONGEST_REPLY {
            return Err("the reply is too long".into());
        }
        connection.set_read_timeout(Some(left(end)?))?;
        let mut piece = [0; 256];
        let count = connection.read(&mut piece)?;
        if count == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        reply.extend_from_slice(piece.get(..count).unwrap_or_default());
    }
    Ok(match &reply[..] {
        b"+OK\r\n" => Reply::Ok,
        b"$-1\r\n" | b"_\r\n" => Reply::Nil,
        [b'$', text @ ..] => {
            match core::str::from_utf8(text).ok().and_then(|t| t.split_once("\r\n")) {
                Some((_, text)) => Reply::Text(text.trim_end_matches("\r\n").into()),
                None => Reply::Other,
            }
        }
        _ => Reply::Other,
    })
}

/// Whether a reply has all its lines: a text has two, the first of which is its length.
fn is_whole(reply: &[u8]) -> bool {
    let lines = reply.windows(2).filter(|end| end == b"\r\n").count();
    let is_text = reply.first() == Some(&b'$') && !reply.starts_with(b"$-");
    reply.ends_with(b"\r\n") && lines >= if is_text { 2 } else { 1 }
}

fn left(end: Instant) -> io::Result<Duration> {
    let left = end.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("database", &self.database)
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}
