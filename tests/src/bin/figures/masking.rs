//! How fast texts of a log are masked.

use std::hint::black_box;
use std::time::Instant;

use error_catalog::mask::Mask;

use crate::clock::By;
use crate::table::{Table, Target};
use crate::{Places, Result};

/// An error text of a database of 200 bytes.
const TEXT: &str = "error returned from database: relation \"reservations\" does not exist at character 15, query took \
    1204 ms on shard 7 (attempt 2 of 3): see span 4bf92f3577b34da6a3ce929d0e0e4736 in worker reservation::db";

/// Lines of a backtrace, a cause and a request, of which longer texts are made.
const LINES: &str = "   4: reservation::db::Pool::acquire::{{closure}}\n             at src/db/pool.rs:214:17\n   \
    caused by: connection reset by peer (os error 104) while reading 8192 bytes from 10.0.3.7:5432\n   \
    request id 550e8400-e29b-41d4-a716-446655440000 at 2025-10-14T10:30:00.123456Z, elapsed: 1.204s, retries = 3\n";

const ROUNDS: usize = 51;

pub(crate) fn measure(_: &Places, table: &mut Table) -> Result<()> {
    let mask = Mask::default();
    let trace: String = LINES.chars().cycle().take(4096).collect();
    for text in [TEXT, &trace] {
        if !mask.is_clean(text) {
            return Err(format!("the text is not clean: {}", mask.text(text)).into());
        }
    }
    let (text, _) = TEXT.split_at(200);
    let nanoseconds =
        |text: &str| seconds(|| drop(black_box(mask.text(black_box(text))))).map(|time| time * 1e9);
    let (short, long) = (nanoseconds(text), nanoseconds(&trace));
    let hits = "login of alice@example.com failed: POST https://u:p@auth.example.com/token?api_key=abcd1234 with \
        Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln and card 4111 1111 1111 1111 gave 401";
    let masked = nanoseconds(hits);
    table.add(
        "masking a clean text of 200 bytes",
        " ns",
        |by| pick(&short, by),
        &Target::AtMost(350.0),
    );
    table.add(
        "masking a clean text of 4 kB",
        " MB/s",
        |by| 4096e3 / pick(&long, by),
        &Target::AtLeast(400.0),
    );
    table.note(
        "masking 200 bytes with 5 secrets",
        format!("{:.0} ns", pick(&masked, By::Median)),
        None,
    );
    Ok(())
}

/// The median and the minimum of the seconds that one run takes.
fn seconds(run: impl Fn()) -> [f64; 2] {
    const RUNS: u32 = 2_000;
    let mut rounds: Vec<_> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            (0..RUNS).for_each(|_| run());
            begun.elapsed().as_secs_f64() / f64::from(RUNS)
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    [rounds[ROUNDS / 2], rounds[0]]
}

fn pick([median, least]: &[f64; 2], by: By) -> f64 {
    match by {
        By::Median => *median,
        By::Min => *least,
    }
}
