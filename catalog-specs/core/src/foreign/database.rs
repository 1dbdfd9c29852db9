//! Causes and solutions that the tables of databases share.

pub(super) const NETWORK: &str = "The database does not run, or the network to it is interrupted";
pub(super) const CHECK_SERVER: &str = "Check the network and the state of the database server";
pub(super) const STATEMENT: &str = "The statement does not fit the schema";
pub(super) const MIGRATE: &str =
    "Run the migrations; compare the schema with the release of the service";
pub(super) const VALUE: &str = "A value does not fit its column";
pub(super) const VALIDATE: &str = "Validate the value before it is stored";
pub(super) const CONSTRAINT: &str = "The data breaks a constraint";
pub(super) const HANDLE_CONSTRAINT: &str =
    "Check the data; give the constraint a code of the catalogue";
pub(super) const CONCURRENT: &str = "Two transactions changed the same data at once";
pub(super) const SHORTEN: &str = "Try again; make transactions shorter and lock in one order";
pub(super) const GRANT: &str = "Grant the permission to the account of the service";
pub(super) const CREDENTIALS: &str = "The account or the password of the service is wrong";
pub(super) const ROTATE: &str = "Correct the credentials of the service; look for a rotation";
pub(super) const POOL: &str = "Raise the limit of connections, or make the pools smaller";
pub(super) const CAPACITY: &str = "The database server has run out of a resource";
pub(super) const EXTEND: &str = "Free or add disk and memory";
pub(super) const REPLICA: &str = "The service is connected to a replica, as after a failover";
pub(super) const SLOW: &str = "A statement took longer than its limit";
pub(super) const INDEX: &str = "Look for slow statements and missing indexes";
pub(super) const FIX: &str = "Correct the code of the service";
pub(super) const CONNECTIONS: &str = "More connections are open than the server allows";
pub(super) const PRIMARY: &str = "Connect to the primary server";
pub(super) const PERMISSION: &str = "The account lacks a permission";
pub(super) const SERVER_LOG: &str = "Look at the log of the database server";
