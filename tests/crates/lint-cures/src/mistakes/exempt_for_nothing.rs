// Lint: unused-allow

pub fn doubled(number: u64) -> u64 {
    // error-catalog: allow(swallowed-result) the cache is filled again
    number * 2
}
