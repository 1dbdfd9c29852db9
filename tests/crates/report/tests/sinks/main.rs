//! What happens to records whose sink is slow, full, broken or gone.

mod hostile;

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use error_catalog::report::{JsonLines, ReportCounts, Reporter, Sink};
use report::{RoutingError, Written};

const PATIENCE: Duration = Duration::from_secs(60);

/// All records are accounted for.
fn assert_balanced(counts: ReportCounts) {
    let sum = counts.repeated + counts.dropped + counts.written + counts.to_stderr + counts.queued;
    assert_eq!(counts.reported, sum, "{counts:?}");
}

/// Does what a function does with each record.
struct Calls<F>(F);

impl<F: FnMut(&[u8]) -> io::Result<()> + Send + 'static> Sink for Calls<F> {
    fn write(&mut self, record: &[u8]) -> io::Result<()> {
        (self.0)(record)
    }
}

/// Hangs until it is let go.
fn hanging(wait: Receiver<()>) -> impl Sink {
    let wait = Mutex::new(wait);
    Calls(move |_: &[u8]| {
        let _ = wait.lock().unwrap().recv();
        Ok(())
    })
}

#[test]
fn a_failed_write_is_repeated_twice_and_then_goes_to_stderr() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let (reporter, guard) =
        Reporter::to(Calls(move |_: &[u8]| match counted.fetch_add(1, Ordering::SeqCst) {
            0 | 1 => Err(io::Error::other("full")),
            2 => Ok(()),
            n if n % 2 == 0 => panic!("broken"),
            _ => Err(io::Error::other("full")),
        }))
        .start()
        .unwrap();
    reporter.report(&RoutingError::PoolExhausted).send();
    reporter.report(&RoutingError::PoolExhausted).send();
    assert!(guard.flush(PATIENCE));
    assert_eq!(calls.load(Ordering::SeqCst), 6);
    let counts = reporter.counts();
    assert_eq!((counts.written, counts.to_stderr, counts.failed_writes), (1, 1, 5));
    assert_balanced(counts);
}

/// A writer whose calls do in turn what a script says: take some bytes, fail, or panic. Then it takes everything.
struct Scripted(Written, std::vec::IntoIter<Step>);

enum Step {
    Take(usize),
    Fail,
    Panic,
}

impl Write for Scripted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.1.next() {
            Some(Step::Take(count)) => self.0.write(&bytes[..count.min(bytes.len())]),
            Some(Step::Fail) => Err(io::Error::other("full")),
            Some(Step::Panic) => panic!("broken"),
            None => self.0.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Each record that counts as written is a line, whatever failed writes have left in front of it.
#[test]
fn a_part_of_a_record_spoils_no_other_record() {
    use Step::{Fail, Panic, Take};
    let lines = |script: Vec<Step>| {
        let written = Written::default();
        let writer = Scripted(written.clone(), script.into_iter());
        let (reporter, guard) = Reporter::to(JsonLines::to(writer)).start().unwrap();
        for place in ["first", "second"] {
            reporter.report(&RoutingError::unknown(place)).send();
        }
        assert!(guard.flush(PATIENCE));
        let text = written.text();
        let whole: Vec<_> = text
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .map(|record| record["context"]["place"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(whole.len() as u64, reporter.counts().written, "{text}");
        (whole.join(" "), text.lines().count() - whole.len())
    };
    let both = "first second".to_owned();
    assert_eq!(lines(vec![]), (both.clone(), 0));
    assert_eq!(lines(vec![Take(100), Take(1)]), (both.clone(), 0), "in pieces");
    assert_eq!(lines(vec![Fail, Fail]), (both.clone(), 0), "nothing of it was written");
    assert_eq!(lines(vec![Take(100), Fail]), (both.clone(), 1));
    assert_eq!(lines(vec![Take(0), Take(0)]), (both.clone(), 0), "a writer without room");
    assert_eq!(lines(vec![Take(100), Fail, Fail]), (both.clone(), 1), "nor is the line ended");
    assert_eq!(lines(vec![Take(100), Panic]), (both, 1));
    let third_fails = vec![Take(100), Fail, Take(1), Take(100), Fail, Take(1), Take(100), Fail];
    assert_eq!(lines(third_fails), ("second".to_owned(), 3));
}

#[test]
fn a_hanging_sink_blocks_neither_reports_nor_shutdown() {
    let (release, wait) = channel();
    let (reporter, guard) = Reporter::to(hanging(wait)).queue(100).start().unwrap();
    let start = Instant::now();
    for _ in 0..10_000 {
        reporter.report(&RoutingError::PoolExhausted).send();
    }
    let counts = reporter.counts();
    assert_eq!(counts.queued, 100);
    assert_eq!(counts.dropped, 9_900);
    assert_balanced(counts);
    assert!(!reporter.flush(Duration::from_millis(50)));
    drop(guard);
    assert!(start.elapsed() < PATIENCE);
    reporter.report(&RoutingError::PoolExhausted).send();
    assert_balanced(reporter.counts());
    drop(release);
}

#[test]
fn the_guard_writes_queued_records() {
    // The guard waits for two seconds. Where a busy machine takes longer, another run decides.
    let records = (0..20).find_map(|_| {
        let written = Written::default();
        let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
        for place in 0..1000 {
            reporter.report(&RoutingError::unknown(&place.to_string())).send();
        }
        let start = Instant::now();
        drop(guard);
        (start.elapsed() < Duration::from_secs(2)).then(|| written.records())
    });
    let records = records.expect("one of twenty guards ends in time");
    assert_eq!(records.len(), 1000);
    assert_eq!(records[999]["context"]["place"], "999");
}

#[test]
fn each_report_of_many_threads_is_written_or_counted() {
    const THREADS: usize = 8;
    let each: usize =
        std::env::var("REPORTS").map_or(5_000, |total| total.parse::<usize>().unwrap() / THREADS);
    let lines = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&lines);
    let (reporter, guard) = Reporter::to(Calls(move |record: &[u8]| {
        assert!(record.starts_with(b"{\"timestamp\":") && record.ends_with(b"}\n"));
        counted.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }))
    .start()
    .unwrap();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..each {
                    reporter.report(&RoutingError::PoolExhausted).send();
                }
            });
        }
    });
    assert!(guard.flush(PATIENCE));
    let counts = reporter.counts();
    println!("{counts:?}");
    assert_eq!(counts.reported, (THREADS * each) as u64);
    assert_eq!(counts.written, lines.load(Ordering::SeqCst) as u64);
    assert_balanced(counts);
}

#[test]
fn a_file_for_each_day() {
    let folder = tempfile::tempdir().unwrap();
    let (reporter, guard) =
        Reporter::to(JsonLines::daily(folder.path(), "errors").unwrap()).start().unwrap();
    reporter.report(&RoutingError::PoolExhausted).send();
    assert!(guard.flush(PATIENCE));
    drop(guard);
    let files: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let name = files[0].file_name().unwrap().to_str().unwrap();
    assert!(
        name.starts_with("errors.20")
            && files[0].extension().is_some_and(|extension| extension == "log"),
        "{name}"
    );
    assert!(std::fs::read_to_string(&files[0]).unwrap().contains("ROUTING_POOL_EXHAUSTED"));
}

#[test]
fn the_files_of_thirty_days_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let name = |day: usize| format!("errors.2024-{:02}-{:02}.log", 1 + day / 28, 1 + day % 28);
    for day in 0..40 {
        // The oldest by their time of creation are removed, which a file system counts in ticks.
        if day == 11 {
            std::thread::sleep(Duration::from_millis(50));
        }
        std::fs::write(folder.path().join(name(day)), "{}\n").unwrap();
    }
    std::fs::write(folder.path().join("access.2024-01-01.log"), "of another service").unwrap();
    let (reporter, guard) =
        Reporter::to(JsonLines::daily(folder.path(), "errors").unwrap()).start().unwrap();
    reporter.report(&RoutingError::PoolExhausted).send();
    assert!(guard.flush(PATIENCE));
    drop(guard);
    let mut kept: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("errors."))
        .collect();
    kept.sort();
    assert_eq!(kept.len(), 30, "{kept:?}");
    let today = kept.pop().unwrap();
    assert!(std::fs::read_to_string(folder.path().join(today)).unwrap().contains("ROUTING_POOL"));
    assert_eq!(kept, (11..40).map(name).collect::<Vec<_>>());
    assert!(folder.path().join("access.2024-01-01.log").exists());
}

#[test]
fn a_display_that_reports_or_panics_loses_no_record() {
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "ODD", manual(Display))]
    enum Odd {
        #[catalog(code = "ODD_TEXT", status = 500, log_level = "ERROR", message = "Sorry")]
        Text(Reporter, bool),
    }
    impl std::fmt::Display for Odd {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let Self::Text(reporter, panics) = self;
            f.write_str("half")?;
            reporter.report(&RoutingError::PoolExhausted).send();
            assert!(!panics, "with a password=hunter2");
            Ok(())
        }
    }
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    reporter.report(&Odd::Text(reporter.clone(), false)).send();
    reporter.report(&Odd::Text(reporter.clone(), true)).send();
    assert!(guard.flush(PATIENCE));
    let messages: Vec<_> = written
        .records()
        .iter()
        .map(|record| record["message"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(messages.len(), 4);
    assert!(messages.contains(&"half".to_owned()));
    assert!(messages.iter().any(|message| message.starts_with("half(its `Display` panicked")));
    assert!(!written.text().contains("hunter2"));
}

/// Its text, its context and its cause hold secrets.
#[test]
fn a_report_allocates_nothing_once_its_thread_has_reported() {
    let (reporter, guard) = Reporter::to(JsonLines::to(io::sink())).start().unwrap();
    let error = RoutingError::timeout();
    let report = || reporter.report(&error).trace_id("job-7").tool("calculate_route").send();
    // The queue has two buffers, which take turns.
    for _ in 0..4 {
        (0..100).for_each(|_| reporter.report(&error).send());
        assert!(guard.flush(PATIENCE));
    }
    assert_eq!(allocation_counter::measure(report).count_total, 0);
}
