//! Circles in what waits for what.

/// Circles of a graph given by what each node waits for. Each is a path that ends where it starts; a node
/// stands in one of them at most. No recursion, so a chain may be as long as a runbook.
pub(super) fn cycles(waits_for: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut state = vec![State::New; waits_for.len()];
    let mut found = Vec::new();
    let mut told = vec![false; waits_for.len()];
    for start in 0..waits_for.len() {
        // The path from the start to here, with how many of each node's edges were followed.
        let mut path: Vec<(usize, usize)> = Vec::new();
        if state[start] == State::New {
            state[start] = State::OnPath;
            path.push((start, 0));
        }
        while let Some((node, followed)) = path.last_mut() {
            let Some(&next) = waits_for[*node].get(*followed) else {
                state[*node] = State::Done;
                path.pop();
                continue;
            };
            *followed += 1;
            match state[next] {
                State::New => {
                    state[next] = State::OnPath;
                    path.push((next, 0));
                }
                State::OnPath => {
                    let from = path.iter().position(|(node, _)| *node == next).unwrap_or(0);
                    let mut cycle: Vec<usize> = path[from..].iter().map(|(node, _)| *node).collect();
                    if !cycle.iter().any(|node| told[*node]) {
                        for node in &cycle {
                            told[*node] = true;
                        }
                        cycle.push(next);
                        found.push(cycle);
                    }
                }
                State::Done => {}
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnPath,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_told_once_as_a_path() {
        assert_eq!(cycles(&[vec![1], vec![2], vec![]]), Vec::<Vec<usize>>::new());
        assert_eq!(cycles(&[vec![0]]), [[0, 0]]);
        assert_eq!(cycles(&[vec![1], vec![2], vec![1], vec![3]]), [vec![1, 2, 1], vec![3, 3]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let chain: Vec<Vec<usize>> = (0..100_000).map(|i| vec![(i + 1) % 100_000]).collect();
        assert_eq!(cycles(&chain).len(), 1);
    }
}
