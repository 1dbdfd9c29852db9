//! A mail server on the loopback interface, which can misbehave.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A mail as it was received.
#[derive(Debug, Clone, Default)]
pub struct Mail {
    /// The envelope: `MAIL FROM` and `RCPT TO`.
    pub envelope: Vec<String>,
    /// The lines of the headers and of the body.
    pub lines: Vec<String>,
}

/// A server that takes every mail.
pub struct MailServer {
    /// Its port.
    pub port: u16,
    mails: Arc<Mutex<Vec<Mail>>>,
}

impl MailServer {
    /// Starts one. With a pause it sends a byte at a time, so that each read makes progress and the mail none.
    pub fn start(pause: Option<Duration>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mails = Arc::<Mutex<Vec<Mail>>>::default();
        let received = Arc::clone(&mails);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let received = Arc::clone(&received);
                std::thread::spawn(move || serve(&stream, pause, &received));
            }
        });
        Self { port, mails }
    }

    /// The mails so far.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap().clone()
    }
}

fn serve(stream: &TcpStream, pause: Option<Duration>, mails: &Mutex<Vec<Mail>>) -> Option<()> {
    let mut writer = stream;
    let mut say = |text: &str| -> Option<()> {
        let Some(pause) = pause else { return writer.write_all(text.as_bytes()).ok() };
        for byte in text.bytes() {
            writer.write_all(&[byte]).ok()?;
            std::thread::sleep(pause);
        }
        Some(())
    };
    say("220 loopback, a server that is glad to take every mail that there is\r\n")?;
    let (mut mail, mut is_data) = (Mail::default(), false);
    for line in BufReader::new(stream).lines() {
        let line = line.ok()?;
        if is_data {
            if line == "." {
                is_data = false;
                mails.lock().unwrap().push(std::mem::take(&mut mail));
                say("250 ok\r\n")?;
            } else {
                mail.lines.push(line);
            }
            continue;
        }
        match line.split(' ').next().unwrap_or_default() {
            "EHLO" => say("250-loopback\r\n250 8BITMIME\r\n")?,
            "DATA" => {
                is_data = true;
                say("354 go\r\n")?;
            }
            "QUIT" => {
                say("221 bye\r\n")?;
                return None;
            }
            _ => {
                mail.envelope.push(line);
                say("250 ok\r\n")?;
            }
        }
    }
    None
}
