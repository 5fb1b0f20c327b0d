//! The same work on many items, on a few threads where there are enough of them.
//!
//! The number of threads is fixed: how many cores there are is the machine's matter, and results never
//! depend on it.

/// Below this, starting a thread costs more than it saves.
const MIN_ITEMS: usize = 2_048;
const THREADS: usize = 4;

/// Applies a function to every item and keeps the order.
pub(super) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if items.len() < MIN_ITEMS {
        return items.iter().map(work).collect();
    }
    let work = &work;
    std::thread::scope(|scope| {
        let spawn = |part: &'_ [T]| -> Vec<R> { part.iter().map(work).collect() };
        let handles: Vec<_> = items
            .chunks(items.len().div_ceil(THREADS))
            .map(|part| scope.spawn(move || spawn(part)))
            .collect();
        let mut results = Vec::with_capacity(items.len());
        for handle in handles {
            match handle.join() {
                Ok(part) => results.extend(part),
                Err(cause) => std::panic::resume_unwind(cause),
            }
        }
        results
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_order_of_the_items_is_kept() {
        let items: Vec<usize> = (0..10_000).collect();
        assert_eq!(super::map(&items, |n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
        assert_eq!(super::map(&[] as &[usize], |n| n * 2), Vec::<usize>::new());
    }
}
