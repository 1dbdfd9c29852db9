//! A database driver with an SQLSTATE, and one with numbers. Their texts say nothing.

use std::error::Error;
use std::fmt;

/// An error of a driver: with the SQLSTATE of the server, or with what broke below.
#[derive(Debug)]
pub enum DriverError {
    Server(String),
    Transport(Box<dyn Error + Send + Sync>),
}

/// An error of a driver that has numbers.
#[derive(Debug)]
pub struct MysqlError(pub u32);

impl DriverError {
    pub fn sqlstate(&self) -> Option<&str> {
        match self {
            Self::Server(state) => Some(state),
            Self::Transport(_) => None,
        }
    }
}

impl fmt::Display for DriverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("数据库错误")
    }
}

impl Error for DriverError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Server(_) => None,
            Self::Transport(cause) => Some(&**cause),
        }
    }
}

impl fmt::Display for MysqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("数据库错误")
    }
}

impl Error for MysqlError {}
