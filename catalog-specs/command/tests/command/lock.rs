//! `lock`.

use crate::harness::{Shop, golden};

const LOCK: &str = "error-catalog.lock";

#[test]
fn a_lock_is_written_once_and_not_again() {
    let shop = Shop::new();
    shop.run(&["lock", "--check"]).failed();
    assert_eq!(shop.run(&["lock"]).fine(), "wrote error-catalog.lock (6 codes)\n");
    let text = shop.read(LOCK);
    assert_eq!(shop.run(&["lock"]).fine(), "`error-catalog.lock` is unchanged\n");
    assert_eq!(shop.run(&["lock", "--check"]).fine(), "`error-catalog.lock` is up to date\n");
    assert_eq!(shop.read(LOCK), text);
    // Another line end is the same lock.
    shop.write(LOCK, &text.replace('\n', "\r\n"));
    shop.run(&["lock", "--check"]).fine();
}

#[test]
fn safe_changes_are_recorded_and_breaking_ones_are_not() {
    let shop = Shop::new();
    shop.run(&["lock"]).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    shop.edit("src/auth.rs", "log_level = \"WARN\"", "log_level = \"INFO\"");
    shop.run(&["lock", "--check"]).failed();
    golden("lock-break.txt", &shop.run(&["lock"]).failed());
    let text = shop.read(LOCK);
    assert!(text.contains("USER_NOT_FOUND status = 404\n"), "{text}");
    assert!(text.contains("AUTH_INSUFFICIENT_PERMISSIONS log_level = INFO\n"), "{text}");
}

#[test]
fn changes_of_one_code_are_accepted_with_a_reason() {
    let shop = Shop::new();
    shop.run(&["lock"]).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    shop.edit("src/auth.rs", "status = 401", "status = 403");
    let told = shop.run(&["lock", "--accept", "USER_NOT_FOUND", " "]).refused(2);
    assert!(told.contains("reason"), "{told}");
    let told = shop.run(&["lock", "--accept", "USER_NOT_FUOND", "why"]).refused(2);
    assert!(told.contains("USER_NOT_FOUND"), "{told}");
    golden(
        "lock-accept.txt",
        &shop.run(&["lock", "--accept", "USER_NOT_FOUND", "it is \"gone\" for good"]).fine(),
    );
    let text = shop.read(LOCK);
    assert!(text.contains("USER_NOT_FOUND status = 410\n") && text.contains("for good"), "{text}");
    assert!(text.contains("AUTH_INVALID_CREDENTIALS status = 401\n"), "{text}");
    // The other code's change still fails.
    assert!(shop.run(&["check"]).failed().contains("AUTH_INVALID_CREDENTIALS"));
    shop.run(&["lock", "--accept", "AUTH_INVALID_CREDENTIALS", "401 was wrong"]).fine();
    shop.run(&["lock", "--check"]).fine();
}

#[test]
fn a_retirement_cannot_be_taken_back() {
    let shop = Shop::new();
    shop.edit(
        "src/lib.rs",
        "\"AUTH_PASSWORD_OLD\"",
        "\"USER_LOCKED\" => \"1.0: gone\", \"AUTH_PASSWORD_OLD\"",
    );
    shop.run(&["lock"]).fine();
    shop.edit("src/lib.rs", "\"USER_LOCKED\" => \"1.0: gone\", ", "");
    let told = shop.run(&["lock", "--accept", "USER_LOCKED", "why"]);
    assert_eq!(told.code, 2, "{told:?}");
    assert!(told.stderr.contains("cannot be accepted"), "{}", told.stderr);
}

#[test]
fn accepting_needs_a_code_and_a_reason() {
    let shop = Shop::new();
    shop.run(&["lock"]).fine();
    for arguments in [
        &["lock", "--accept"][..],
        &["lock", "--accept", "A"],
        &["lock", "--accept", "A", "why", "--check"],
    ] {
        assert_eq!(shop.run(arguments).code, 2, "{arguments:?}");
    }
    let told = Shop::new().run(&["lock", "--accept", "USER_NOT_FOUND", "why"]).refused(2);
    assert!(told.contains("does not exist"), "{told}");
}

#[test]
fn the_lock_that_is_declared_is_the_one() {
    let shop = Shop::new();
    shop.edit("error-catalog.toml", "error-catalog.lock", "promises/shop.lock");
    shop.run(&["lock"]).fine();
    assert!(shop.path().join("promises/shop.lock").is_file());
    assert_eq!(shop.json(&["lock", "--check"])["lock"], "promises/shop.lock");
    assert_eq!(shop.json(&["lock", "--lock-file", "mine.lock"])["written"], true);
}

/// The codes of another crate came into the lock by a test over the compiled registry.
#[test]
fn codes_of_another_crate_stay_in_the_lock_and_are_reported() {
    let shop = Shop::new();
    shop.run(&["lock"]).fine();
    shop.edit("src/lib.rs", "pub struct Codes {", "pub struct Codes { ..billing::Codes,");
    let theirs = "PAY_DECLINED enum = \"billing::PayError\"\nPAY_DECLINED status = 402\n\
                  PAY_DECLINED class = business\nPAY_DECLINED grpc = UNKNOWN\n\
                  PAY_DECLINED retry = never\nPAY_DECLINED log_level = INFO\n\
                  PAY_DECLINED severity = WARNING\nPAY_DECLINED incident = P3\n";
    // A lock of format 1 may have lines that were written by hand.
    let lock = shop.read(LOCK).replace("error-catalog.lock 2", "error-catalog.lock 1");
    let lines = lock.lines().filter(|line| !line.contains(" checksum = "));
    let lock = lines.collect::<Vec<_>>().join("\n") + "\n";
    shop.write(LOCK, &(lock + theirs));
    let told = "the lock has codes of `billing::Codes`, which a source scan cannot read";
    for (arguments, code) in [
        (&["lock"][..], 3),
        (&["lock", "--check"], 3),
        (&["diff", LOCK], 3),
        (&["check", "--lock-file", LOCK], 3),
    ] {
        let said = shop.run(arguments);
        assert_eq!(said.code, code, "{said:?}");
        assert!((said.stderr.clone() + &said.stdout).contains(told), "{arguments:?} {said:?}");
        assert!(!said.stdout.contains("code-removed"), "{said:?}");
    }
    assert!(shop.read(LOCK).contains("PAY_DECLINED status = 402"));
    for arguments in [&["lock"][..], &["diff", LOCK]] {
        let json = shop.json(arguments);
        assert_eq!(json["problems"][0]["level"], "warning", "{json}");
    }
    let told = shop.run(&["explain", "PAY_DECLINED"]).refused(2);
    assert!(told.contains("the codes of `billing::Codes` were not read"), "{told}");
}

#[test]
fn a_wrong_acceptance_is_answered_with_the_right_one() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    for (code, why, cure) in [
        ("USER_NOT", "why", "did you mean `USER_NOT_FOUND`?"),
        ("it was wrong", "USER_NOT_FOUND", "--accept USER_NOT_FOUND \"it was wrong\"`"),
    ] {
        let told = shop.run(&["lock", "--accept", code, why]).refused(2);
        assert!(told.contains(cure), "{told}");
    }
    let told = shop.run(&["lock", "--accept", "USER_NOT_FOUND", "it was wrong"]).fine();
    assert!(told.contains("note: 2 documents are stale now"), "{told}");
    assert!(told.contains("cargo error-catalog docs"), "{told}");
    shop.run(&["docs"]).fine();
}
