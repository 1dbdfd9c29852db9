CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL CONSTRAINT users_email_key UNIQUE,
    -- A real service keeps a hash of it.
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL
);

CREATE TABLE reservations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    room TEXT NOT NULL,
    -- Microseconds since 1970. A reservation lasts two hours.
    starts_at INTEGER NOT NULL,
    seats INTEGER NOT NULL
);

-- SQLite has no exclusion constraints: a trigger with the name of the one in PostgreSQL.
CREATE TRIGGER reservations_slot_excl BEFORE INSERT ON reservations
WHEN EXISTS (SELECT 1 FROM reservations WHERE room = NEW.room AND abs(starts_at - NEW.starts_at) < 7200000000)
BEGIN
    SELECT RAISE(ABORT, 'reservations_slot_excl');
END;
