mod good;
mod bad;
mod unclosed;
