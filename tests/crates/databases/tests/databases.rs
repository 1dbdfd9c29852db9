//! Violated constraints and other errors of real databases: `SQLite`, and `PostgreSQL` by two drivers.

use std::sync::Arc;
use std::time::Duration;

use error_catalog::database::{DatabaseFailure, OrDb as _};
use error_catalog::report::{JsonLines, Reporter};
use error_catalog::{Class, ErrorCatalog, Failure, OrFail as _, SystemError, catalog};
use postgres_cluster::Cluster;
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection as _};

catalog! {
    pub struct Codes { UserError, SlotError, OddError, ItemError, SystemError }
}

/// Names that both databases derive, names that they do not, and those of a trigger.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes, status = 409, log_level = "INFO")]
pub enum UserError {
    #[catalog(code = "USER_ID_EXISTS", message = "this number is taken", unique = "users_pkey")]
    IdExists,
    #[catalog(
        code = "USER_EMAIL_EXISTS",
        message = "this address is taken",
        unique = "users_email_key"
    )]
    EmailExists,
    #[catalog(
        code = "USER_PHONE_EXISTS",
        message = "this number is taken",
        unique("one_phone", "users.phone")
    )]
    PhoneExists {},
    #[catalog(
        code = "USER_NAME_EXISTS",
        message = "this name is taken",
        unique = "users_lower_name"
    )]
    NameExists(),
    #[catalog(
        code = "USER_TEAM_GONE",
        message = "there is no such team",
        foreign_key = "users_team_id_fkey"
    )]
    TeamGone,
    #[catalog(
        code = "USER_TOO_YOUNG",
        status = 422,
        message = "too young",
        check = "users_age_check"
    )]
    TooYoung,
    #[catalog(code = "USER_LIMIT_REACHED", message = "the limit is reached", check = "users_limit")]
    LimitReached,
    #[catalog(code = "USER_NOT_FOUND", status = 404, message = "there is no such user")]
    NotFound,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SLOT", registry = Codes, status = 409, log_level = "INFO")]
pub enum SlotError {
    #[catalog(
        code = "SLOT_TAKEN",
        message = "room {room} is taken",
        unique = "slots_room_hour_key"
    )]
    Taken {
        #[detail]
        room: i64,
    },
    #[catalog(
        code = "SLOT_ROOM_GONE",
        message = "there is no such room",
        foreign_key = "slots_room_fkey"
    )]
    RoomGone,
    #[catalog(
        code = "SLOT_USER_GONE",
        message = "there is no such user",
        foreign_key = "slots_user_id_fkey"
    )]
    UserGone,
}

const LONG: &str = "users_of_a_table_with_a_constraint_whose_name_is_longer_than_the_63_bytes_kept";

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ODD", registry = Codes, status = 409, log_level = "INFO")]
pub enum OddError {
    #[catalog(code = "ODD_SQL", message = "taken", unique = "x\"; DROP TABLE odd; --")]
    Sql,
    #[catalog(code = "ODD_JAPANESE", message = "taken", unique = "予約_重複")]
    Japanese,
    #[catalog(code = "ODD_DOTTED", message = "taken", unique = "odd.b.c")]
    Dotted,
    #[catalog(
        code = "ODD_LONG",
        message = "taken",
        unique = "users_of_a_table_with_a_constraint_whose_name_is_longer_than_the_63_bytes_kept"
    )]
    Long,
    #[catalog(code = "ODD_POSITIVE", message = "taken", check = "odd.positive")]
    Positive,
    #[catalog(code = "ODD_ANY_POSITIVE", message = "taken", check = "positive")]
    AnyPositive,
    #[catalog(code = "ODD_OTHER_SCHEMA", message = "taken", check = "audit.odd.odd_amount_check")]
    OtherSchema,
}

/// Constraints whose report is not their declared name.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ITEM", registry = Codes, status = 409, log_level = "INFO")]
pub enum ItemError {
    #[catalog(code = "ITEM_IN_USE", message = "no", foreign_key = "lines_item_id_fkey")]
    InUse,
    #[catalog(
        code = "ITEM_ORDER_EXISTS",
        message = "no",
        unique("orders_2026_number_day_key", "orders_2027_number_day_key")
    )]
    OrderExists,
    #[catalog(code = "ITEM_NAME_EXISTS", message = "no", unique = "items.items_name_key")]
    NameExists,
    #[catalog(
        code = "ITEM_PRICE_ODD",
        message = "no",
        check(
            "items_price_check",
            "price BETWEEN 1 AND 999999 OR price IN (1000001, 2000002, 3000003) OR price = 0"
        )
    )]
    PriceOdd,
    #[catalog(
        code = "ITEM_COUNT_ODD",
        message = "no",
        check("items_count_check", "count > 0 AND kind <> 'A B'")
    )]
    CountOdd,
}

const ITEMS: &str = "
    CREATE TABLE items (
        id INTEGER PRIMARY KEY, name TEXT UNIQUE,
        price INTEGER CHECK (price BETWEEN 1 AND 999999 OR price IN (1000001, 2000002, 3000003) OR price = 0),
        count INTEGER, kind TEXT,
        CONSTRAINT items_count_check CHECK (count>0 -- of each
            and Kind <> 'A B')
    );
    CREATE TABLE lines (item_id INTEGER REFERENCES items (id) ON DELETE RESTRICT);
    INSERT INTO items VALUES (1, 'pen', 1, 1, 'a');
    INSERT INTO lines VALUES (1);";

const SQLITE: &str = "
    CREATE TABLE teams (id INTEGER PRIMARY KEY);
    CREATE TABLE users (
        id INTEGER PRIMARY KEY, email TEXT UNIQUE, phone TEXT, name TEXT,
        team_id INTEGER REFERENCES teams (id) DEFERRABLE INITIALLY IMMEDIATE,
        age INTEGER CONSTRAINT users_age_check CHECK (age >= 18), password TEXT NOT NULL
    );
    CREATE UNIQUE INDEX one_phone ON users (phone);
    CREATE UNIQUE INDEX users_lower_name ON users (lower(name));
    CREATE TRIGGER users_limit BEFORE INSERT ON users WHEN NEW.name = 'many' BEGIN
        SELECT RAISE(ABORT, 'users_limit');
    END;
    CREATE TRIGGER users_leak BEFORE INSERT ON users WHEN NEW.name = 'leak' BEGIN
        SELECT RAISE(ABORT, 'password=hunter2 of users_email_key');
    END;
    CREATE TABLE rooms (id INTEGER PRIMARY KEY);
    CREATE TABLE slots (
        room INTEGER NOT NULL REFERENCES rooms (id), hour INTEGER NOT NULL,
        user_id INTEGER REFERENCES users (id), UNIQUE (room, hour)
    );";

const POSTGRES: &str = "
    CREATE TABLE teams (id BIGINT PRIMARY KEY);
    CREATE TABLE users (
        id BIGINT PRIMARY KEY, email TEXT UNIQUE, phone TEXT CONSTRAINT one_phone UNIQUE, name TEXT,
        team_id BIGINT REFERENCES teams (id) DEFERRABLE INITIALLY IMMEDIATE,
        age BIGINT CHECK (age >= 18), password TEXT NOT NULL
    );
    CREATE UNIQUE INDEX users_lower_name ON users (lower(name));
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.name = 'many' THEN
            RAISE EXCEPTION 'no more' USING ERRCODE = 'check_violation', CONSTRAINT = 'users_limit';
        ELSIF NEW.name = 'leak' THEN
            RAISE EXCEPTION 'password=hunter2 of users_email_key';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse();
    CREATE TABLE rooms (id BIGINT PRIMARY KEY);
    CREATE TABLE slots (
        room BIGINT NOT NULL REFERENCES rooms (id), hour BIGINT NOT NULL,
        user_id BIGINT REFERENCES users (id), UNIQUE (room, hour)
    );";

async fn connect(url: &str, schema: &str) -> AnyPool {
    sqlx::any::install_default_drivers();
    let pool = AnyPoolOptions::new().max_connections(4).connect(url).await.unwrap();
    sqlx::raw_sql(schema).execute(&pool).await.unwrap();
    pool
}

/// Both databases, as long as the second value lives.
async fn databases() -> ([(&'static str, AnyPool); 2], impl Sized) {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
    let cluster = Cluster::shared();
    let postgres = connect(&cluster.database(), POSTGRES).await;
    ([("SQLite", connect(&file, SQLITE).await), ("PostgreSQL", postgres)], (folder, cluster))
}

async fn run(pool: &AnyPool, sql: &str) -> Result<(), sqlx::Error> {
    sqlx::query(sql).execute(pool).await.map(drop)
}

/// A failure as a handler has it.
fn failed<T>(result: Result<T, impl Into<Failure<Codes>>>) -> Failure<Codes> {
    result.map_err(Into::into).err().expect("the statement fails")
}

/// A writer that sends what it gets to the test.
struct Sent(std::sync::mpsc::Sender<Vec<u8>>);

impl std::io::Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.send(bytes.to_vec()).map_err(std::io::Error::other)?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The record of a failure in the log.
fn record(failure: &Failure<Codes>) -> serde_json::Value {
    let (sender, written) = std::sync::mpsc::channel::<Vec<u8>>();
    let (reporter, guard) = Reporter::to(JsonLines::to(Sent(sender))).start().unwrap();
    reporter.report(failure).send();
    // Dropping the guard waits for two seconds only.
    assert!(guard.flush(Duration::from_secs(60)));
    drop(guard);
    let text: Vec<u8> = written.try_iter().flatten().collect();
    serde_json::from_slice(&text).unwrap()
}

#[tokio::test]
async fn each_constraint_is_its_code_on_both_databases() {
    let (databases, _alive) = databases().await;
    for (database, pool) in &databases {
        run(pool, "INSERT INTO users (id, email, phone, name, password) VALUES (1, 'a@b.c', '1', 'Ann', 'x')")
            .await
            .unwrap();
        for (values, code) in [
            ("(1, 'b@b.c', '2', 'Bob', NULL, 20, 'x')", "USER_ID_EXISTS"),
            ("(2, 'a@b.c', '2', 'Bob', NULL, 20, 'x')", "USER_EMAIL_EXISTS"),
            ("(2, 'b@b.c', '1', 'Bob', NULL, 20, 'x')", "USER_PHONE_EXISTS"),
            ("(2, 'b@b.c', '2', 'ANN', NULL, 20, 'x')", "USER_NAME_EXISTS"),
            ("(2, 'b@b.c', '2', 'Bob', 7, 20, 'x')", "USER_TEAM_GONE"),
            ("(2, 'b@b.c', '2', 'Bob', NULL, 17, 'x')", "USER_TOO_YOUNG"),
            ("(2, 'b@b.c', '2', 'many', NULL, 20, 'x')", "USER_LIMIT_REACHED"),
            // Neither a missing value nor the text of a trigger is a code.
            ("(2, 'b@b.c', '2', 'Bob', NULL, 20, NULL)", "SYSTEM_INTERNAL_ERROR"),
            ("(2, 'b@b.c', '2', 'leak', NULL, 20, 'x')", "SYSTEM_INTERNAL_ERROR"),
        ] {
            let insert = format!(
                "INSERT INTO users (id, email, phone, name, team_id, age, password) VALUES {values}"
            );
            let failure = failed(run(pool, &insert).await.or_db::<UserError>());
            assert_eq!(failure.code(), code, "{database}: {failure}");
            assert_eq!(record(&failure)["error_code"], code);
            let body = failure.envelope().to_json();
            for text in ["users", "constraint", "hunter2", "sql", "null"] {
                assert!(!body.to_lowercase().contains(text), "{database}: {body}");
            }
        }
    }
}

#[tokio::test]
async fn a_variant_with_fields_is_made_of_values() {
    let (databases, _alive) = databases().await;
    for (database, pool) in &databases {
        run(pool, "INSERT INTO rooms VALUES (7)").await.unwrap();
        run(pool, "INSERT INTO slots VALUES (7, 1, NULL)").await.unwrap();
        let taken = |_: &_| SlotError::Taken { room: 7 };
        let insert = run(pool, "INSERT INTO slots VALUES (7, 1, NULL)").await;
        let failure = failed(insert.or_db_with(taken));
        assert_eq!(failure.user_message(), "room 7 is taken", "{database}");

        // Another code than that of the constraint is never sent.
        let insert = run(pool, "INSERT INTO slots VALUES (7, 1, NULL)").await;
        let failure = failed(insert.or_db_with(|_| SlotError::RoomGone));
        assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
        let text = "`or_db_with` made `SLOT_ROOM_GONE` of a constraint of `SLOT_TAKEN`";
        assert!(failure.to_string().contains(text), "{failure}");

        // PostgreSQL says which foreign key it is, SQLite does not, and a guess could be wrong.
        let insert = run(pool, "INSERT INTO slots VALUES (9, 1, NULL)").await;
        let failure = failed(insert.or_db_with(taken));
        let code = if *database == "SQLite" { "SYSTEM_INTERNAL_ERROR" } else { "SLOT_ROOM_GONE" };
        assert_eq!(failure.code(), code, "{failure}");
    }
}

#[tokio::test]
async fn a_report_is_read_as_the_database_words_it() {
    let cluster = Cluster::shared();
    let postgres = connect(&cluster.database(), ITEMS).await;
    // Each connection of a pool would have another database in memory.
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}?mode=rwc", folder.path().join("items.db").display());
    // Without the name of the second check, whose condition SQLite reports as it is written.
    let bare = ITEMS.replace("CONSTRAINT items_count_check", "");
    let sqlite = connect(&file, &bare).await;
    for (database, pool) in [("SQLite", sqlite), ("PostgreSQL", postgres)] {
        for (statement, code) in [
            ("DELETE FROM items", "ITEM_IN_USE"),
            ("INSERT INTO items VALUES (2, 'pen', 1, 1, 'a')", "ITEM_NAME_EXISTS"),
            ("INSERT INTO items VALUES (2, 'ink', 1000000, 1, 'a')", "ITEM_PRICE_ODD"),
            ("INSERT INTO items VALUES (2, 'ink', 1, 1, 'A B')", "ITEM_COUNT_ODD"),
        ] {
            let failure = failed(run(&pool, statement).await.or_db::<ItemError>());
            assert_eq!(failure.code(), code, "{database}: {failure}");
        }
    }
}

#[tokio::test]
async fn a_partition_reports_its_derived_name() {
    let cluster = Cluster::shared();
    let schema = "CREATE TABLE orders (number INT, day DATE, UNIQUE (number, day)) PARTITION BY RANGE (day);
        CREATE TABLE orders_2026 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE orders_2027 (number INT, day DATE);
        ALTER TABLE orders ATTACH PARTITION orders_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');";
    let pool = connect(&cluster.database(), schema).await;
    for year in [2026, 2027] {
        let insert = format!("INSERT INTO orders VALUES (1, '{year}-03-01')");
        run(&pool, &insert).await.unwrap();
        let failure = failed(run(&pool, &insert).await.or_db::<ItemError>());
        assert_eq!(failure.code(), "ITEM_ORDER_EXISTS", "{failure}");
    }
}

#[tokio::test]
async fn one_of_two_requests_wins() {
    let (databases, _alive) = databases().await;
    for (database, pool) in &databases {
        for round in 0..20 {
            let insert = format!(
                "INSERT INTO users (id, email, password) VALUES ({round}, '{round}@b.c', 'x')"
            );
            let other = insert.replacen(&format!("({round},"), &format!("({},", round + 100), 1);
            let both = tokio::join!(run(pool, &insert), run(pool, &other));
            let codes: Vec<_> = [both.0, both.1]
                .into_iter()
                .filter_map(|result| result.or_db::<UserError>().err())
                .map(|failure| Failure::<Codes>::from(failure).code().to_string())
                .collect();
            assert_eq!(codes, ["USER_EMAIL_EXISTS"], "{database}");
        }
    }
}

#[tokio::test]
async fn a_deferred_constraint_is_violated_by_the_commit() {
    let (databases, _alive) = databases().await;
    for (database, pool) in &databases {
        let mut transaction = pool.begin().await.unwrap();
        let defer = match *database {
            "SQLite" => "PRAGMA defer_foreign_keys = ON",
            _ => "SET CONSTRAINTS ALL DEFERRED",
        };
        sqlx::query(defer).execute(&mut *transaction).await.unwrap();
        let insert = "INSERT INTO users (id, team_id, password) VALUES (5, 7, 'x')";
        sqlx::query(insert).execute(&mut *transaction).await.unwrap();
        let failure = failed(transaction.commit().await.or_db::<UserError>());
        assert_eq!(failure.code(), "USER_TEAM_GONE", "{database}");
        assert_eq!(count(pool).await, 0);
    }
}

async fn count(pool: &AnyPool) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM users").fetch_one(pool).await.unwrap()
}

#[tokio::test]
async fn odd_names_are_names() {
    let cluster = Cluster::shared();
    let pool = connect(
        &cluster.database(),
        &format!(
            r#"CREATE TABLE odd (
                a INT CONSTRAINT "x""; DROP TABLE odd; --" UNIQUE,
                b INT CONSTRAINT 予約_重複 UNIQUE,
                c INT CONSTRAINT "odd.b.c" UNIQUE,
                d INT CONSTRAINT {LONG} UNIQUE,
                amount INT CONSTRAINT positive CHECK (amount > 0)
            );
            CREATE TABLE even (amount INT CONSTRAINT positive CHECK (amount > 0));
            CREATE SCHEMA audit;
            CREATE TABLE audit.odd (amount INT CHECK (amount > 0));
            INSERT INTO odd VALUES (1, 1, 1, 1, 1);"#
        ),
    )
    .await;
    for (insert, code) in [
        ("odd VALUES (1, 2, 2, 2, 2)", "ODD_SQL"),
        ("odd VALUES (2, 1, 2, 2, 2)", "ODD_JAPANESE"),
        ("odd VALUES (2, 2, 1, 2, 2)", "ODD_DOTTED"),
        ("odd VALUES (2, 2, 2, 1, 2)", "ODD_LONG"),
        // The name with its table wins, and a table without one takes the other.
        ("odd VALUES (2, 2, 2, 2, 0)", "ODD_POSITIVE"),
        ("even VALUES (0)", "ODD_ANY_POSITIVE"),
        ("audit.odd VALUES (0)", "ODD_OTHER_SCHEMA"),
    ] {
        let result = run(&pool, &format!("INSERT INTO {insert}")).await;
        let failure = failed(result.or_db::<OddError>());
        assert_eq!(failure.code(), code, "{insert}: {failure}");
    }
    // A constraint that the enum does not have, of a table that has the same name elsewhere.
    let failure = failed(run(&pool, "INSERT INTO even VALUES (0)").await.or_db::<UserError>());
    assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
    let text = "no variant of `UserError` declares the check constraint `positive`";
    assert!(failure.to_string().contains(text), "{failure}");
}

#[tokio::test]
async fn a_lost_connection_is_worth_another_try() {
    let cluster = Cluster::shared();
    let url = cluster.database();
    let pool = connect(&url, POSTGRES).await;
    let slow = tokio::spawn({
        let pool = pool.clone();
        async move { run(&pool, "SELECT pg_sleep(300)").await }
    });
    end_connection(&cluster, "pg_sleep(300)").await;
    let failure = failed(slow.await.unwrap().or_db::<UserError>());
    assert_lost(&failure);

    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let slow = client.batch_execute("SELECT pg_sleep(301)");
    let end = end_connection(&cluster, "pg_sleep(301)");
    let failure = failed(tokio::join!(slow, end).0.or_db::<UserError>());
    assert_lost(&failure);
    // The connection is gone, and the driver says so itself.
    let failure = failed(client.batch_execute("SELECT 1").await.or_db::<UserError>());
    assert_lost(&failure);

    // No server listens there.
    let refused = AnyConnection::connect("postgres://127.0.0.1:1/none").await;
    let failure = failed(refused.or_db::<UserError>());
    assert_lost(&failure);
}

/// Ends the connection that runs a statement, once it runs. On another thread: that of the test has to send the statement.
async fn end_connection(cluster: &Arc<Cluster>, statement: &str) {
    let cluster = Arc::clone(cluster);
    let end = format!(
        "DO $$ BEGIN FOR i IN 1..600 LOOP
            PERFORM pg_stat_clear_snapshot();
            PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE state = 'active' AND query LIKE '%{statement}%' AND pid <> pg_backend_pid();
            EXIT WHEN FOUND;
            PERFORM pg_sleep(0.1);
        END LOOP; END $$"
    );
    tokio::task::spawn_blocking(move || cluster.run(&end)).await.unwrap();
}

#[track_caller]
fn assert_lost(failure: &Failure<Codes>) {
    assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR", "{failure}");
    let known = failure.foreign().unwrap_or_else(|| panic!("{failure:?}"));
    assert_eq!((known.origin(), known.class()), ("database", Class::Network), "{failure}");
    assert!(failure.retryable() && failure.wait().is_some(), "{failure}");
    let record = record(failure);
    assert_eq!(
        (&record["source"], &record["error_type"]),
        (&"database".into(), &"DATABASE_ERROR".into())
    );
}

#[tokio::test]
async fn what_is_busy_is_worth_another_try() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("busy.db");
    let pool = connect(&format!("sqlite://{}?mode=rwc", file.display()), SQLITE).await;
    let mut writer = pool.acquire().await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut *writer).await.unwrap();
    let mut other = pool.acquire().await.unwrap();
    sqlx::raw_sql("PRAGMA busy_timeout = 0").execute(&mut *other).await.unwrap();
    let busy = sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut *other).await;
    let failure = failed(busy.or_db::<UserError>());
    let known = failure.foreign().unwrap();
    assert_eq!((known.to_string().as_str(), known.class()), ("sqlite 5", Class::Transient));
    assert!(failure.retryable());

    let small = AnyPoolOptions::new().max_connections(1).acquire_timeout(Duration::from_millis(50));
    let small = small.connect_lazy("sqlite::memory:").unwrap();
    // The limit of the pool is that of connecting too.
    let _only = loop {
        match small.acquire().await {
            Err(sqlx::Error::PoolTimedOut) => {}
            only => break only.unwrap(),
        }
    };
    let failure = failed(small.acquire().await.or_db::<UserError>());
    assert_eq!(failure.foreign().unwrap().to_string(), "driver pool_timeout");
    assert!(failure.retryable());

    let wrong = sqlx::query("SELECT * FROM nothing").execute(&pool).await;
    let failure = failed(wrong.or_internal());
    assert_eq!(failure.foreign().unwrap().to_string(), "sqlite 1");
    assert!(!failure.retryable());
}

#[tokio::test]
async fn tokio_postgres_has_the_same_codes_and_no_values() {
    let cluster = Cluster::shared();
    let (client, connection) =
        tokio_postgres::connect(&cluster.database(), tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute(POSTGRES).await.unwrap();
    let insert = "INSERT INTO users (id, email, age, password) VALUES ($1, $2, $3, 'hunter2')";
    let insert = client.prepare(insert).await.unwrap();
    let one = client.execute(&insert, &[&1_i64, &"hanako@example.com", &20_i64]).await;
    one.unwrap();
    let two = client.execute(&insert, &[&2_i64, &"hanako@example.com", &20_i64]).await;
    let failure = failed(two.or_db::<UserError>());
    assert_eq!(failure.code(), "USER_EMAIL_EXISTS");
    let young = client.execute(&insert, &[&3_i64, &"taro@example.com", &17_i64]).await;
    let other = failed(young.or_db::<UserError>());
    assert_eq!(other.code(), "USER_TOO_YOUNG");
    // The server gives the driver the values of the row.
    for failure in [failure, other] {
        let record = record(&failure).to_string();
        for secret in ["hunter2", "hanako@example.com", "taro@example.com"] {
            assert!(!record.contains(secret), "{record}");
            assert!(!failure.envelope().to_json().contains(secret));
        }
    }
}

#[tokio::test]
async fn a_secret_in_the_text_of_a_driver_is_masked() {
    let (databases, _alive) = databases().await;
    for (database, pool) in &databases {
        let leak =
            run(pool, "INSERT INTO users (id, name, password) VALUES (3, 'leak', 'x')").await;
        let failure = failed(leak.or_db::<UserError>());
        let record = record(&failure).to_string();
        assert!(!record.contains("hunter2"), "{database}: {record}");
        assert!(record.contains("users_email_key"), "{database}: {record}");
        assert!(!failure.envelope().to_json().contains("users_email_key"));
    }
}

/// A function of a store, which knows no registry.
async fn email_of(pool: &AnyPool, id: i64) -> Result<String, DatabaseFailure<UserError>> {
    let select = sqlx::query_scalar("SELECT email FROM users WHERE id = $1").bind(id);
    let email: Option<String> = select.fetch_optional(pool).await.or_internal()?;
    Ok(email.ok_or(UserError::NotFound)?)
}

#[tokio::test]
async fn a_store_needs_no_registry() {
    let (databases, _alive) = databases().await;
    for (_, pool) in &databases {
        let failure = email_of(pool, 1).await.unwrap_err();
        assert!(matches!(failure.error(), Some(UserError::NotFound)));
        assert!(Failure::<Codes>::from(failure).is(Codes::USER_NOT_FOUND));
        pool.close().await;
        let failure = email_of(pool, 1).await.unwrap_err();
        assert!(failure.error().is_none());
        assert!(Failure::<Codes>::from(failure).is(error_catalog::codes::SYSTEM_INTERNAL_ERROR));
    }
}
