//! Several processes that share a store in Redis.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use alerts::{Codes, PATIENCE, RoutingError, Sent, TestClock, keep};
use error_catalog::alert::{Alerts, DedupStore, RedisStore};
use error_catalog::edge::{Edge, Observer as _, Occurrence};
use http::StatusCode;
use ports::free_port;

/// A server of this test, which is ended with it.
struct Redis {
    process: Child,
    port: u16,
}

impl Redis {
    /// A server on a port that is free.
    fn start(arguments: &[&str]) -> Self {
        loop {
            if let Some(redis) = Self::start_at(free_port(), arguments) {
                return redis;
            }
        }
    }

    /// Nothing if another one has the port.
    fn start_at(port: u16, arguments: &[&str]) -> Option<Self> {
        let process = Command::new("redis-server")
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""])
            .args(["--appendonly", "no", "--daemonize", "no", "--dir", env!("CARGO_TARGET_TMPDIR")])
            .args(arguments)
            .stdout(Stdio::null())
            .spawn()
            .expect("this test needs `redis-server`: apt-get install redis-server");
        let mut redis = Self { process, port };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if redis.process.try_wait().unwrap().is_some() {
                return None;
            }
            assert!(Instant::now() < end, "redis-server does not listen");
            std::thread::sleep(Duration::from_millis(5));
        }
        Some(redis)
    }

    fn store(&self) -> RedisStore {
        RedisStore::new(format!("127.0.0.1:{}", self.port))
    }

    fn signal(&self, signal: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What stands for a process: alerts, and what they sent.
fn process(store: RedisStore, clock: &TestClock) -> (Alerts, Sent) {
    let sent = Sent::default();
    let alerts = Alerts::for_registry::<Codes>()
        .channel("errors", "ERROR", keep(&sent))
        .channel("criticals", "CRITICAL", keep(&sent))
        .clock(clock.clone())
        .dedup(store)
        .start()
        .unwrap();
    (alerts, sent)
}

fn take(alerts: &Alerts, sent: &Sent) -> usize {
    assert!(alerts.flush(PATIENCE));
    std::mem::take(&mut *sent.lock().unwrap()).len()
}

/// The result of the first run in which the store answered each time. On a busy machine it may not answer in its tenth of a
/// second, and then lets alerts pass. A run has a number, for keys that no other run has claimed.
fn answered<T>(run: impl FnMut(u32) -> Option<T>) -> T {
    (0..20).find_map(run).expect("the store answers in one of twenty runs")
}

#[test]
fn one_of_several_processes_sends_an_alert() {
    let (redis, clock) = (Redis::start(&[]), TestClock::default());
    let (shared, elsewhere, new) = answered(|run| {
        let store = || redis.store().prefix(format!("run-{run}:"));
        let (first, sent_by_first) = process(store(), &clock);
        let (second, sent_by_second) = process(store(), &clock);
        for alerts in [&first, &second] {
            alerts.report(&RoutingError::timeout()).trace_id("req-1").send();
            alerts.report(&RoutingError::pool()).trace_id("req-2").send();
            assert!(alerts.flush(PATIENCE));
        }
        let shared = (take(&first, &sent_by_first), take(&second, &sent_by_second));
        let elsewhere = second.counts().sent_elsewhere;
        // Each critical failure is an alert.
        second.report(&RoutingError::pool()).trace_id("req-3").send();
        second.report(&RoutingError::pool()).send();
        second.report(&RoutingError::pool()).send();
        let new = take(&second, &sent_by_second);
        let has_answered = [&first, &second].iter().all(|one| one.counts().store_failures == 0);
        has_answered.then_some((shared, elsewhere, new))
    });
    assert_eq!((shared, elsewhere), ((2, 0), 2));
    assert_eq!(new, 3, "without an id each is new");
}

/// A client chooses the ids of its requests, and may choose that of a job.
#[test]
fn a_client_silences_no_job_of_another_process() {
    let edge = Edge::<Codes>::new();
    let (redis, error) = (Redis::start(&[]), RoutingError::pool());
    let occurs = |id: &'static str, alerts: &Alerts| {
        let exchange = edge.begin("GET".parse().unwrap(), "/", |name| {
            (name == "x-request-id").then_some(id.as_bytes())
        });
        alerts.failed(&Occurrence::new(&error, &exchange, StatusCode::INTERNAL_SERVER_ERROR));
    };
    let counts = answered(|run| {
        let store = || redis.store().prefix(format!("run-{run}:"));
        let clock = TestClock::default();
        let [first, second, third] = [(); 3].map(|()| process(store(), &clock));
        occurs("job-42", &first.0);
        assert!(first.0.flush(PATIENCE));
        second.0.report(&error).trace_id("job-42").send();
        assert!(second.0.flush(PATIENCE));
        for (alerts, _) in [&second, &third] {
            occurs("job-42", alerts);
            alerts.report(&error).trace_id("job-42").send();
        }
        let processes = [first, second, third];
        let counts = processes.each_ref().map(|(alerts, sent)| take(alerts, sent));
        let has_answered = processes.iter().all(|(alerts, _)| alerts.counts().store_failures == 0);
        has_answered.then_some(counts)
    });
    // The first has the request, the second the job, and the third neither.
    assert_eq!(counts, [1, 1, 0]);
}

/// A store that hangs or is gone lets every alert pass, and is asked again when it is back.
#[test]
fn a_store_that_fails_and_recovers() {
    let (mut redis, clock) = (Redis::start(&[]), TestClock::default());
    let (alerts, sent) = answered(|run| {
        let (alerts, sent) = process(redis.store(), &clock);
        alerts.report(&RoutingError::pool()).trace_id(format!("req-1-{run}")).send();
        assert_eq!(take(&alerts, &sent), 1);
        (alerts.counts().store_failures == 0).then_some((alerts, sent))
    });

    redis.signal("-STOP");
    for id in ["req-2", "req-3", "req-4"] {
        alerts.report(&RoutingError::pool()).trace_id(id).send();
    }
    assert_eq!(take(&alerts, &sent), 3);
    assert_eq!(alerts.counts().store_failures, 3);
    redis.signal("-CONT");

    let end = Instant::now() + PATIENCE;
    while redis.store().claim("back", Duration::from_secs(1)).is_err() {
        assert!(Instant::now() < end);
    }
    let sent_by_each = answered(|run| {
        // It is left alone for a second, and for at most thirty where it fails again.
        clock.advance(Duration::from_secs(if run == 0 { 1 } else { 30 }));
        let before = alerts.counts().store_failures;
        let (other, sent_by_other) = process(redis.store(), &clock);
        let id = format!("req-5-{run}");
        other.report(&RoutingError::pool()).trace_id(&id).send();
        let sent_by_other = take(&other, &sent_by_other);
        alerts.report(&RoutingError::pool()).trace_id(&id).send();
        let sent_by_each = (sent_by_other, take(&alerts, &sent));
        let failures = other.counts().store_failures + alerts.counts().store_failures;
        (failures == before).then_some(sent_by_each)
    });
    assert_eq!(sent_by_each, (1, 0), "the store is asked again");

    redis.process.kill().unwrap();
    redis.process.wait().unwrap();
    let before = alerts.counts().store_failures;
    alerts.report(&RoutingError::pool()).trace_id("req-6").send();
    assert_eq!(take(&alerts, &sent), 1);
    assert_eq!(alerts.counts().store_failures, before + 1);
}

#[test]
fn a_claim_ends_with_its_window() {
    let redis = Redis::start(&[]);
    let store = redis.store().prefix("shop:").database(1);
    let window = Duration::from_millis(500);
    let (key, claims) = answered(|run| {
        let key = format!("a\r\nb 日本 {run}");
        let start = Instant::now();
        let first = store.claim(&key, window).ok()?;
        let second = store.claim(&key, Duration::from_secs(300)).ok()?;
        // The window may be over by now.
        let is_open = start.elapsed() < window;
        let elsewhere = redis.store().claim(&key, window).ok()?;
        is_open.then_some((key, [first, second, elsewhere]))
    });
    assert_eq!(claims, [true, false, true], "the last is in another prefix and database");
    let end = Instant::now() + PATIENCE;
    while !store.claim(&key, window).unwrap_or_default() {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_store_behind_a_password() {
    let redis = Redis::start(&["--requirepass", "s3cr3tPassword"]);
    let window = Duration::from_secs(300);
    let store = redis.store().login("default", "s3cr3tPassword");
    assert!(answered(|run| store.claim(&format!("a{run}"), window).ok()));
    assert!(!format!("{store:?}").contains("s3cr3t"));
    for store in [redis.store(), redis.store().login("default", "wr0ngPassword")] {
        let error = store.claim("b", window).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("wr0ng"), "{error}");
    }
    let claimed = answered(|run| store.claim(&format!("b{run}"), window).ok());
    assert!(claimed, "the connection is good still");
}

/// A server between the store and Redis that ends the first connection in place of the second reply. `is_done` says whether Redis
/// has the command before.
fn losing_a_reply(redis: &Redis, is_done: bool) -> RedisStore {
    use std::io::{Read as _, Write as _};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let address = ("127.0.0.1", redis.port);
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let (mut stream, mut server) = (stream.unwrap(), TcpStream::connect(address).unwrap());
            let mut bytes = [0; 4096];
            for question in 0.. {
                let Ok(count @ 1..) = stream.read(&mut bytes) else { break };
                let is_lost = (number, question) == (0, 1);
                if is_lost && !is_done {
                    break;
                }
                server.write_all(&bytes[..count]).unwrap();
                let count = server.read(&mut bytes).unwrap();
                // In pieces, as replies may come.
                if is_lost || bytes[..count].chunks(3).any(|piece| stream.write_all(piece).is_err())
                {
                    break;
                }
            }
        }
    });
    RedisStore::new(format!("127.0.0.1:{port}"))
}

/// The command is repeated over a new connection: a claim that was made is no claim of another process.
#[test]
fn a_claim_whose_reply_was_lost_is_ours() {
    let (redis, window) = (Redis::start(&[]), Duration::from_secs(300));
    let claim = |is_done: bool, is_of_other: bool| {
        answered(|run| {
            let key = format!("alert-{is_done}-{is_of_other}-{run}");
            let store = losing_a_reply(&redis, is_done);
            store.claim(&format!("first-{key}"), window).ok()?;
            if is_of_other {
                redis.store().claim(&key, window).ok()?;
            }
            store.claim(&key, window).ok()
        })
    };
    assert!(claim(true, false), "Redis had the command");
    assert!(claim(false, false), "it had none");
    assert!(!claim(true, true) && !claim(false, true), "it is of another process");
}

/// A server that speaks something else, or never ends its reply.
#[test]
fn a_store_of_another_protocol() {
    use std::io::Write as _;
    for reply in
        [&b"-ERR password=hunter2\r\n"[..], b":1\r\n", b"HTTP/1.1 400 Bad\r\n", b"aaaa", b""]
    {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            while stream.write_all(reply).is_ok() && reply == b"aaaa" {}
            std::thread::sleep(Duration::from_secs(1));
        });
        let start = Instant::now();
        let error = RedisStore::new(format!("127.0.0.1:{port}"))
            .claim("a", Duration::from_secs(300))
            .unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(60));
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}
