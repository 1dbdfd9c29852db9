use std::collections::BTreeMap;

use super::*;

fn all_due(grouping: &mut Grouping, now: Millis) -> Vec<Due> {
    std::iter::from_fn(|| grouping.due(now)).collect()
}

#[test]
fn the_first_at_once_then_counts_then_silence() {
    let mut grouping = Grouping::new(3, AlertLimits::default());
    assert_eq!(grouping.failed(0, 1), Decision::Send);
    for now in 1..32 {
        assert_eq!(grouping.failed(now * 1000, 1), Decision::Grouped);
    }
    assert_eq!(grouping.next_due(), Some(300_000));
    assert_eq!(all_due(&mut grouping, 299_999), []);
    assert_eq!(all_due(&mut grouping, 300_000), [Due::Count { code: 1, count: 32 }]);
    assert_eq!(grouping.failed(400_000, 1), Decision::Grouped);
    assert_eq!(all_due(&mut grouping, 600_000), [Due::Count { code: 1, count: 1 }]);
    assert_eq!(all_due(&mut grouping, 900_000), []);
    assert_eq!(grouping.next_due(), None);
    assert_eq!(grouping.failed(900_001, 1), Decision::Send);
    assert_eq!(all_due(&mut grouping, 1_300_000), [], "one alone is not counted again");
}

#[test]
fn a_hundred_a_minute_and_one_summary() {
    let mut grouping = Grouping::new(1000, AlertLimits::default());
    let sent =
        (0..250).filter(|code| grouping.failed(Millis::from(*code), *code) == Decision::Send);
    assert_eq!(sent.count(), 100);
    assert_eq!(all_due(&mut grouping, 60_099), []);
    let [Due::Summary(summary)] = &all_due(&mut grouping, 60_100)[..] else { panic!() };
    assert_eq!((summary.alerts, summary.codes, summary.most.len()), (150, 150, 10));
}

/// What the rules say, kept in full: every failure, every alert.
struct Model {
    limits: AlertLimits,
    open: BTreeMap<u32, Window>,
    begun: u32,
    sent: Vec<Millis>,
    held: BTreeMap<u32, u32>,
    held_alerts: u32,
    first_held: Option<Millis>,
}

/// An open window of a code.
#[derive(Clone, Copy)]
struct Window {
    start: Millis,
    /// As many windows have begun before it.
    number: u32,
    count: u32,
    has_first: bool,
}

impl Model {
    fn begin(&mut self, start: Millis, code: u32, has_first: bool) {
        let (number, count) = (self.begun, u32::from(has_first));
        self.open.insert(code, Window { start, number, count, has_first });
        self.begun += 1;
    }

    fn pass(&mut self, now: Millis, code: u32, failures: u32) -> Decision {
        let within = |sent: &&Millis| **sent + self.limits.minute > now;
        if self.sent.iter().filter(within).count() < self.limits.per_minute {
            self.sent.push(now);
            return Decision::Send;
        }
        *self.held.entry(code).or_default() += failures;
        self.held_alerts += 1;
        self.first_held.get_or_insert(now);
        Decision::Held
    }

    fn failed(&mut self, now: Millis, code: u32) -> Decision {
        if let Some(window) = self.open.get_mut(&code) {
            window.count += 1;
            return Decision::Grouped;
        }
        self.begin(now, code, true);
        self.pass(now, code, 1)
    }

    fn due(&mut self, now: Millis) -> Vec<Due> {
        let mut due = Vec::new();
        loop {
            if self.first_held.is_some_and(|first| first + self.limits.minute <= now) {
                self.first_held = None;
                let held = core::mem::take(&mut self.held);
                let mut most: Vec<_> = held.into_iter().collect();
                let codes = most.len();
                most.sort_by_key(|(code, failures)| (core::cmp::Reverse(*failures), *code));
                most.truncate(NAMED);
                let alerts = core::mem::take(&mut self.held_alerts);
                due.push(Due::Summary(Summary { alerts, codes, most }));
            }
            let ended = self.open.iter().filter(|(_, open)| open.start + self.limits.window <= now);
            let first = ended.min_by_key(|(_, open)| open.number);
            let Some((&code, &Window { count, has_first, .. })) = first else { return due };
            if count <= u32::from(has_first) {
                self.open.remove(&code);
                continue;
            }
            self.begin(now, code, false);
            if self.pass(now, code, count) == Decision::Send {
                due.push(Due::Count { code, count });
            }
        }
    }
}

#[test]
fn random_days_go_as_a_model_that_keeps_everything() {
    let mut state = 0x9E37_79B9_u64;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let mut outcomes = [0_u32; 5];
    for _ in 0..400 {
        let codes = 1 + random(8);
        let per_minute = 1 + usize::try_from(random(5)).unwrap();
        let limits = AlertLimits { window: 10_000, per_minute, minute: 2_000 };
        let mut grouping = Grouping::new(usize::try_from(codes).unwrap(), limits);
        let mut model = Model {
            limits,
            open: BTreeMap::new(),
            begun: 0,
            sent: vec![],
            held: BTreeMap::new(),
            held_alerts: 0,
            first_held: None,
        };
        let mut now = 0;
        for _ in 0..400 {
            now += 1 + if random(20) == 0 { random(15_000) } else { random(400) };
            // Each end is looked at in time.
            while let Some(at) = grouping.next_due().filter(|at| *at <= now) {
                let due = all_due(&mut grouping, at);
                for due in &due {
                    outcomes[usize::from(matches!(due, Due::Summary(_)))] += 1;
                }
                assert_eq!(due, model.due(at));
            }
            let code = u32::try_from(random(codes)).unwrap();
            let decision = grouping.failed(now, code);
            outcomes[2 + decision as usize] += 1;
            assert_eq!(decision, model.failed(now, code));
        }
        // Whatever minute is looked at.
        for sent in model.sent.windows(per_minute + 1) {
            assert!(sent[per_minute] - sent[0] >= limits.minute);
        }
    }
    assert!(outcomes.iter().all(|count| *count > 1000), "{outcomes:?}");
}
