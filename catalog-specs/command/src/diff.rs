//! `diff`: what changed between two catalogues, and whom it breaks.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use catalog_specs::lock::{Change, Lock, Surface, Unread, Verdict, compare};
use catalog_specs::model::Catalog;
use catalog_specs::{Config, Json};

use crate::answer::{Answer, Failure};
use crate::arguments::{Diff, FailOn, SourceArguments};
use crate::documents::LOCK;
use crate::files;
use crate::printing::{Style, plural, terminal_width, visible, wrap};
use crate::progress::Working;
use crate::report;
use crate::sources::git::{Repository, Revision, is_path};
use crate::sources::package::Package;
use crate::sources::{Loaded, Source};

/// Worst first: what a reader looks for.
const VERDICTS: [Verdict; 3] = [Verdict::Break, Verdict::Risk, Verdict::Safe];

pub(crate) fn run(asked: &Diff, working: &Working) -> Result<Answer, Failure> {
    let mut old = Side::of(&asked.old, &asked.source, working)?;
    let mut new = match &asked.new {
        Some(name) => Side::of(name, &asked.source, working)?,
        None => Side::working_tree(&asked.source, working)?,
    };
    let mut kept = new.lock.keep_unread(&old.lock, &new.unread);
    kept.extend(old.lock.keep_unread(&new.lock, &old.unread));
    let kept: Vec<_> = kept.into_iter().map(|unread| unread.problem(&new.catalog.name)).collect();
    let notes = if kept.is_empty() { String::new() } else { report::told(&kept) };
    let changes = compare(&old.lock, &new.lock);
    let worst = changes.iter().map(Change::verdict).max();
    let failed = asked.fail_on.is_some_and(|limit| worst >= Some(limit.verdict()));
    let json = Json::object([
        ("old", Json::from(old.name.as_str())),
        ("new", new.name.as_str().into()),
        ("old_from", old.from.into()),
        ("new_from", new.from.into()),
        ("worst", report::optional(worst.map(Verdict::as_str))),
        ("problems", report::json(&kept)),
        ("changes", json_of(&changes, &new.catalog)),
    ]);
    let title = format!("{} → {}", visible(&old.name), visible(&new.name));
    let from = Style::FAINT.paint(&format!("{} → {}", old.from, new.from));
    let text = format!("{}\n{from}\n\n{}", Style::HEADING.paint(&title), text(&changes));
    Ok(Answer { notes, failed, ..Answer::of(text, json) })
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
    /// What it was read from: a lock, a spec, the compiled registry, or a preview of the source.
    from: &'static str,
    lock: Lock,
    /// Where the places of changes come from; empty where only promises are known.
    catalog: Catalog,
    /// What its registry lists and was not read.
    unread: Vec<Unread>,
}

impl Side {
    /// A path that is there, or a revision.
    fn of(name: &OsString, asked: &SourceArguments, working: &Working) -> Result<Self, Failure> {
        let shown = name.to_string_lossy().into_owned();
        if is_path(name) {
            return Self::of_source(shown, &Source::of(Path::new(name))?, asked, working);
        }
        let package = match &asked.source {
            // Its path is relative to the current folder, and it has a lock of nobody's.
            Some(_) => Package::here(),
            None => Package::asked(asked)?,
        };
        let repository = Repository::of(package.place())?;
        let revision = repository.revision(name)?;
        match &asked.source {
            None => Self::of_package(&package, &repository, &revision, asked, working),
            Some(path) => Self::of_tree(path, &repository, &revision, asked, working),
        }
    }

    /// What a revision of a package promised, or else what its source says.
    fn of_package(
        package: &Package,
        repository: &Repository,
        revision: &Revision,
        asked: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        let lock = lock_of(package.config()?.as_ref());
        if let Some(text) = repository.file(revision, &lock)? {
            let file = format!("{}:{}", revision.name, lock.display());
            let lock = Lock::read(&text, &file).map_err(Failure::Unreadable)?;
            return Ok(Self::of_lock(file, lock));
        }
        Self::of_tree(Path::new("src"), repository, revision, asked, working)
    }

    /// What the source of a revision says.
    fn of_tree(
        path: &Path,
        repository: &Repository,
        revision: &Revision,
        asked: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        let name = &revision.name;
        let (copy, folder) = repository.source(revision)?;
        let root = folder.join(path);
        if !root.exists() {
            let message = format!("`{name}` has no `{}`", path.display());
            return Err(Failure::unreadable(message, "compare with a later revision"));
        }
        let side = Source::of(&root)
            .and_then(|source| Self::of_source(name.clone(), &source, asked, working))
            // The copy goes away, and nobody knows it.
            .map_err(|failure| failure.renamed(&folder, name))?;
        drop(copy);
        Ok(Self { catalog: Catalog::default(), ..side })
    }

    fn of_source(
        name: String,
        source: &Source,
        asked: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        if let Source::Lock(path) = source {
            let lock = Lock::read(&files::read(path)?, &path.display().to_string());
            let lock = lock.map_err(Failure::Unreadable)?;
            return Ok(Self::of_lock(name, lock));
        }
        let loaded = working
            .on(&format!("reading {name}"), |watch| source.load(asked.registry.as_deref(), watch));
        Self::of_loaded(name, loaded?)
    }

    fn working_tree(asked: &SourceArguments, working: &Working) -> Result<Self, Failure> {
        Self::of_loaded("the working tree".to_owned(), Loaded::asked(asked, working)?)
    }

    fn of_loaded(name: String, loaded: Loaded) -> Result<Self, Failure> {
        let (unread, from) = (loaded.unread.clone(), loaded.origin.as_str());
        let catalog = loaded.whole()?;
        Ok(Self { name, from, lock: Lock::of(&catalog), catalog, unread })
    }

    fn of_lock(name: String, lock: Lock) -> Self {
        Self { name, from: "lock", lock, catalog: Catalog::default(), unread: Vec::new() }
    }
}

/// Where a package keeps its lock.
pub(crate) fn lock_of(config: Option<&Config>) -> PathBuf {
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

/// Each change that somebody may notice, on a line.
pub(crate) fn risks(changes: &[Change]) -> String {
    let risks = changes.iter().filter(|change| change.verdict() == Verdict::Risk);
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

/// The changes by what they do, the worst with reasons and cures.
pub(crate) fn text(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "Nothing that was promised has changed.\n".to_owned();
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
        let told: Vec<_> = here.into_iter().map(|change| one(change, verdict)).collect();
        let between = if verdict == Verdict::Safe { "" } else { "\n" };
        text.push_str(&told.join(between));
        text.push('\n');
    }
    text + &format!("{}: {}\n", plural(changes.len(), "change"), counted(changes))
}

const fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Break => "somebody breaks",
        Verdict::Risk => "somebody may break",
        Verdict::Safe => "nobody breaks",
    }
}

fn one(change: &Change, verdict: Verdict) -> String {
    let mut text = format!("  {}", line(change));
    if verdict == Verdict::Safe {
        return text;
    }
    let mut push = |name: &str, said: &str| {
        if !said.is_empty() {
            let gap = " ".repeat(10usize.saturating_sub(name.len()));
            let lines = wrap(&visible(said), terminal_width() - 14);
            let said = lines.join("\n              ");
            text.push_str(&format!("    {}{gap}{said}\n", Style::FAINT.paint(name)));
        }
    };
    push("breaks", &surfaces(change));
    push("because", change.rule.why);
    for with_it in &change.consequences {
        push("with it", &with_it.sentence());
    }
    let explained = change.explain();
    let cures = explained.lines().filter_map(|line| line.trim_start().strip_prefix("cure: "));
    for cure in cures {
        push("cure", cure);
    }
    if verdict == Verdict::Break && change.is_acceptable() {
        push("or", &change.acceptance());
    }
    text
}

/// `wire BREAK, operations RISK`.
fn surfaces(change: &Change) -> String {
    let on = |surface: &Surface| {
        change.on(*surface).map(|verdict| format!("{} {}", surface.as_str(), verdict.as_str()))
    };
    Surface::ALL.iter().filter_map(on).collect::<Vec<_>>().join(", ")
}

pub(crate) fn json_of(changes: &[Change], catalog: &Catalog) -> Json {
    Json::List(changes.iter().map(|change| change_json(change, catalog)).collect())
}

fn change_json(change: &Change, catalog: &Catalog) -> Json {
    let surfaces = Surface::ALL
        .iter()
        .filter_map(|surface| Some((surface.as_str(), Json::from(change.on(*surface)?.as_str()))));
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
        (
            "consequences",
            Json::List(
                change.consequences.iter().map(|change| change_json(change, catalog)).collect(),
            ),
        ),
        ("place", change.place(catalog).map_or(Json::Null, report::place)),
    ])
}
