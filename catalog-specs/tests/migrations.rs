//! The constraints that codes declare, compared with migrations.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use std::fs;
use std::path::PathBuf;

use catalog_specs::keys::{Key, Value};
use catalog_specs::migrations::{Comparison, compare};
use catalog_specs::model::{Catalog, Entry, Group};
use catalog_specs::{Level, Place};

/// A catalogue whose codes declare constraints.
fn catalog(declared: &[(Key, &str)]) -> Catalog {
    let entries = declared.iter().enumerate().map(|(at, (key, name))| {
        let mut entry = Entry::new(format!("USER_{at}"), format!("V{at}"), 409, Level::Info);
        entry.set(*key, Value::List(vec![(*name).to_owned()].into()));
        let place = Place { file: "src/users.rs".into(), line: at + 1, column: 5, length: 6 };
        entry.places.push((key.name().to_owned(), place));
        entry
    });
    let group = Group { entries: entries.collect(), ..Group::default() };
    Catalog { groups: vec![group], ..Catalog::default() }
}

/// Compares with the files of a package.
fn compared(
    files: &[(&str, &str)],
    folders: Option<&[PathBuf]>,
    declared: &[(Key, &str)],
) -> Comparison {
    let package = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = package.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    compare(&catalog(declared), package.path(), folders)
}

/// The problems of one migration.
fn problems(sql: &str, declared: &[(Key, &str)]) -> Vec<String> {
    let comparison = compared(&[("migrations/1_create.sql", sql)], None, declared);
    assert_eq!(comparison.not_compared, [], "{sql}");
    assert_eq!(comparison.declared, declared.len());
    comparison.problems.iter().map(|problem| problem.to_string().replace("\n  ", "; ")).collect()
}

#[track_caller]
fn has(sql: &str, declared: &[(Key, &str)]) {
    assert_eq!(problems(sql, declared), Vec::<String>::new(), "{sql}");
}

#[track_caller]
fn lacks(sql: &str, declared: &[(Key, &str)]) {
    assert_eq!(problems(sql, declared).len(), declared.len(), "{sql}");
}

use Key::{Check, ForeignKey, Unique};

#[test]
fn constraints_of_columns_have_the_derived_names() {
    let sql = "CREATE TABLE IF NOT EXISTS app.Users ( -- users_fake_key UNIQUE
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        email VARCHAR(254) COLLATE \"C\" NOT NULL DEFAULT 'unique, check (x)' UNIQUE,
        phone TEXT CONSTRAINT one_phone UNIQUE NULLS NOT DISTINCT,
        team_id BIGINT REFERENCES app.teams (id) ON DELETE SET NULL,
        boss BIGINT CONSTRAINT boss_is_a_user REFERENCES users DEFERRABLE INITIALLY DEFERRED,
        age INT CHECK (age >= 18 AND age < (200)) CHECK (age <> 99),
        low INT CHECK (low < high), high INT,
        price NUMERIC(10, 2) NOT NULL CONSTRAINT price_is_positive CHECK (price > 0),
        tags TEXT[] , \"unique\" TEXT
    );";
    has(
        sql,
        &[
            (Unique, "users_pkey"),
            (Unique, "users_email_key"),
            (Unique, "users.email"),
            (Unique, "Users.Email"),
            (Unique, "one_phone"),
            // SQLite reports the columns.
            (Unique, "users_phone_key"),
            (Unique, "users.one_phone"),
            (Unique, "app.users.one_phone"),
            (ForeignKey, "users_team_id_fkey"),
            (ForeignKey, "boss_is_a_user"),
            (Check, "users_age_check"),
            (Check, "users_age_check1"),
            (Check, "users_check"),
            (Check, "price_is_positive"),
            (Check, "Age<>99"),
        ],
    );
    lacks(
        sql,
        &[
            (Unique, "users_fake_key"),
            (Unique, "teams.one_phone"),
            (Unique, "users.phone, users.email"),
            (ForeignKey, "users_boss_fkey"),
            (Check, "users_price_check"),
            // A condition is reported if it has no name.
            (Check, "price > 0"),
            (Check, "users_age_check2"),
            (Check, "users_high_check"),
        ],
    );
}

#[test]
fn constraints_of_tables_and_indexes_are_read() {
    let sql = "CREATE TABLE slots (
        room TEXT, hour INT, during TSRANGE,
        UNIQUE (room, hour), CONSTRAINT slots_overlap EXCLUDE USING gist (room WITH =, during WITH &&),
        EXCLUDE USING gist (during WITH &&), FOREIGN KEY (room, hour) REFERENCES rooms (room, hour),
        CHECK (hour BETWEEN 0 AND 23), CHECK (hour > 0 AND room <> ''), CONSTRAINT named CHECK (true)
    );
    CREATE UNIQUE INDEX slots_lower ON slots (lower(room)) WHERE hour > 0;
    CREATE UNIQUE INDEX ON slots USING btree (hour DESC NULLS LAST);
    CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"Quoted \"\"Index\"\"\" ON ONLY public.slots (room);
    CREATE INDEX slots_not_unique ON slots (hour);
    CREATE DOMAIN email AS TEXT CONSTRAINT email_has_at CHECK (VALUE LIKE '%@%') CHECK (VALUE <> '');
    ALTER TABLE ONLY slots ADD CONSTRAINT slots_room_key UNIQUE (room), ADD COLUMN seats INT CHECK (seats > 0),
        ADD CHECK (seats < 9);";
    has(
        sql,
        &[
            (Unique, "slots_room_hour_key"),
            (Unique, "slots.room,slots.hour"),
            (Unique, "slots_overlap"),
            (Unique, "slots_during_excl"),
            (ForeignKey, "slots_room_hour_fkey"),
            (Check, "slots_hour_check"),
            (Check, "slots_check"),
            (Check, "named"),
            (Unique, "slots_lower"),
            (Unique, "slots_hour_idx"),
            (Unique, "Quoted \"Index\""),
            (Check, "email_has_at"),
            (Check, "email_check"),
            (Unique, "slots_room_key"),
            (Check, "slots_seats_check"),
            (Check, "slots_seats_check1"),
        ],
    );
    lacks(sql, &[(Unique, "slots_not_unique"), (Unique, "quoted \"index\"")]);
}

#[test]
fn a_table_like_another_has_its_constraints() {
    let table = "CREATE TABLE lines (
        id BIGINT PRIMARY KEY, mail TEXT UNIQUE, n INT CONSTRAINT n_positive CHECK (n > 0), o INT REFERENCES orders
    ); CREATE UNIQUE INDEX by_n ON lines (n);";
    let copied = |like: &str| {
        format!("{table} CREATE TABLE archive (x INT, LIKE lines {like}, UNIQUE (x));")
    };
    let (keys, check) = (
        [(Unique, "archive_pkey"), (Unique, "archive_mail_key"), (Unique, "archive_n_idx")],
        [(Check, "archive.n_positive")],
    );
    for like in ["INCLUDING ALL", "INCLUDING COMMENTS INCLUDING INDEXES including constraints"] {
        has(&copied(like), &keys);
        has(&copied(like), &check);
    }
    has(&copied("INCLUDING ALL EXCLUDING INDEXES"), &check);
    lacks(&copied("INCLUDING ALL EXCLUDING INDEXES"), &keys);
    has(&copied("INCLUDING INDEXES"), &keys);
    lacks(&copied(""), &keys);
    lacks(&copied(""), &check);
    // Foreign keys are not copied. What stands behind is read.
    lacks(&copied("INCLUDING ALL"), &[(ForeignKey, "archive_o_fkey")]);
    has(&copied("INCLUDING ALL"), &[(Unique, "archive_x_key")]);
}

#[test]
fn a_partition_has_the_constraints_of_its_table() {
    let table = "CREATE TABLE pt (k INT, n INT CONSTRAINT n_positive CHECK (n > 0), day DATE,
            CONSTRAINT pt_pk PRIMARY KEY (k, day), UNIQUE (day, n)) PARTITION BY RANGE (day);
        CREATE TABLE pt1 PARTITION OF app.pt (UNIQUE (n)) FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE pt2 (k INT, n INT, day DATE, CONSTRAINT own UNIQUE (day, n));
        ALTER TABLE pt ATTACH PARTITION pt2 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
        CREATE TABLE pt3 PARTITION OF pt DEFAULT PARTITION BY HASH (k);
        CREATE UNIQUE INDEX by_k ON pt (k, day);
        CREATE TABLE pt3_0 PARTITION OF pt3 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
        ALTER TABLE pt ADD CONSTRAINT one UNIQUE (day);";
    has(
        table,
        &[
            (Unique, "pt1_pkey"),
            (Unique, "pt1_day_n_key"),
            (Unique, "pt1_n_key"),
            (Unique, "own"),
            (Unique, "pt1_k_day_idx"),
            (Unique, "pt2_k_day_idx"),
            (Unique, "pt3_0_pkey"),
            (Unique, "pt3_0_day_n_key"),
            (Unique, "pt3_0_k_day_idx"),
            (Unique, "pt3_0_day_key"),
            (Unique, "pt1.pt1_day_key"),
            (Check, "n_positive"),
            (Check, "pt1.n_positive"),
        ],
    );
    // Neither the table has rows, nor a partition that is partitioned.
    let wholes =
        [(Unique, "pt_pk"), (Unique, "pt_day_n_key"), (Unique, "pt3_pkey"), (Unique, "one")];
    lacks(table, &wholes);
    lacks(table, &[(Unique, "pt2_day_n_key"), (Unique, "by_k")]);
    let problem = problems(table, &[(Unique, "pt_day_n_key")]).remove(0);
    assert!(
        problem
            .contains("no partition has the unique constraint `pt_day_n_key`, which is `USER_0`")
            && problem.ends_with("write `unique(\"pt1_day_n_key\", \"own\", \"pt3_0_day_n_key\")`"),
        "{problem}"
    );
    let alone = "CREATE TABLE pt (k INT UNIQUE) PARTITION BY HASH (k);";
    assert!(
        problems(alone, &[(Unique, "pt_k_key")]).remove(0).contains("no partition of its table")
    );
    // What the table loses, its partitions lose. What is detached keeps it.
    let later = format!(
        "{table} ALTER TABLE pt DETACH PARTITION pt2 CONCURRENTLY;
        ALTER TABLE pt DROP CONSTRAINT one; DROP INDEX by_k; ALTER TABLE pt DROP COLUMN n;"
    );
    lacks(
        &later,
        &[(Unique, "pt1_day_key"), (Unique, "pt3_0_k_day_idx"), (Check, "pt1.n_positive")],
    );
    has(&later, &[(Unique, "pt2_day_key"), (Unique, "own"), (Unique, "pt1_pkey")]);
    lacks(&format!("{table} DROP TABLE pt;"), &[(Unique, "pt1_n_key"), (Unique, "pt3_0_pkey")]);
    // No database runs these.
    let _ = problems(
        "CREATE TABLE a PARTITION OF a (k INT UNIQUE); CREATE TABLE b PARTITION OF a DEFAULT;
        ALTER TABLE b ATTACH PARTITION a DEFAULT; ALTER TABLE a ADD UNIQUE (k); DROP TABLE a;
        CREATE TABLE c PARTITION OF d DEFAULT; ALTER TABLE c RENAME TO d; ALTER TABLE d ADD UNIQUE (k);",
        &[(Unique, "x")],
    );
}

#[test]
fn a_qualified_name_is_cut_as_the_database_cuts_it() {
    let name = "n".repeat(70);
    let sql = format!("CREATE TABLE shop.\"a.b\" (x INT, CONSTRAINT {name} CHECK (x > 0));");
    for declared in [format!("a.b.{name}"), format!("shop.a.b.{name}"), name.clone()] {
        has(&sql, &[(Check, declared.as_str())]);
    }
    for declared in [format!("b.{name}"), format!("a.{name}"), format!("xa.b.{name}")] {
        lacks(&sql, &[(Check, declared.as_str())]);
    }
}

#[test]
fn later_migrations_drop_and_rename() {
    let files = [
        ("migrations/1_create.up.sql", "CREATE TABLE users (email TEXT UNIQUE, phone TEXT UNIQUE, age INT CHECK (age > 0), name TEXT UNIQUE, nick TEXT UNIQUE);
            CREATE UNIQUE INDEX one_name ON users (name); CREATE TABLE old (a INT UNIQUE);"),
        ("migrations/1_create.down.sql", "DROP TABLE users; CREATE TABLE users (x INT UNIQUE);"),
        ("migrations/10_last.sql", "ALTER TABLE users DROP CONSTRAINT IF EXISTS users_email_key, DROP COLUMN age;\n\
            ALTER TABLE users RENAME CONSTRAINT users_phone_key TO one_phone;
            DROP INDEX IF EXISTS one_name; DROP TABLE old CASCADE;
            ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME COLUMN nick TO nickname;
            ALTER INDEX users_nick_key RENAME TO people_nick;"),
        ("migrations/9_email.sql", "ALTER TABLE users ADD UNIQUE (email, name);"),
    ];
    let gone = [
        (Unique, "users_email_key"),
        (Check, "users_age_check"),
        (Unique, "users_phone_key"),
        (Unique, "one_name"),
        (Unique, "old_a_key"),
        (Unique, "users_x_key"),
        (Unique, "users.name"),
    ];
    let comparison = compared(&files, None, &gone);
    assert_eq!(comparison.problems.len(), gone.len(), "{:#?}", comparison.problems);
    let first = comparison.problems.first().unwrap();
    assert_eq!(
        first.to_string().replace("\n  ", "; "),
        "src/users.rs:1:5: error: the migrations drop the unique constraint `users_email_key`, which is `USER_0`; \
         help: remove `unique`, or name the constraint that replaces it; note: it is dropped at migrations/10_last.sql:1"
    );
    let there = [
        (Unique, "one_phone"),
        (Unique, "users_email_name_key"),
        (Unique, "users_name_key"),
        (Unique, "people.name"),
        (Unique, "people.nickname"),
        (Unique, "people_nick"),
    ];
    assert_eq!(compared(&files, None, &there).problems, []);
}

#[test]
fn constraints_of_domains_are_added_renamed_and_dropped() {
    let sql = "CREATE DOMAIN em AS TEXT CHECK (VALUE <> ''); CREATE DOMAIN old AS INT CHECK (VALUE > 0);
        ALTER DOMAIN app.em ADD CONSTRAINT em_format CHECK (VALUE LIKE '%@%') NOT VALID;
        ALTER DOMAIN em ADD CHECK (VALUE <> 'x'); ALTER DOMAIN em RENAME CONSTRAINT em_check TO em_filled;
        DROP DOMAIN old;";
    has(
        sql,
        &[
            (Check, "em_format"),
            (Check, "em_check1"),
            (Check, "em_filled"),
            (Check, "em.em_format"),
        ],
    );
    lacks(sql, &[(Check, "em_check"), (Check, "old_check")]);
    lacks(&format!("{sql} ALTER DOMAIN em DROP CONSTRAINT em_format;"), &[(Check, "em_format")]);
}

/// `PostgreSQL` derives a name from all columns of an index.
#[test]
fn included_columns_are_in_the_derived_name() {
    let sql =
        "CREATE TABLE i (a INT, b INT, c INT, UNIQUE (a) INCLUDE (b), PRIMARY KEY (c) INCLUDE (b));
        CREATE UNIQUE INDEX ON i (a) INCLUDE (c, b) WHERE a > 0;";
    has(sql, &[(Unique, "i_a_b_key"), (Unique, "i_a_c_b_idx"), (Unique, "i_pkey")]);
    lacks(sql, &[(Unique, "i_a_key"), (Unique, "i_a_idx")]);
}

#[test]
fn a_constraint_takes_the_index_that_is_there() {
    let sql = "CREATE TABLE a (x INT); CREATE TABLE b (x INT);
        CREATE UNIQUE INDEX i ON a (x); DROP INDEX i; CREATE UNIQUE INDEX i ON b (x);
        ALTER TABLE b ADD CONSTRAINT b_x UNIQUE USING INDEX i; DROP INDEX b_x;";
    has(sql, &[(Unique, "b_x"), (Unique, "b.x")]);
    lacks(sql, &[(Unique, "i")]);
}

/// `SQLite` changes a table by making it anew.
#[test]
fn a_table_that_is_made_anew_keeps_its_names() {
    let sql = "CREATE TABLE users (email TEXT UNIQUE); CREATE TABLE users_new (email TEXT NOT NULL UNIQUE);
        INSERT INTO users_new SELECT * FROM users; DROP TABLE users; ALTER TABLE users_new RENAME TO users;";
    has(sql, &[(Unique, "users_email_key"), (Unique, "users.email")]);
    // A table that only has another name keeps those of its constraints, and SQLite reports the columns by the new name.
    let sql = "CREATE TABLE users (email TEXT UNIQUE); ALTER TABLE users RENAME TO people;";
    has(sql, &[(Unique, "users_email_key"), (Unique, "people.email")]);
    has(sql, &[(Unique, "people_email_key")]);
}

/// `SQLite` may also rename the old table first.
#[test]
fn a_table_that_is_made_anew_may_be_renamed_first() {
    let sql = "CREATE TABLE users (email TEXT UNIQUE); ALTER TABLE users RENAME TO users_old;
        CREATE TABLE users (email TEXT UNIQUE); INSERT INTO users SELECT * FROM users_old; DROP TABLE users_old;";
    has(sql, &[(Unique, "users_email_key"), (Unique, "users.email")]);
    lacks(sql, &[(Unique, "users_old_email_key")]);
}

#[test]
fn triggers_and_functions_name_constraints() {
    let sql = "CREATE TEMP TRIGGER slots_overlap BEFORE INSERT ON slots BEGIN
            SELECT CASE WHEN 1 THEN RAISE(ABORT, 'slots_overlap') END; SELECT 1;
        END;
        CREATE FUNCTION f() RETURNS trigger AS $body$ BEGIN
            RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation', CONSTRAINT = 'too_many';
        END $body$ LANGUAGE plpgsql;
        CREATE TABLE after_it (a INT UNIQUE);";
    has(sql, &[(Unique, "slots_overlap"), (Check, "too_many"), (Unique, "after_it_a_key")]);
    lacks(sql, &[(Unique, "too_few")]);
}

#[test]
fn a_wrong_name_has_its_cure() {
    let sql = "CREATE TABLE users (email TEXT UNIQUE, age INT CHECK (age > 0));";
    let of = |key, name| problems(sql, &[(key, name)]).remove(0);
    let place = "src/users.rs:1:5: error: ";
    assert_eq!(
        of(Unique, "users_emial_key"),
        format!(
            "{place}no migration has the unique constraint `users_emial_key`, which is `USER_0`; help: did you mean `users_email_key`?"
        )
    );
    assert_eq!(
        of(Check, "users_email_key"),
        format!(
            "{place}`users_email_key` is a unique constraint, which is `USER_0`; help: write `unique = \"users_email_key\"`"
        )
    );
    assert_eq!(
        of(Unique, "completely_else"),
        format!(
            "{place}no migration has the unique constraint `completely_else`, which is `USER_0`; help: they have `users_email_key`"
        )
    );
    assert_eq!(
        of(ForeignKey, "users_team_fkey"),
        format!(
            "{place}no migration has the foreign key `users_team_fkey`, which is `USER_0`; help: the migrations have no foreign key: add it to them"
        )
    );
    assert!(of(Unique, "x\u{1b}[2J\n").contains("x\\u{1b}[2J\\n"), "escapes are shown");
}

/// What could not be compared is never a success.
#[test]
fn what_was_not_compared_is_said() {
    let unique = [(Unique, "users_email_key")];
    let why = |files: &[(&str, &str)], folders: Option<&[PathBuf]>| {
        let comparison = compared(files, folders, &unique);
        assert_eq!(comparison.problems, []);
        assert_eq!(comparison.not_compared.len(), 1);
        comparison.not_compared.first().unwrap().to_string().replace("\n  ", "; ")
    };
    let missing = "the constraints are not compared with the database, because `migrations` is no folder; \
        help: name the folder in `error-catalog.toml`: `migrations = \"db/migrations\"` under `[database]`; \
        help: without migrations in SQL write `migrations = []`";
    assert_eq!(why(&[], None), format!("error: {missing}"));
    let rust = [("migrations/m1.rs", "fn up() {}"), ("migrations/1.down.sql", "DROP TABLE users")];
    assert!(why(&rust, None).contains("`migrations` has no file with SQL"));
    let named = [PathBuf::from("db"), PathBuf::from("migrations")];
    let one = [("migrations/1.sql", "CREATE TABLE users (email TEXT UNIQUE);")];
    assert!(why(&one, Some(&named)).contains("`db` is no folder"));
    let dynamic = [(
        "migrations/1.sql",
        "DO $$ BEGIN\nEXECUTE 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email)'; END $$;",
    )];
    let text = why(&dynamic, None);
    assert!(
        text.contains(
            "because the statement that names it is not read; note: it stands at migrations/1.sql:1"
        ),
        "{text}"
    );

    let off = compared(&[], Some(&[]), &unique);
    assert!(off.is_off && off.problems.is_empty() && off.not_compared.is_empty());
    assert_eq!(compared(&[], None, &[]), Comparison::default());
}

#[test]
fn folders_of_diesel_refinery_and_two_databases_are_read() {
    let diesel = [
        ("migrations/2026-01-01-000000_create/up.sql", "CREATE TABLE users (email TEXT UNIQUE);"),
        ("migrations/2026-01-01-000000_create/down.sql", "DROP TABLE users;"),
        (
            "migrations/2026-02-01-000000_drop/up.sql",
            "ALTER TABLE users DROP CONSTRAINT users_email_key;",
        ),
    ];
    let unique = [(Unique, "users_email_key")];
    assert_eq!(compared(&diesel, None, &unique).problems.len(), 1);
    assert_eq!(compared(&diesel[..2], None, &unique).problems, []);
    let refinery = [("migrations/V1__create.sql", "CREATE TABLE users (email TEXT UNIQUE);")];
    assert_eq!(compared(&refinery, None, &unique).problems, []);
    let two = [
        ("pg/1.sql", "CREATE TABLE users (email TEXT UNIQUE);"),
        ("lite/1.sql", "CREATE TABLE users (age INT CONSTRAINT adult CHECK (age > 17));"),
    ];
    let folders = [PathBuf::from("pg"), PathBuf::from("lite")];
    // Both have the table: each must have its constraints.
    let both = [(Unique, "users_email_key"), (Check, "adult")];
    assert_eq!(compared(&two, Some(&folders), &both).problems.len(), 2);
    let apart =
        [two[0], ("lite/1.sql", "CREATE TABLE pets (age INT CONSTRAINT adult CHECK (age > 1));")];
    assert_eq!(compared(&apart, Some(&folders), &both).problems, []);
}

/// The problems of a folder for each of both databases.
fn of_two(postgres: &str, sqlite: &str, key: Key, names: &[&str]) -> Vec<String> {
    let files = [("db/postgres/1.sql", postgres), ("db/sqlite/1.sql", sqlite)];
    let folders = [PathBuf::from("db/postgres"), PathBuf::from("db/sqlite")];
    let package = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = package.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut catalog = catalog(&[(key, "")]);
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let group = catalog.groups.first_mut().unwrap();
    group.entries.first_mut().unwrap().set(key, Value::List(names));
    let comparison = compare(&catalog, package.path(), Some(&folders));
    assert_eq!(comparison.not_compared, []);
    comparison.problems.iter().map(|problem| problem.to_string().replace("\n  ", "; ")).collect()
}

#[test]
fn one_folder_does_not_hide_another() {
    let (right, wrong) =
        ("CREATE TABLE users (email TEXT UNIQUE);", "CREATE TABLE users (emial TEXT UNIQUE);");
    assert_eq!(of_two(right, right, Unique, &["users_email_key"]), Vec::<String>::new());
    assert_eq!(
        of_two(right, wrong, Unique, &["users_email_key"]),
        [
            "src/users.rs:1:5: error: no migration in `db/sqlite` has the unique constraint `users_email_key`, \
          which is `USER_0`; help: did you mean `users_emial_key`?"
        ]
    );
    let problems = of_two(wrong, right, Unique, &["users_email_key"]);
    assert!(
        problems[0].contains("no migration in `db/postgres`") && problems.len() == 1,
        "{problems:?}"
    );
    // A name for each database.
    let names = ["one_account", "users.email"];
    let postgres = "CREATE TABLE users (email TEXT CONSTRAINT one_account UNIQUE);";
    assert_eq!(of_two(postgres, right, Unique, &names), Vec::<String>::new());
    let dropped = format!("{right} DROP TABLE users; CREATE TABLE users (id INT);");
    let problems = of_two(postgres, &dropped, Unique, &names);
    assert_eq!(problems.len(), 1, "{problems:?}");
    // A name of no folder is wrong, whichever others there are.
    let problems = of_two(postgres, right, Unique, &["one_account", "users.email", "one_acount"]);
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn a_name_is_compared_with_what_the_database_reports() {
    let index =
        "CREATE TABLE users (email TEXT); CREATE UNIQUE INDEX idx_users_email ON users (email);";
    assert_eq!(
        of_two(index, index, Unique, &["idx_users_email"]),
        [
            "src/users.rs:1:5: error: SQLite reports the columns of the unique constraint, and not the name `idx_users_email`, \
          which is `USER_0`; help: write `unique(\"idx_users_email\", \"users.email\")`"
        ]
    );
    assert_eq!(
        of_two(index, index, Unique, &["idx_users_email", "users.email"]),
        Vec::<String>::new()
    );
    // The index of an expression is reported by its name.
    let index =
        "CREATE TABLE users (email TEXT); CREATE UNIQUE INDEX one_email ON users (lower(email));";
    assert_eq!(of_two(index, index, Unique, &["one_email"]), Vec::<String>::new());
    // PostgreSQL keeps the name, and SQLite has the new one.
    let renamed = "CREATE TABLE users (email TEXT UNIQUE); ALTER TABLE users RENAME TO people;
        ALTER TABLE people RENAME COLUMN email TO mail;";
    assert_eq!(of_two(renamed, renamed, Unique, &["users_email_key"]).len(), 1);
    assert_eq!(of_two(renamed, renamed, Unique, &["people_mail_key"]).len(), 1);
    assert_eq!(
        of_two(renamed, renamed, Unique, &["users_email_key", "people_mail_key"]),
        Vec::<String>::new()
    );
    // A check without a name.
    let check = "CREATE TABLE users (age INT CHECK (age >= 18)); ALTER TABLE users RENAME COLUMN age TO years;";
    assert_eq!(
        of_two(check, check, Check, &["users_age_check"]),
        [
            "src/users.rs:1:5: error: SQLite reports the condition of the check constraint, and not the name `users_age_check`, \
          which is `USER_0`; help: name it in the migrations, `CONSTRAINT users_age_check CHECK (…)`, or \
          write `check(\"users_age_check\", \"years>=18\")`"
        ]
    );
    assert_eq!(
        of_two(check, check, Check, &["users_age_check", "years >= 18"]),
        Vec::<String>::new()
    );
    // PostgreSQL reports neither columns nor conditions.
    assert_eq!(of_two(check, check, Check, &["years >= 18"]).len(), 1);
    let plain = "CREATE TABLE users (email TEXT UNIQUE);";
    assert_eq!(of_two(plain, plain, Unique, &["users.email"]).len(), 1);
    // SQLite does not say which foreign key it is.
    let key = "CREATE TABLE teams (id INT); CREATE TABLE users (team INT CONSTRAINT in_team REFERENCES teams);";
    let bare = key.replace("CONSTRAINT in_team", "");
    assert_eq!(of_two(key, &bare, ForeignKey, &["in_team"]), Vec::<String>::new());
    assert_eq!(of_two(key, "CREATE TABLE users (team INT);", ForeignKey, &["in_team"]).len(), 1);
}

#[test]
fn a_block_is_applied() {
    let sql = "CREATE TABLE users (email TEXT, phone TEXT, age INT, old TEXT UNIQUE);
        DO $$ BEGIN ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
        EXCEPTION WHEN duplicate_object THEN NULL; END $$;
        DO LANGUAGE plpgsql $do$ DECLARE n INT; BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'one_phone') THEN
                ALTER TABLE users ADD CONSTRAINT one_phone UNIQUE (phone);
            END IF;
            IF n > 1 THEN NULL; ELSE CREATE UNIQUE INDEX one_age ON users (age); END IF;
            ALTER TABLE users DROP CONSTRAINT users_old_key;
        END $do$;";
    has(sql, &[(Unique, "users_email_key"), (Unique, "one_phone"), (Unique, "one_age")]);
    let gone = problems(sql, &[(Unique, "users_old_key")]).remove(0);
    assert!(gone.ends_with("note: it is dropped at migrations/1_create.sql:9"), "{gone}");
}

#[test]
fn what_triggers_raise_ends_with_them() {
    let slots = "CREATE TABLE slots (room TEXT);";
    let trigger = "CREATE TRIGGER no_overlap BEFORE INSERT ON slots BEGIN
            SELECT RAISE(ABORT, 'slots_overlap');
        END;";
    let sqlite = format!("{slots} {trigger}");
    let overlap = [(Unique, "slots_overlap")];
    has(&sqlite, &overlap);
    lacks(&format!("{sqlite} DROP TRIGGER IF EXISTS main.no_overlap;"), &overlap);
    has(&format!("{sqlite} DROP TRIGGER other;"), &overlap);
    let rebuilt = format!(
        "{sqlite} CREATE TABLE slots_new (room TEXT); DROP TABLE slots; ALTER TABLE slots_new RENAME TO slots;"
    );
    lacks(&rebuilt, &overlap);
    has(&format!("{rebuilt} {trigger}"), &overlap);
    lacks(&format!("{sqlite} ALTER TABLE slots RENAME TO s; DROP TABLE s;"), &overlap);

    let function = "FUNCTION check_slots() RETURNS trigger AS $$ BEGIN
            RAISE EXCEPTION 'no' USING ERRCODE = '23P01', CONSTRAINT = 'slots_overlap';
        END $$ LANGUAGE plpgsql;";
    let runs = "TRIGGER t BEFORE INSERT ON slots FOR EACH ROW EXECUTE FUNCTION check_slots();";
    let postgres = format!("{slots} CREATE {function}");
    has(&postgres, &overlap);
    let postgres = format!("{postgres} CREATE {runs}");
    has(&postgres, &overlap);
    for gone in [
        "DROP TRIGGER t ON slots;",
        "DROP FUNCTION check_slots() CASCADE;",
        "DROP FUNCTION IF EXISTS other(int), check_slots CASCADE;",
        "DROP TABLE slots;",
        "ALTER TRIGGER t ON slots RENAME TO u; DROP TRIGGER u ON slots;",
        "ALTER FUNCTION check_slots() RENAME TO g; DROP FUNCTION g CASCADE;",
        "CREATE OR REPLACE FUNCTION check_slots() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql;",
    ] {
        lacks(&format!("{postgres} {gone}"), &overlap);
    }
    for there in [
        "DROP TRIGGER t ON rooms;".to_owned(),
        format!("DROP TRIGGER IF EXISTS t ON slots; CREATE {runs}"),
        format!("CREATE OR REPLACE {function}"),
        "CREATE CONSTRAINT TRIGGER u AFTER UPDATE ON slots EXECUTE PROCEDURE check_slots(); DROP TRIGGER t ON slots;"
            .to_owned(),
    ] {
        has(&format!("{postgres} {there}"), &overlap);
    }
}

#[test]
fn a_raise_needs_the_code_of_a_violation() {
    let raising = |raise: &str| {
        format!(
            "CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN IF x THEN\n{raise}; END IF; END $$ LANGUAGE plpgsql;"
        )
    };
    for raise in [
        "RAISE EXCEPTION 'no %', a USING CONSTRAINT = 'too_many', ERRCODE = '23514'",
        "RAISE 'no' USING ERRCODE := 'CHECK_VIOLATION', CONSTRAINT := 'too_many'",
        "RAISE check_violation USING CONSTRAINT = 'too_many'",
        "RAISE SQLSTATE '23514' USING MESSAGE = 'a' || b, CONSTRAINT = 'too_many'",
    ] {
        has(&raising(raise), &[(Check, "too_many")]);
        // The code has the kind.
        lacks(&raising(raise), &[(Unique, "too_many")]);
    }
    for raise in [
        "RAISE EXCEPTION 'no' USING CONSTRAINT = 'too_many'",
        "RAISE EXCEPTION 'no' USING ERRCODE = 'P0001', CONSTRAINT = 'too_many'",
    ] {
        assert_eq!(
            problems(&raising(raise), &[(Check, "too_many")]),
            [
                "src/users.rs:1:5: error: the `RAISE` of `too_many` has no ERRCODE of a violated constraint, which is `USER_0`; \
              help: write `USING ERRCODE = 'check_violation', CONSTRAINT = 'too_many'`; \
              note: it stands at migrations/1_create.sql:2"
            ]
        );
    }
    // A note ends no statement, and a code may be computed.
    for raise in [
        "RAISE NOTICE 'no' USING ERRCODE = '23514', CONSTRAINT = 'too_many'",
        "RAISE EXCEPTION 'no' USING ERRCODE = code, CONSTRAINT = 'too_many'",
    ] {
        let files = [("migrations/1.sql", raising(raise))];
        let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
        let comparison = compared(&files, None, &[(Check, "too_many")]);
        assert_eq!(comparison.not_compared.len(), 1, "{comparison:#?}");
    }
}

#[test]
fn types_and_functions_in_a_condition_are_no_columns() {
    for condition in [
        "kind::text <> ''",
        "CAST(kind AS text) <> ''",
        "lower(kind) <> 'x'",
        "kind <> text 'x'",
        "kind COLLATE lower <> ''",
        "extract(year FROM kind) > 1",
    ] {
        let sql = format!(
            "CREATE TABLE posts (text TEXT, lower TEXT, year INT, kind TEXT CHECK ({condition}));"
        );
        has(&sql, &[(Check, "posts_kind_check")]);
    }
    let sql = "CREATE TABLE posts (text TEXT, kind TEXT CHECK (kind::text <> text));";
    has(sql, &[(Check, "posts_check")]);
}

#[test]
fn tables_of_two_schemas_are_two() {
    let two =
        "CREATE TABLE app.users (email TEXT UNIQUE); CREATE TABLE audit.users (email TEXT UNIQUE);";
    has(two, &[(Unique, "users_email_key"), (Unique, "app.users.users_email_key")]);
    lacks(two, &[(Unique, "users_email_key1"), (Check, "web.users.users_email_key")]);
    for gone in [
        "DROP TABLE audit.users;",
        "DROP SCHEMA audit CASCADE;",
        "ALTER TABLE audit.users DROP COLUMN email;",
    ] {
        has(&format!("{two} {gone}"), &[(Unique, "app.users.users_email_key")]);
        lacks(&format!("{two} {gone}"), &[(Unique, "audit.users.users_email_key")]);
    }
    lacks(&format!("{two} DROP TABLE app.users, audit.users;"), &[(Unique, "users_email_key")]);
    // Without a schema it may be in either.
    let one =
        "CREATE TABLE users (email TEXT UNIQUE); CREATE UNIQUE INDEX one ON public.users (email);";
    has(one, &[(Unique, "one"), (Unique, "audit.users.one")]);
    lacks(
        &format!("{one} DROP TABLE public.users;"),
        &[(Unique, "users_email_key"), (Unique, "one")],
    );
    lacks(&format!("{one} DROP INDEX public.one;"), &[(Unique, "one")]);
    // The one without a schema is another if both are made.
    let both =
        format!("{one} CREATE TABLE audit.users (email TEXT UNIQUE); DROP TABLE audit.users;");
    has(&both, &[(Unique, "users_email_key")]);
    let moved = "CREATE TABLE users (email TEXT UNIQUE); ALTER TABLE users SET SCHEMA app; DROP TABLE audit.users;";
    has(moved, &[(Unique, "app.users.users_email_key")]);
}

/// Any text is read to its end, without a panic.
#[test]
fn broken_sql_is_read() {
    let whole = "CREATE TABLE \"a\" (b INT CONSTRAINT c UNIQUE, CHECK (b > '1'), FOREIGN KEY (b) REFERENCES d); \
        ALTER TABLE a ADD CONSTRAINT e UNIQUE USING INDEX f, RENAME g TO h; CREATE TRIGGER i BEGIN SELECT RAISE(ABORT, 'j'); END; \
        CREATE UNIQUE INDEX ON k (lower(l)); /* m */ $n$ o $n$ 予約";
    for end in (0..=whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        for text in [whole.get(..end).unwrap(), whole.get(end..).unwrap()] {
            let files = [("migrations/1.sql", text)];
            let _ = compared(&files, None, &[(Unique, "x")]);
        }
    }
    let deep =
        format!("CREATE TABLE a (b INT CHECK {}1{});", "(".repeat(20_000), ")".repeat(20_000));
    has(&(deep + "CREATE TABLE c (d INT UNIQUE);"), &[(Unique, "c_d_key")]);
}
