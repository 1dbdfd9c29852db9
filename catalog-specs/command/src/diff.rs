//! `diff`: what changed between two catalogues, and what each change breaks.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use catalog_specs::lock::{Change, Lock, Surface, Unread, Verdict, compare};
use catalog_specs::model::Catalog;
use catalog_specs::{CONFIG_FILE, Config, Json, Problem, ProblemLevel};

use crate::answer::{Answer, Failure};
use crate::arguments::{Diff, FailOn, SourceArguments};
use crate::files;
use crate::printing::{Style, plural, terminal_width, visible, wrap};
use crate::progress::Working;
use crate::report;
use crate::sources::git::{Repository, Revision, is_path};
use crate::sources::package::{LOCK, Package};
use crate::sources::{Loaded, Origin, Source};

/// Where the promises of a lock were read from.
const LOCK_ORIGIN: &str = "lock";

/// The worst first.
const VERDICTS: [Verdict; 3] = [Verdict::Break, Verdict::Risk, Verdict::Safe];

pub(crate) fn run(args: &Diff, working: &Working) -> Result<Answer, Failure> {
    let mut old = Side::read(&args.old, &args.source, working)?;
    let mut new = match &args.new {
        Some(name) => Side::read(name, &args.source, working)?,
        None => Side::working_tree(&args.source, working)?,
    };
    let mut unseen = Vec::new();
    unseen.extend(old.keep_operations(&new));
    unseen.extend(new.keep_operations(&old));
    let mut kept = new.lock.keep_unread(&old.lock, &new.unread);
    kept.extend(old.lock.keep_unread(&new.lock, &old.unread));
    let mut kept: Vec<_> =
        kept.into_iter().map(|unread| unread.problem(&new.catalog.name)).collect();
    kept.extend(unseen);
    for doubt in old.doubts.iter().chain(&new.doubts) {
        let is_reported =
            |problem: &Problem| problem.place.is_some() && problem.place == doubt.place;
        if !kept.iter().any(is_reported) {
            kept.push(doubt.clone());
        }
    }
    let notes = if kept.is_empty() { String::new() } else { report::render_problems(&kept) };
    let changes = compare(&old.lock, &new.lock);
    let worst = changes.iter().map(Change::verdict).max();
    let reaches = |change: &Change, limit: FailOn| {
        change.verdict() >= limit.verdict() || change.needs_reason()
    };
    let failed =
        args.fail_on.is_some_and(|limit| changes.iter().any(|change| reaches(change, limit)));
    let json = Json::object([
        ("old", Json::from(old.name.as_str())),
        ("new", new.name.as_str().into()),
        ("old_from", old.from.into()),
        ("new_from", new.from.into()),
        ("worst", report::optional(worst.map(Verdict::as_str))),
        ("problems", report::json(&kept)),
        ("changes", changes_json(&changes, &new.catalog)),
    ]);
    let title = format!("{} → {}", visible(&old.name), visible(&new.name));
    let from = Style::FAINT.paint(&format!("{} → {}", old.from, new.from));
    let text = format!("{}\n{from}\n\n{}", Style::HEADING.paint(&title), text(&changes));
    let mut findings = all_findings(&changes, &new.catalog);
    findings.extend(report::uncompared(&kept));
    let not_compared = !kept.is_empty();
    Ok(Answer { notes, findings, failed, not_compared, ..Answer::new(text, json) })
}

impl FailOn {
    const fn verdict(self) -> Verdict {
        match self {
            Self::Break => Verdict::Break,
            Self::Risk => Verdict::Risk,
        }
    }
}

/// One of the two catalogues.
struct Side {
    name: String,
    /// Its origin: a lock, a spec, the compiled registry, or a preview of the source.
    from: &'static str,
    lock: Lock,
    /// Whether it has metrics and log records: a spec has none.
    knows_operations: bool,
    /// The source positions of changes; empty if only a lock is known.
    catalog: Catalog,
    /// Items of the registry that were not read.
    unread: Vec<Unread>,
    /// Why the catalogue may be incomplete.
    doubts: Vec<Problem>,
}

impl Side {
    /// Reads an existing path, or a revision.
    fn read(name: &OsString, args: &SourceArguments, working: &Working) -> Result<Self, Failure> {
        let shown = name.to_string_lossy().into_owned();
        if is_path(name) {
            return Self::read_source(shown, &Source::at(Path::new(name))?, args, working);
        }
        let package = match &args.source {
            // Its path is relative to the current folder, and it belongs to no lock.
            Some(_) => Package::here(),
            None => Package::select(args)?,
        };
        let repository = Repository::open(package.place())?;
        let revision = repository.revision(name)?;
        match &args.source {
            None => Self::read_package(&package, &repository, &revision, args, working),
            Some(path) => Self::read_tree(path, &repository, &revision, args, working),
        }
    }

    /// Reads the lock of a revision, or its source if it has none.
    fn read_package(
        package: &Package,
        repository: &Repository,
        revision: &Revision,
        args: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        let lock = lock_path(Self::config(package, repository, revision)?.as_ref());
        if let Some(text) = repository.file(revision, &lock)? {
            let file = format!("{}:{}", revision.name, lock.display());
            let lock = Lock::read(&text, &file).map_err(Failure::Unreadable)?;
            return Ok(Self::from_lock(file, lock));
        }
        Self::read_tree(&package.source_in_folder(), repository, revision, args, working)
    }

    /// What the package declared in the revision: its lock may have had another path. Where that cannot be read, what
    /// it declares now.
    fn config(
        package: &Package,
        repository: &Repository,
        revision: &Revision,
    ) -> Result<Option<Config>, Failure> {
        let text = repository.file(revision, Path::new(CONFIG_FILE))?;
        let then = text.map(|text| Config::parse(&text, CONFIG_FILE));
        match then {
            Some(Ok(config)) => Ok(Some(config)),
            _ => package.config(),
        }
    }

    /// Reads the source of a revision.
    fn read_tree(
        path: &Path,
        repository: &Repository,
        revision: &Revision,
        args: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        let name = &revision.name;
        let (copy, folder) = repository.source(revision)?;
        let root = folder.join(path);
        if !root.exists() {
            let message = format!("`{name}` has no `{}`", path.display());
            return Err(Failure::unreadable(message, "compare with a later revision"));
        }
        let side = Source::at(&root)
            .and_then(|source| Self::read_source(name.clone(), &source, args, working))
            // Users do not know the path of the copy, which is deleted.
            .map_err(|failure| failure.renamed(&folder, name))?;
        drop(copy);
        Ok(Self { catalog: Catalog::default(), ..side })
    }

    fn read_source(
        name: String,
        source: &Source,
        args: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        if let Source::Lock(path) = source {
            let lock = Lock::read(&files::read(path)?, &path.display().to_string());
            let lock = lock.map_err(Failure::Unreadable)?;
            return Ok(Self::from_lock(name, lock));
        }
        let loaded = working
            .on(&format!("reading {name}"), |watch| source.load(args.registry.as_deref(), watch));
        Self::from_loaded(name, loaded?)
    }

    fn working_tree(args: &SourceArguments, working: &Working) -> Result<Self, Failure> {
        Self::from_loaded("the working tree".to_owned(), Loaded::read(args, working)?)
    }

    fn from_loaded(name: String, loaded: Loaded) -> Result<Self, Failure> {
        let (unread, from) = (loaded.unread.clone(), loaded.origin.as_str());
        let mut doubts = loaded.doubts.clone();
        if loaded.origin == Origin::Preview {
            // Codes that the source does not show may have changed.
            doubts.extend(loaded.problems.iter().filter(|problem| problem.rule.is_none()).cloned());
        }
        let (lock, knows_operations) = (loaded.lock(), loaded.operations.is_some());
        let catalog = loaded.whole()?;
        Ok(Self { name, from, lock, knows_operations, catalog, unread, doubts })
    }

    /// Takes over the metrics and log records of the other side if this one cannot have them. If the other one is a lock,
    /// which has promises, that they were not compared is a problem.
    fn keep_operations(&mut self, other: &Self) -> Option<Problem> {
        let is_kept = !self.knows_operations && self.lock.keep_operations(&other.lock);
        (is_kept && other.from == LOCK_ORIGIN).then(Lock::operations_not_compared)
    }

    fn from_lock(name: String, lock: Lock) -> Self {
        let catalog = Catalog::default();
        let (unread, doubts) = (Vec::new(), Vec::new());
        Self { name, from: LOCK_ORIGIN, lock, knows_operations: true, catalog, unread, doubts }
    }
}

/// Where a package keeps its lock.
pub(crate) fn lock_path(config: Option<&Config>) -> PathBuf {
    let declared = config.and_then(|config| config.lock.clone());
    declared.unwrap_or_else(|| PathBuf::from(LOCK))
}

/// `1 BREAK, 2 RISK`.
pub(crate) fn counted(changes: &[Change]) -> String {
    let counts = VERDICTS.iter().filter_map(|verdict| {
        let count = changes.iter().filter(|change| change.verdict() == *verdict).count();
        (count > 0)
            .then(|| Style::of_verdict(*verdict).paint(&format!("{count} {}", verdict.as_str())))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// The risky changes, one per line.
pub(crate) fn risks(changes: &[Change]) -> String {
    let is_risk = |change: &&Change| change.verdict() == Verdict::Risk && !change.needs_reason();
    let risks = changes.iter().filter(is_risk);
    risks.map(|change| format!("{} {}", Style::WARNING.paint("RISK"), line(change))).collect()
}

fn line(change: &Change) -> String {
    format!(
        "{}  {}  {}\n",
        Style::CODE.paint(&change.code),
        visible(&change.sentence()),
        Style::FAINT.paint(&format!("[{}]", change.rule.id))
    )
}

/// The changes by verdict; the breaking and risky ones with reasons and cures.
pub(crate) fn text(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "No promise has changed.\n".to_owned();
    }
    let mut text = String::new();
    for verdict in VERDICTS {
        let here: Vec<_> = changes.iter().filter(|change| change.verdict() == verdict).collect();
        if here.is_empty() {
            continue;
        }
        text.push_str(&format!(
            "{} {}\n",
            Style::of_verdict(verdict).paint(verdict.as_str()),
            Style::FAINT.paint(meaning(verdict))
        ));
        let described: Vec<_> = here.into_iter().map(|change| describe(change, verdict)).collect();
        let between = if verdict == Verdict::Safe { "" } else { "\n" };
        text.push_str(&described.join(between));
        text.push('\n');
    }
    text + &format!("{}: {}\n", plural(changes.len(), "change"), counted(changes))
}

const fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Break => "clients or code break",
        Verdict::Risk => "clients or code may break",
        Verdict::Safe => "nothing breaks",
    }
}

fn describe(change: &Change, verdict: Verdict) -> String {
    let mut text = format!("  {}", line(change));
    if verdict == Verdict::Safe {
        return text;
    }
    let mut push = |name: &str, value: &str| {
        if !value.is_empty() {
            let gap = " ".repeat(10usize.saturating_sub(name.len()));
            let lines = wrap(&visible(value), terminal_width() - 14);
            let wrapped = lines.join("\n              ");
            text.push_str(&format!("    {}{gap}{wrapped}\n", Style::FAINT.paint(name)));
        }
    };
    push("breaks", &surfaces(change));
    push("because", change.rule.why);
    for consequence in &change.consequences {
        push("with it", &consequence.sentence());
    }
    for fix in change.fixes() {
        push("cure", &fix);
    }
    if change.needs_reason() && change.is_acceptable() {
        push("or", &change.acceptance());
    }
    text
}

/// `wire BREAK, operations RISK`.
fn surfaces(change: &Change) -> String {
    let on = |surface: &Surface| {
        change
            .verdict_on(*surface)
            .map(|verdict| format!("{} {}", surface.as_str(), verdict.as_str()))
    };
    Surface::ALL.iter().filter_map(on).collect::<Vec<_>>().join(", ")
}

/// The changes as findings: those that need a reason are errors, other risky ones warnings.
pub(crate) fn all_findings(changes: &[Change], catalog: &Catalog) -> Vec<Problem> {
    let is_safe = |change: &&Change| change.verdict() == Verdict::Safe && !change.needs_reason();
    changes.iter().filter(|change| !is_safe(change)).map(|change| change.problem(catalog)).collect()
}

/// The risky changes as findings, which the problems of a check do not have.
pub(crate) fn findings(changes: &[Change], catalog: &Catalog) -> Vec<Problem> {
    let all = all_findings(changes, catalog).into_iter();
    all.filter(|problem| problem.level == ProblemLevel::Warning).collect()
}

pub(crate) fn changes_json(changes: &[Change], catalog: &Catalog) -> Json {
    Json::List(changes.iter().map(|change| change_json(change, catalog)).collect())
}

fn change_json(change: &Change, catalog: &Catalog) -> Json {
    let surfaces = Surface::ALL.iter().filter_map(|surface| {
        Some((surface.as_str(), Json::from(change.verdict_on(*surface)?.as_str())))
    });
    Json::object([
        ("rule", change.rule.id.into()),
        ("verdict", change.verdict().as_str().into()),
        ("surfaces", Json::object(surfaces)),
        ("code", change.code.as_str().into()),
        ("subject", change.subject.as_str().into()),
        ("old", change.old.as_str().into()),
        ("new", change.new.as_str().into()),
        ("sentence", change.sentence().into()),
        ("why", change.rule.why.into()),
        ("key", change.key().into()),
        ("acceptable", change.is_acceptable().into()),
        ("needs_reason", change.needs_reason().into()),
        ("successor", report::optional(change.successor.as_deref())),
        (
            "consequences",
            Json::List(
                change.consequences.iter().map(|change| change_json(change, catalog)).collect(),
            ),
        ),
        ("place", change.place(catalog).map_or(Json::Null, report::place)),
    ])
}
