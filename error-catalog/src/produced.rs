//! Which codes tests have produced: noted where envelopes are made, and kept for the test programs that run later.

use core::cell::Cell;
use core::fmt::Display;
use core::marker::PhantomData;
use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::causes::links;
use crate::{Catalogued, Entry, panics};

/// The entries of this process, in a table that is there from the start: to note an entry costs no allocation, so that tests may
/// count those of the service.
static NOTED: [OnceLock<&'static Entry>; 4096] = [const { OnceLock::new() }; 4096];

/// Those that the table has no room for.
static MORE: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// The record that later programs read.
static RECORD: Mutex<ProducedFile> = Mutex::new(ProducedFile::NotYet);

enum ProducedFile {
    NotYet,
    /// This is no test program of cargo, or its record cannot be written: what it produces counts here only.
    None,
    /// With what is in it.
    Open(File, BTreeSet<&'static str>),
}

thread_local! {
    /// How many guards let codes pass that a set does not list.
    static ALLOWS_UNDECLARED: Cell<usize> = const { Cell::new(0) };

    /// Writes the record when a thread that noted a code ends, as the thread of each test does.
    static AT_END: AtEnd = const { AtEnd };
}

struct AtEnd;

/// The causes of the last failures by their trace ids, for the texts of tests that fail.
static CAUSES: Mutex<VecDeque<(String, Vec<String>)>> = Mutex::new(VecDeque::new());

/// More responses than a test looks at before it fails.
const MOST_CAUSES: usize = 1024;

/// Fails the test whose endpoint raised a code that its set does not list.
#[expect(clippy::panic, reason = "this is how a test fails")]
pub(crate) fn refuse_undeclared(set: &str, entry: &Entry) {
    if ALLOWS_UNDECLARED.get() > 0 {
        return;
    }
    let (code, variant, ty) = (entry.code(), entry.variant(), entry.declared().type_name);
    let begin = panics::UNDECLARED;
    panic!(
        "{begin}`{set}` does not list `{code}`, so clients receive the internal code\n\
         help: add the variant to the set: `{ty}::{{..., {variant}}}`\n\
         help: to send the internal code on purpose, write `.or_internal()?`"
    );
}

/// Lets undeclared codes pass on this thread, until it is dropped.
#[derive(Debug)]
#[must_use = "codes are let pass until this is dropped"]
pub struct AllowUndeclared(PhantomData<*const ()>);

/// Lets undeclared codes pass on this thread as long as the guard lives: they are sent as the internal code, as in production.
pub fn allow_undeclared() -> AllowUndeclared {
    ALLOWS_UNDECLARED.set(ALLOWS_UNDECLARED.get() + 1);
    AllowUndeclared(PhantomData)
}

impl Drop for AllowUndeclared {
    fn drop(&mut self) {
        ALLOWS_UNDECLARED.set(ALLOWS_UNDECLARED.get().saturating_sub(1));
    }
}

/// Notes what a failure says to developers. A failure of the client without a cause costs nothing.
pub(crate) fn note_causes(trace_id: &str, error: &(dyn Catalogued + Send + Sync)) {
    let causes = cause_texts(error);
    if causes.is_empty() {
        return;
    }
    let mut noted = CAUSES.lock().unwrap_or_else(PoisonError::into_inner);
    if noted.len() >= MOST_CAUSES {
        noted.pop_front();
    }
    noted.push_back((trace_id.to_owned(), causes));
}

/// The causes of the failure that has this trace id.
pub(crate) fn causes_of(trace_id: &str) -> Vec<String> {
    let noted = CAUSES.lock().unwrap_or_else(PoisonError::into_inner);
    let found = noted.iter().rev().find(|(known, _)| known == trace_id);
    found.map(|(_, causes)| causes.clone()).unwrap_or_default()
}

/// The text of an error and those of its causes, the nearest first; nothing for an error of the client without a cause,
/// whose body has it all. User code writes them, and may panic.
pub(crate) fn cause_texts<E: Catalogued + ?Sized>(error: &E) -> Vec<String> {
    let nearest = panics::catch(|| error.source()).ok().flatten();
    if nearest.is_none() && error.catalog_row().status().is_client_error() {
        return Vec::new();
    }
    let text = |shown: &dyn Display| panics::catch(|| shown.to_string()).ok();
    let causes = nearest.into_iter().flat_map(links);
    text(&error).into_iter().chain(causes.filter_map(|cause| text(&cause))).collect()
}

/// Notes the code of an envelope.
pub(crate) fn note(entry: &'static Entry) {
    if is_new(entry) {
        // A thread that is ending already has written its record.
        let _ = AT_END.try_with(|_| ());
    }
}

/// Puts an entry into the table, where it is not.
fn is_new(entry: &'static Entry) -> bool {
    // Entries are compared by address, which costs a test nothing.
    let home = core::ptr::from_ref(entry).addr() / align_of::<Entry>();
    let (before, from) = NOTED.split_at(home % NOTED.len());
    for slot in from.iter().chain(before) {
        let mut is_new = false;
        let noted = slot.get_or_init(|| {
            is_new = true;
            entry
        });
        if core::ptr::eq(*noted, entry) {
            return is_new;
        }
    }
    MORE.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.code())
}

/// The codes of this process.
fn noted() -> BTreeSet<&'static str> {
    let table = NOTED.iter().filter_map(OnceLock::get).map(|entry| entry.code());
    let more = MORE.lock().unwrap_or_else(PoisonError::into_inner);
    table.chain(more.iter().copied()).collect()
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        let mut record = RECORD.lock().unwrap_or_else(PoisonError::into_inner);
        if let ProducedFile::NotYet = *record {
            *record =
                open().map_or(ProducedFile::None, |file| ProducedFile::Open(file, BTreeSet::new()));
        }
        let ProducedFile::Open(file, written) = &mut *record else { return };
        for code in noted() {
            if written.insert(code) {
                // A record that cannot be written makes the check stricter, which shows.
                let _ = writeln!(file, "{code}");
            }
        }
    }
}

/// What is known to be produced.
pub(crate) struct Produced {
    codes: BTreeSet<String>,
    programs: BTreeSet<String>,
}

/// What this process and the other programs have produced.
pub(crate) fn read() -> Produced {
    let mut produced = Produced::from_codes(noted().into_iter().map(ToOwned::to_owned));
    let directory = Program::this().map(|program| program.directory);
    let records = directory.and_then(|directory| fs::read_dir(directory).ok());
    for record in records.into_iter().flatten().flatten() {
        produced.add(&record.path());
    }
    produced
}

impl Produced {
    pub(crate) fn from_codes(codes: impl IntoIterator<Item = String>) -> Self {
        Self { codes: codes.into_iter().collect(), programs: BTreeSet::new() }
    }

    pub(crate) fn has(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    /// Names the programs whose records were read.
    pub(crate) fn render_programs(&self) -> String {
        if self.programs.is_empty() {
            return "no other test program has left a record: run them all, by `cargo test`".into();
        }
        let programs: Vec<_> = self.programs.iter().map(String::as_str).collect();
        format!("what these test programs produced counts too: {}", programs.join(", "))
    }

    /// Adds a record, unless its program is gone or was built anew since.
    fn add(&mut self, record: &Path) {
        let Ok(text) = fs::read_to_string(record) else { return };
        let mut lines = text.lines();
        let Some(program) = lines.next().map(Path::new) else { return };
        let changed = |path: &Path| fs::metadata(path).and_then(|told| told.modified()).ok();
        if changed(program).is_none() || changed(program) > changed(record) {
            return;
        }
        let name = record.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.programs.insert(name);
        self.codes.extend(lines.map(ToOwned::to_owned));
    }
}

/// A test program of cargo: `target/debug/deps/<name>-<hash>`.
struct Program {
    path: PathBuf,
    /// Where the records of its package stand.
    directory: PathBuf,
    /// The name without the hash, which changes from build to build.
    name: String,
}

impl Program {
    fn this() -> Option<Self> {
        Self::at(std::env::current_exe().ok()?, &std::env::var("CARGO_PKG_NAME").ok()?)
    }

    fn at(path: PathBuf, package: &str) -> Option<Self> {
        let programs = path.parent()?;
        if programs.file_name() != Some(OsStr::new("deps")) {
            return None;
        }
        let stem = path.file_stem()?.to_str()?;
        let (name, hash) = stem.rsplit_once('-')?;
        let is_hash = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let directory = programs.parent()?.join("error-catalog-produced").join(package);
        let name = name.to_owned();
        is_hash.then_some(Self { path, directory, name })
    }
}

/// Starts the record of this process. Under nextest each test is a process; it continues the record of its program.
fn open() -> Option<File> {
    let program = Program::this()?;
    fs::create_dir_all(&program.directory).ok()?;
    let record = program.directory.join(&program.name);
    let goes_on = std::env::var_os("NEXTEST").is_some()
        && fs::read_to_string(&record)
            .is_ok_and(|text| text.lines().next().map(Path::new) == Some(program.path.as_path()));
    if goes_on {
        return OpenOptions::new().append(true).open(record).ok();
    }
    let mut file = File::create(record).ok()?;
    writeln!(file, "{}", program.path.display()).ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_program_is_recognized_by_its_path_and_hash() {
        let of = |path: &str| Program::at(path.into(), "shop");
        let program = of("/t/debug/deps/orders-0123456789abcdef").unwrap();
        assert_eq!(program.name, "orders");
        assert_eq!(program.directory, Path::new("/t/debug/error-catalog-produced/shop"));
        assert!(of("/t/debug/shop").is_none());
        assert!(of("/t/debug/deps/libshop-0123").is_none());
        assert!(of("/usr/bin/deps").is_none());
    }

    #[test]
    fn a_record_counts_until_its_program_is_deleted() {
        let directory = std::env::temp_dir().join(format!("error-catalog-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let (program, record) = (directory.join("program"), directory.join("record"));
        fs::write(&program, "").unwrap();
        fs::write(&record, format!("{}\nCART_EMPTY\n", program.display())).unwrap();
        let read = || {
            let mut produced = Produced::from_codes([]);
            produced.add(&record);
            produced.has("CART_EMPTY")
        };
        assert!(read());
        fs::remove_file(&program).unwrap();
        assert!(!read());
        fs::remove_dir_all(directory).unwrap();
    }
}
