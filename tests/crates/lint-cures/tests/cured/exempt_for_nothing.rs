// Lint: unused-allow

pub fn doubled(number: u64) -> u64 {
    number * 2
}
