//! Which of several a word on a command line means: its number, its name, or a part that only one has.

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    One(usize),
    Several,
    None,
}

/// Which of several names a word means: the whole of one, else a part that only one has, else its number, which
/// stands beside it.
pub(super) fn meant(typed: &str, names: &[(usize, String)]) -> Meant {
    let typed = typed.trim();
    let places =
        |fits: &dyn Fn(&str) -> bool| (0..names.len()).filter(|n| fits(&names[*n].1)).collect::<Vec<_>>();
    let whole = places(&|name| name == typed);
    let part = places(&|name| !typed.is_empty() && name.contains(typed));
    let number = typed.parse::<usize>().ok().and_then(|n| names.iter().position(|(own, _)| *own == n));
    match (whole.as_slice(), part.as_slice(), number) {
        ([one], _, _) | ([], [one], _) => Meant::One(*one),
        ([], [], Some(number)) => Meant::One(number),
        ([], [], None) => Meant::None,
        (_, _, _) => Meant::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_before_a_part_and_a_part_before_a_number() {
        let names: Vec<(usize, String)> = ["A2", "A2 Ltd", "B"]
            .into_iter()
            .map(str::to_owned)
            .enumerate()
            .map(|(n, s)| (n + 1, s))
            .collect();
        assert_eq!(meant("A2", &names), Meant::One(0));
        assert_eq!(meant("Ltd", &names), Meant::One(1));
        assert_eq!(meant("A", &names), Meant::Several);
        assert_eq!(meant(" 3 ", &names), Meant::One(2));
        assert_eq!(meant("2", &names), Meant::Several);
        assert_eq!((meant("4", &names), meant("", &names)), (Meant::None, Meant::None));
    }
}
