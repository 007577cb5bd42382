//! How many of something each one has at once.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Counted places, at most so many a key.
pub struct Places<K> {
    most: usize,
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

/// One place; it is free again when this is dropped.
pub struct Place {
    free: Option<Box<dyn FnOnce() + Send + Sync>>,
}

impl<K: Clone + Eq + Hash + Send + Sync + 'static> Places<K> {
    pub fn new(most: usize) -> Places<K> {
        Places {
            most,
            taken: Arc::default(),
        }
    }

    /// A place of this key; none when all are taken.
    pub fn take(&self, key: K) -> Option<Place> {
        let mut taken = locked(&self.taken);
        let count = taken.entry(key.clone()).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        let taken = self.taken.clone();
        let free = move || {
            let mut taken = locked(&taken);
            if let Some(count) = taken.get_mut(&key) {
                *count -= 1;
                if *count == 0 {
                    taken.remove(&key);
                }
            }
        };
        Some(Place {
            free: Some(Box::new(free)),
        })
    }
}

/// A count is whole at every moment, so a panic elsewhere does not spoil it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(free) = self.free.take() {
            free();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_and_leaves_nothing_behind() {
        let places = Places::new(2);
        let first = places.take("a");
        let second = places.take("a");
        assert!(first.is_some() && second.is_some() && places.take("a").is_none());
        assert!(places.take("b").is_some(), "each key has its own");
        drop(first);
        assert!(places.take("a").is_some());
        drop(second);
        assert!(locked(&places.taken).is_empty());
    }
}
