//! The signs by which actions go in lines: the keys that the person has chosen, where a line can hold them.

use crate::app::action::{Declaration, Place};
use crate::app::keymap::half_width;
use crate::app::{Action, KeyTable};

/// Signs that mean something else in a line, whatever key they are.
const TAKEN: [char; 4] = ['<', '?', '+', '-'];

/// The sign by which an action goes; none where only its number and its name do.
///
/// An action whose keys no line can hold, such as Ctrl-n, keeps the sign that it has by default, unless that is
/// another's now. Who gave an action no key at all has none here either.
pub(super) fn letter(keys: &KeyTable, row: &Declaration) -> Option<char> {
    let own = keys.keys(row.action);
    let chosen = own.iter().find_map(|key| in_a_line(key));
    let is_free = |key: &&str| keys.action(key, Place::Console).is_none();
    let by_default = || row.keys.iter().copied().filter(is_free).find_map(in_a_line);
    if own.is_empty() { None } else { chosen.or_else(by_default) }
}

/// The action of a sign, among some.
pub(super) fn action<'a>(
    keys: &KeyTable,
    answer: &str,
    mut rows: impl Iterator<Item = &'a Declaration>,
) -> Option<Action> {
    let typed = in_a_line(answer)?;
    let goes_by = |row: &&Declaration| {
        // A second key of an action works as the one that is told.
        letter(keys, row) == Some(typed)
            || keys.keys(row.action).iter().any(|key| in_a_line(key) == Some(typed))
    };
    rows.find(goes_by).map(|row| row.action)
}

/// The one character that a key is, as a line holds it.
fn in_a_line(key: &str) -> Option<char> {
    let mut chars = key.chars();
    let only = chars.next().filter(|_| chars.next().is_none()).map(half_width)?;
    let is_seen = !only.is_whitespace() && !only.is_control() && !only.is_ascii_digit();
    (is_seen && !TAKEN.contains(&only)).then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(wishes: &[(Action, &[&str])]) -> KeyTable {
        let own = |keys: &[&str]| keys.iter().map(ToString::to_string).collect();
        let wishes: Vec<_> = wishes.iter().map(|(action, keys)| (*action, own(keys))).collect();
        KeyTable::changed(&wishes).0
    }

    fn of(keys: &KeyTable, action: Action) -> Option<char> {
        letter(keys, action.declaration())
    }

    #[test]
    fn a_chosen_key_is_the_sign_where_a_line_can_hold_it() {
        let keys = table(&[(Action::Note, &["F2", "ö"]), (Action::Skip, &["n"])]);
        assert_eq!((of(&keys, Action::Note), of(&keys, Action::Skip)), (Some('ö'), Some('n')));
        assert_eq!(of(&keys, Action::Block), Some('b'), "nobody changed it");
    }

    #[test]
    fn a_key_that_no_line_can_hold_leaves_the_one_by_default_where_that_is_free() {
        let keys = table(&[(Action::Note, &["C-n"]), (Action::Skip, &["F2"]), (Action::Timer, &["s"])]);
        assert_eq!((of(&keys, Action::Note), of(&keys, Action::Skip)), (Some('n'), None));
        assert_eq!(of(&table(&[(Action::Note, &[])]), Action::Note), None, "it was given none");
    }

    #[test]
    fn what_leads_through_the_lines_is_no_sign_of_an_action() {
        let keys = KeyTable::default();
        let none = [Action::AddStep, Action::Help, Action::Next, Action::SwitchFocus];
        assert!(none.iter().all(|action| of(&keys, *action).is_none()));
        assert_eq!(of(&keys, Action::StepSheet), Some('i'), "a blank is none");
    }
}
