//! `std::io::ErrorKind`. The kinds `Other` and those that Rust does not name have no row.

use super::fault::Fault::{Broken, Busy, Conflict, Denied, Down, Lost, Missing, Refused, TimedOut};
use super::row::{Row, Source, rows};

const PEER: &str = "The other side does not listen, or a firewall refuses the connection";
const NETWORK: &str = "The network is interrupted, or a name leads to a wrong address";
const LOST: &str = "The other side closed the connection, as when it is restarted";
const CHECK_PEER: &str = "Check that the other service runs, its address and its port";
const CHECK_NETWORK: &str = "Check routes, DNS and firewalls";
const FILE: &str = "A path of the configuration is wrong, or files were changed";
const CHECK_FILE: &str = "Check the path, and what else changes it";
const FIX: &str = "Correct the code of the service";
const CAPACITY: &str = "A disk or the memory is full";
const EXTEND: &str = "Free or add disk and memory; set an alert for both";
const IN_USE: &str = "Another process uses it";
const DATA: &str = "The data has another form than expected";

pub(super) const ROWS: &[Row] = &rows(
    Source::Io,
    "io",
    [
        (
            "AddrInUse",
            "address_in_use",
            Broken,
            "Another process listens on the port",
            "Change the port in the configuration; keep a list of ports",
        ),
        (
            "AddrNotAvailable",
            "address_not_available",
            Broken,
            "The host does not have the address",
            "Correct the address in the configuration",
        ),
        ("AlreadyExists", "already_exists", Conflict, FILE, CHECK_FILE),
        (
            "ArgumentListTooLong",
            "argument_list_too_long",
            Broken,
            "A command has too many arguments",
            FIX,
        ),
        ("BrokenPipe", "broken_pipe", Lost, LOST, CHECK_PEER),
        ("ConnectionAborted", "connection_aborted", Lost, LOST, CHECK_PEER),
        ("ConnectionRefused", "connection_refused", Refused, PEER, CHECK_PEER),
        ("ConnectionReset", "connection_reset", Lost, LOST, CHECK_PEER),
        ("CrossesDevices", "crosses_devices", Broken, FILE, FIX),
        ("Deadlock", "deadlock", Busy, IN_USE, "Try again; lock in one order"),
        ("DirectoryNotEmpty", "directory_not_empty", Conflict, FILE, CHECK_FILE),
        (
            "ExecutableFileBusy",
            "executable_file_busy",
            Busy,
            IN_USE,
            "Try again when the other process has ended",
        ),
        (
            "FileTooLarge",
            "file_too_large",
            Broken,
            "A file reached the limit of its file system",
            "Rotate or split the file",
        ),
        ("HostUnreachable", "host_unreachable", Refused, NETWORK, CHECK_NETWORK),
        ("Interrupted", "interrupted", Busy, "A signal arrived during the operation", "Try again"),
        (
            "InvalidData",
            "invalid_data",
            Broken,
            DATA,
            "Look at the data and at the release that wrote it",
        ),
        ("InvalidFilename", "invalid_filename", Broken, FILE, FIX),
        ("InvalidInput", "invalid_input", Broken, "A parameter is not valid", FIX),
        ("IsADirectory", "is_a_directory", Broken, FILE, CHECK_FILE),
        ("NetworkDown", "network_down", Refused, NETWORK, CHECK_NETWORK),
        ("NetworkUnreachable", "network_unreachable", Refused, NETWORK, CHECK_NETWORK),
        ("NotADirectory", "not_a_directory", Broken, FILE, CHECK_FILE),
        ("NotConnected", "not_connected", Refused, LOST, CHECK_PEER),
        ("NotFound", "not_found", Missing, FILE, CHECK_FILE),
        ("NotSeekable", "not_seekable", Broken, FILE, FIX),
        ("OutOfMemory", "out_of_memory", Down, CAPACITY, EXTEND),
        (
            "PermissionDenied",
            "permission_denied",
            Denied,
            "The process lacks a permission",
            "Grant the permission to the user of the process",
        ),
        ("QuotaExceeded", "quota_exceeded", Down, CAPACITY, EXTEND),
        (
            "ReadOnlyFilesystem",
            "read_only_filesystem",
            Down,
            "A file system was mounted for reading only, as after a fault of its disk",
            "Look at the log of the system; mount it for writing",
        ),
        (
            "ResourceBusy",
            "resource_busy",
            Busy,
            IN_USE,
            "Try again when the other process has ended",
        ),
        (
            "StaleNetworkFileHandle",
            "stale_network_file_handle",
            Busy,
            "A network file system was replaced",
            "Open the file again",
        ),
        ("StorageFull", "storage_full", Down, CAPACITY, EXTEND),
        (
            "TimedOut",
            "timed_out",
            TimedOut,
            "The other side did not answer in time",
            "Look at the load of the other side; compare the time limits",
        ),
        ("TooManyLinks", "too_many_links", Broken, FILE, CHECK_FILE),
        ("UnexpectedEof", "unexpected_eof", Lost, LOST, CHECK_PEER),
        ("Unsupported", "unsupported", Broken, "The platform does not have the operation", FIX),
        ("WouldBlock", "would_block", Busy, "There was no data yet", "Try again"),
        ("WriteZero", "write_zero", Lost, LOST, CHECK_PEER),
    ],
);
