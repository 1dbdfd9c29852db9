//! Names, sorted and found again. The standard library's sorts and maps are generic, so each use of them is compiled anew;
//! every service waits for the crates that would.

/// The names of an iterator in order, each once.
pub fn sorted_names<'n>(names: &mut dyn Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut sorted = Vec::new();
    for name in names {
        if let Err(at) = sorted.binary_search(&name) {
            sorted.insert(at, name);
        }
    }
    sorted
}

/// The places of some positions in a source when they are in order; equal ones stay as they are.
pub fn order_of(positions: &[(usize, usize)]) -> Vec<usize> {
    let mut ordered: Vec<_> = positions.iter().copied().zip(0..).collect();
    ordered.sort_unstable();
    ordered.into_iter().map(|(_, place)| place).collect()
}

/// Numbers by name.
#[derive(Debug, Default)]
pub struct Numbered<'n>(Vec<(&'n str, usize)>);

impl<'n> Numbered<'n> {
    /// The number of a name.
    pub fn get(&self, name: &str) -> Option<usize> {
        let at = self.place(name).ok()?;
        self.0.get(at).map(|(_, number)| *number)
    }

    /// Gives a name its number, if it has none yet.
    pub fn insert(&mut self, name: &'n str, number: usize) {
        if let Err(at) = self.place(name) {
            self.0.insert(at, (name, number));
        }
    }

    /// The names in order, with their numbers.
    pub fn all(&self) -> &[(&'n str, usize)] {
        &self.0
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        // Names mostly come in order.
        match self.0.last() {
            Some((last, _)) if *last < name => Err(self.0.len()),
            _ => self.0.binary_search_by(|(known, _)| (*known).cmp(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_each_once() {
        assert_eq!(sorted_names(&mut ["b", "a", "b", "c"].into_iter()), ["a", "b", "c"]);
    }

    #[test]
    fn equal_positions_keep_their_order() {
        assert_eq!(order_of(&[(2, 1), (1, 5), (2, 1), (1, 2)]), [3, 1, 0, 2]);
    }

    #[test]
    fn a_name_keeps_its_first_number() {
        let mut numbered = Numbered::default();
        for (number, name) in ["b", "d", "a", "b", "c"].into_iter().enumerate() {
            numbered.insert(name, number);
        }
        assert_eq!(
            ["a", "b", "c", "d", "e"].map(|name| numbered.get(name)),
            [Some(2), Some(0), Some(4), Some(1), None]
        );
        assert!(numbered.all().is_sorted());
    }
}
