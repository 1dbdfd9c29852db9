//! The repair of a lock after a merge, in real repositories: it loses no promise, and no edit passes for a merge.

use std::fs;

use crate::harness::{Said, Shop, git, run};

const LOCK: &str = "error-catalog.lock";
const UNION: &str = "error-catalog.lock merge=union\n";

/// A repository whose lock is committed.
fn locked() -> Shop {
    let shop = Shop::new();
    shop.write("error-catalog.toml", "[lock]\npath = \"error-catalog.lock\"\n");
    shop.run(&["lock"]).fine();
    shop.git(&["init", "--quiet", "--initial-branch=main"]);
    shop.commit();
    shop
}

/// Where a variant is added. Two branches that add at different places leave source that merges.
#[derive(Clone, Copy)]
enum At {
    Top,
    End,
}

/// Adds a code to the enum of a file, and commits it with its lock.
fn add_code(shop: &Shop, file: &str, code: &str, at: At) {
    let words = code.split('_').map(|word| word[..1].to_owned() + &word[1..].to_lowercase());
    let name = words.collect::<Vec<_>>().concat();
    let variant = format!(
        "    #[catalog(code = \"{code}\", status = 409, log_level = \"INFO\",\n              \
         message(\"ja\" = \"競合しています\", \"en\" = \"conflict\"))]\n    {name},\n"
    );
    let text = shop.read(file);
    let at = match at {
        At::Top => text.find("Error {\n").unwrap() + "Error {\n".len(),
        At::End => text.rfind('}').unwrap(),
    };
    shop.write(file, &format!("{}{variant}{}", &text[..at], &text[at..]));
    shop.run(&["lock"]).fine();
    shop.commit();
}

/// Two branches, `main` and `other`, each with a code that is the neighbour of the other's. `main` is checked out.
fn neighbours(attributes: &str) -> Shop {
    let shop = locked();
    shop.write(".gitattributes", attributes);
    shop.commit();
    shop.git(&["checkout", "--quiet", "-b", "other"]);
    add_code(&shop, "src/auth.rs", "AUTH_MERGE_ONE", At::Top);
    shop.git(&["checkout", "--quiet", "main"]);
    add_code(&shop, "src/auth.rs", "AUTH_MERGE_TWO", At::End);
    shop
}

/// What `lock` said about a file that it repaired: the names in git that it was compared with. The lock is intact now.
#[track_caller]
fn assert_repaired(shop: &Shop, names: &str) {
    let json = shop.json(&["lock"]);
    let note = json["repaired"].as_str().unwrap_or_else(|| panic!("{json}"));
    assert!(note.contains(&format!("it keeps every promise of {names}")), "{note}");
    assert_eq!((&json["ok"], &json["written"]), (&true.into(), &true.into()), "{json}");
    shop.run(&["lock", "--check"]).fine();
    shop.run(&["check"]).fine();
    let json = shop.json(&["lock"]);
    assert!(json["repaired"].is_null(), "{json}");
}

#[track_caller]
fn assert_has(shop: &Shop, codes: &[&str]) {
    let lock = shop.read(LOCK);
    for code in codes {
        let lines =
            lock.lines().filter(|line| line.starts_with(&format!("{code} status = "))).count();
        assert_eq!(lines, 1, "{code}: {lock}");
    }
}

/// A refusal that leaves the file as it is, and passes no check.
#[track_caller]
fn assert_refused(shop: &Shop, words: &[&str]) {
    let before = fs::read(shop.path().join(LOCK)).unwrap();
    let said = shop.run(&["lock"]).refused(3);
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
    let json = shop.json(&["lock"]);
    assert_eq!((&json["ok"], &json["failure"]), (&false.into(), &"unreadable".into()), "{json}");
    assert_eq!(fs::read(shop.path().join(LOCK)).unwrap(), before);
    for arguments in [&["check"][..], &["lock", "--check"], &["docs"]] {
        let said = shop.run(arguments);
        assert!(matches!(said.code, 1 | 3), "{arguments:?}: {said:?}");
    }
    assert_eq!(fs::read(shop.path().join(LOCK)).unwrap(), before);
}

#[test]
fn branches_that_add_codes_in_different_places_merge_without_repair() {
    let shop = locked();
    shop.git(&["checkout", "--quiet", "-b", "other"]);
    add_code(&shop, "src/auth.rs", "AUTH_AAA", At::Top);
    shop.git(&["checkout", "--quiet", "main"]);
    add_code(&shop, "src/user.rs", "USER_ZZZ", At::End);
    shop.git(&["merge", "--quiet", "--no-edit", "other"]);
    shop.run(&["lock", "--check"]).fine();
    shop.run(&["check"]).fine();
    assert_has(&shop, &["AUTH_AAA", "USER_ZZZ", "USER_NOT_FOUND"]);
    assert!(shop.json(&["lock"])["repaired"].is_null());
}

#[test]
fn neighbours_of_a_union_merge_are_repaired() {
    let shop = neighbours(UNION);
    shop.git(&["merge", "--quiet", "--no-edit", "other"]);
    let said = shop.run(&["check"]).failed();
    assert!(said.contains("cargo error-catalog lock"), "{said}");
    assert_repaired(&shop, "`HEAD^1` or `HEAD^2`");
    assert_has(&shop, &["AUTH_MERGE_ONE", "AUTH_MERGE_TWO"]);
}

/// The marks of a conflict, in each of the ways that git leaves them.
#[test]
fn a_conflict_of_neighbours_is_repaired() {
    for (call, names) in [
        (&["merge", "--quiet", "other"][..], "`HEAD` or `MERGE_HEAD`"),
        (
            &["-c", "merge.conflictStyle=diff3", "merge", "--quiet", "other"],
            "`HEAD` or `MERGE_HEAD`",
        ),
        (&["cherry-pick", "other"], "`HEAD` or `CHERRY_PICK_HEAD`"),
        (&["rebase", "--quiet", "other"], "`HEAD` or `REBASE_HEAD`"),
    ] {
        let shop = neighbours("");
        shop.git_fails(call);
        let said = shop.run(&["check"]).failed();
        assert!(said.contains("merge conflict"), "{call:?}: {said}");
        assert_repaired(&shop, names);
        assert_has(&shop, &["AUTH_MERGE_ONE", "AUTH_MERGE_TWO"]);
        assert!(!shop.read(LOCK).contains("<<<<"), "{call:?}");
    }
}

/// A merge with a detached `HEAD`, and one in another work tree of the repository.
#[test]
fn the_sides_are_found_wherever_the_head_is() {
    let shop = neighbours("");
    shop.git(&["checkout", "--quiet", "--detach"]);
    shop.git_fails(&["merge", "--quiet", "other"]);
    assert_repaired(&shop, "`HEAD` or `MERGE_HEAD`");

    let shop = neighbours("");
    let place = tempfile::tempdir().unwrap();
    let tree = place.path().join("a tree");
    shop.git(&["worktree", "add", "--quiet", "--detach", tree.to_str().unwrap(), "main"]);
    let (worked, said) = git(&tree, &["merge", "--quiet", "other"]);
    assert!(!worked, "{said}");
    let Said { code, stdout, .. } = run(&tree, &["lock", "--json"]);
    assert!(code == 0 && stdout.contains("`HEAD` or `MERGE_HEAD`"), "{stdout}");
    run(&tree, &["lock", "--check"]).fine();
}

#[test]
fn both_sides_of_one_value_are_a_choice_for_people() {
    let shop = locked();
    for (branch, status) in [("other", "410"), ("main", "409")] {
        shop.git(&["checkout", "--quiet", "-B", branch]);
        let text = shop.read("src/user.rs");
        shop.edit("src/user.rs", "status = 404", &format!("status = {status}"));
        shop.run(&["lock", "--accept", "USER_NOT_FOUND", "no client has it yet"]).fine();
        shop.commit();
        if branch == "other" {
            shop.git(&["checkout", "--quiet", "main"]);
            assert_eq!(shop.read("src/user.rs"), text);
        }
    }
    shop.git_fails(&["merge", "--quiet", "other"]);
    shop.git(&["checkout", "--ours", "src/user.rs"]);
    assert_refused(
        &shop,
        &["`status` is given twice", "USER_NOT_FOUND status = 410", "keep the line"],
    );
    // People keep one of the lines, and the command repairs the rest.
    for line in ["status = 410", "class = not_found", "grpc = NOT_FOUND"] {
        shop.edit(LOCK, &format!("USER_NOT_FOUND {line}\n"), "");
    }
    assert_repaired(&shop, "`HEAD` or `MERGE_HEAD`");
    let lock = shop.read(LOCK);
    assert!(lock.contains("\"404\" -> \"409\"") && lock.contains("\"404\" -> \"410\""), "{lock}");
}

/// A merge takes over what the other branch accepted, and nothing that was accepted in neither.
#[test]
fn what_one_side_accepted_is_kept() {
    let shop = neighbours("");
    shop.git(&["checkout", "--quiet", "other"]);
    shop.edit("src/user.rs", "status = 404", "status = 410");
    shop.run(&["lock", "--accept", "USER_NOT_FOUND", "gone for good"]).fine();
    shop.commit();
    shop.git(&["checkout", "--quiet", "main"]);
    shop.git_fails(&["merge", "--quiet", "other"]);
    let conflict = shop.read(LOCK);
    shop.write(LOCK, &conflict.replace("USER_HIDDEN status = 403", "USER_HIDDEN status = 404"));
    assert_refused(
        &shop,
        &["compared with `HEAD`, USER_HIDDEN", "git checkout HEAD -- error-catalog.lock"],
    );
    shop.write(LOCK, &conflict);
    assert_repaired(&shop, "`HEAD` or `MERGE_HEAD`");
    let lock = shop.read(LOCK);
    assert!(
        lock.contains("USER_NOT_FOUND status = 410\n") && lock.contains("gone for good"),
        "{lock}"
    );
}

/// Cut off after each line, with and without git: it is repaired only if no promise is missing.
#[test]
fn a_truncated_lock_is_refused() {
    let repository = locked();
    let alone = Shop::new();
    alone.run(&["lock"]).fine();
    let whole = repository.read(LOCK);
    let ends: Vec<_> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
    for (number, end) in
        ends.iter().enumerate().filter(|(at, _)| at % 4 == 1 || at + 3 > ends.len())
    {
        if *end == whole.len() {
            continue;
        }
        for shop in [&repository, &alone] {
            shop.write(LOCK, &whole[..*end]);
            let said = shop.run(&["lock"]);
            let text = shop.read(LOCK);
            match said.code {
                0 => assert_eq!(text, whole, "line {number}: {said:?}"),
                3 => assert_eq!(text, whole[..*end], "line {number}: {said:?}"),
                _ => panic!("line {number}: {said:?}"),
            }
            shop.write(LOCK, &whole[..*end]);
            assert_ne!(shop.run(&["check"]).code, 0, "line {number}");
        }
    }
    // Without git a lock that lacks only its last checksum is not known to be complete.
    alone.write(LOCK, &whole[..=whole.trim_end().rfind('\n').unwrap()]);
    assert_refused(&alone, &["checksum", "git has no version of the file"]);
}

#[test]
fn a_line_that_was_edited_is_refused_and_restored_as_the_help_says() {
    let shop = locked();
    let whole = shop.read(LOCK);
    shop.edit(LOCK, "USER_NOT_FOUND status = 404", "USER_NOT_FOUND status = 410");
    shop.edit("src/user.rs", "status = 404", "status = 410");
    assert_refused(
        &shop,
        &["the lock was edited: compared with `HEAD`, USER_NOT_FOUND", "--accept USER_NOT_FOUND"],
    );
    // The edit was committed: the commit before it decides.
    shop.commit();
    assert_refused(&shop, &["compared with `HEAD^1`, USER_NOT_FOUND"]);
    shop.git(&["checkout", "HEAD^1", "--", LOCK]);
    assert_eq!(shop.read(LOCK), whole);
    assert!(shop.run(&["lock"]).failed().contains("status-changed"));
    shop.run(&["lock", "--accept", "USER_NOT_FOUND", "gone"]).fine();
    shop.run(&["lock", "--check"]).fine();
}

#[test]
fn an_edit_that_git_cannot_judge_is_refused() {
    let edit = |shop: &Shop| {
        shop.edit(LOCK, "USER_NOT_FOUND status = 404", "USER_NOT_FOUND status = 410");
        assert_refused(shop, &["USER_NOT_FOUND", "git has no version of the file"]);
    };
    // No repository.
    let shop = Shop::new();
    shop.run(&["lock"]).fine();
    edit(&shop);
    // A repository without a commit, and one whose commit lacks the lock.
    let shop = Shop::new();
    shop.run(&["lock"]).fine();
    shop.git(&["init", "--quiet", "--initial-branch=main"]);
    edit(&shop);
    let shop = Shop::committed();
    shop.run(&["lock"]).fine();
    edit(&shop);
    // A commit whose lock was broken from the start.
    shop.commit();
    assert_refused(&shop, &["git has no version of the file"]);
}

/// Lines in another order, or twice, lose nothing: a merge tool leaves them so. No git is needed.
#[test]
fn lines_in_another_order_are_sorted() {
    let shop = Shop::new();
    shop.run(&["lock"]).fine();
    let whole = shop.read(LOCK);
    let mut lines: Vec<_> = whole.lines().collect();
    lines[3..].reverse();
    shop.write(LOCK, &(lines.join("\r\n") + "\r\n"));
    assert_ne!(shop.run(&["lock", "--check"]).code, 0);
    let json = shop.json(&["lock"]);
    let note = json["repaired"].as_str().unwrap();
    assert!(note.contains("no code is missing"), "{note}");
    assert_eq!(shop.read(LOCK), whole);
    // For people the note is on stderr, also beside the formats for code review.
    for arguments in
        [&["lock"][..], &["lock", "--format", "sarif"], &["lock", "--format", "github"]]
    {
        shop.write(LOCK, &(lines.join("\n") + "\n"));
        let said = shop.run(arguments);
        assert!(said.code == 0 && said.stderr.contains("note: repaired the checksums"), "{said:?}");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_compared_and_shown_safely() {
    for (folder, file) in [
        ("a b'c", "my $(touch pwned) promises.lock"),
        ("約束 $HOME", "ロック\u{202e}\u{1b}[31m.lock"),
        ("-x", "--help.lock"),
        ("b[1]", "*.lock"),
        ("new\nline", "HEAD"),
    ] {
        let shop = Shop::new();
        let path = format!("{folder}/{file}");
        let named = format!("--lock-file={path}");
        let lock = ["lock", named.as_str()];
        shop.run(&lock).fine();
        let whole = shop.read(&path);
        shop.git(&["init", "--quiet", "--initial-branch=main"]);
        shop.commit();
        shop.edit(&path, "USER_NOT_FOUND status = 404", "USER_NOT_FOUND status = 410");
        let said = shop.run(&lock).refused(3);
        assert!(said.contains("compared with `HEAD`, USER_NOT_FOUND"), "{path:?}: {said}");
        assert!(
            !said.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'),
            "{said:?}"
        );
        // A promise that is only repeated is repaired.
        shop.write(
            &path,
            &whole.replace(
                "USER_NOT_FOUND status = 404\n",
                "USER_NOT_FOUND status = 404\nUSER_NOT_FOUND status = 404\n",
            ),
        );
        shop.run(&["lock", "--check", named.as_str()]).refused(3);
        let said = shop.run(&lock);
        assert_eq!((said.code, shop.read(&path)), (0, whole.clone()), "{said:?}");
        if !path.contains(['\n', '\u{1b}']) {
            // The help can be pasted into a shell.
            shop.edit(&path, "USER_NOT_FOUND status = 404", "USER_NOT_FOUND status = 410");
            let said = shop.run(&lock).refused(3);
            let call = said.split('`').find(|text| text.starts_with("git checkout")).unwrap();
            let output = std::process::Command::new("sh")
                .args(["-c", call])
                .current_dir(shop.path())
                .output()
                .unwrap();
            assert!(output.status.success(), "{call}: {output:?}");
            assert_eq!(shop.read(&path), whole, "{call}");
            assert!(!shop.path().join("pwned").exists());
        }
    }
}
