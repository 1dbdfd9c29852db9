//! Tests of `.or_db()` on real databases.
