//! Which keys each action has here: those of the table, as the person's settings change them.
//!
//! Dispatch, footer, help and menu ask it and nothing else. Enter and Esc keep their meaning whatever is set.

use std::collections::BTreeMap;

use super::action::{ACTIONS, Action, Declaration, Place};

/// Keys that an action keeps, whatever else it is given.
const KEPT: [(Action, &str); 2] = [(Action::Next, "Enter"), (Action::Palette, "Esc")];

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTable {
    /// In the order of [`ACTIONS`].
    keys: Vec<Vec<String>>,
}

/// A key that two actions would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub action: Action,
    pub key: String,
    /// Whose it is.
    pub owner: Action,
}

impl Default for KeyTable {
    fn default() -> Self {
        let own = |row: &Declaration| row.keys.iter().map(ToString::to_string).collect();
        Self { keys: ACTIONS.iter().map(own).collect() }
    }
}

impl KeyTable {
    /// The table with the keys of some actions changed, and what of that cannot be. An action whose new keys are
    /// all another's keeps those of its old ones that are free.
    pub fn changed(wishes: &[(Action, Vec<String>)]) -> (Self, Vec<Clash>) {
        let mut table = Self::default();
        for (action, _) in wishes {
            table.set(*action, Vec::new());
        }
        let mut clashes = Vec::new();
        let mut left_over = BTreeMap::new();
        for (action, keys) in wishes {
            for key in keys {
                match table.owner(*action, key) {
                    None => table.give(*action, key),
                    Some(owner) if owner == *action => {}
                    Some(owner) => clashes.push(Clash { action: *action, key: key.clone(), owner }),
                }
            }
            let is_bare = table.keys(*action).iter().all(|key| KEPT.contains(&(*action, key.as_str())));
            if is_bare && !keys.is_empty() {
                left_over.insert(action.declaration().name, *action);
            }
        }
        for action in left_over.into_values() {
            for key in action.declaration().keys {
                if table.owner(action, key).is_none() {
                    table.give(action, key);
                }
            }
        }
        (table, clashes)
    }

    /// The keys of an action; the first is the one that is shown.
    pub fn keys(&self, action: Action) -> &[String] {
        place_of(action).and_then(|at| self.keys.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The key of an action as a screen shows it; nothing where it has none.
    pub fn first(&self, action: Action) -> String {
        self.keys(action).first().map(|key| super::key_name::shown(key)).unwrap_or_default()
    }

    /// The action of a key in a place.
    pub fn action(&self, key: &str, place: Place) -> Option<Action> {
        let here = |at: Place| at == place || at == Place::Anywhere;
        let rows = ACTIONS.iter().zip(&self.keys);
        let mut found = rows.filter(|(row, keys)| here(row.place) && keys.iter().any(|own| own == key));
        found.next().map(|(row, _)| row.action)
    }

    fn set(&mut self, action: Action, keys: Vec<String>) {
        if let Some(own) = place_of(action).and_then(|at| self.keys.get_mut(at)) {
            *own = keys;
            own.extend(KEPT.iter().filter(|(kept, _)| *kept == action).map(|(_, key)| (*key).to_owned()));
        }
    }

    /// Adds a key, before those that are kept.
    fn give(&mut self, action: Action, key: &str) {
        if let Some(own) = place_of(action).and_then(|at| self.keys.get_mut(at)) {
            let kept = own.iter().position(|own| KEPT.contains(&(action, own))).unwrap_or(own.len());
            own.insert(kept, key.to_owned());
        }
    }

    /// Whose a key is, where the action's own place is.
    fn owner(&self, action: Action, key: &str) -> Option<Action> {
        let place = action.declaration().place;
        let meets = |other: Place| other == place || other == Place::Anywhere || place == Place::Anywhere;
        let mut rows = ACTIONS.iter().zip(&self.keys);
        rows.find(|(row, keys)| meets(row.place) && keys.iter().any(|own| own == key))
            .map(|(row, _)| row.action)
    }
}

fn place_of(action: Action) -> Option<usize> {
    ACTIONS.iter().position(|row| row.action == action)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(wishes: &[(Action, &[&str])]) -> (KeyTable, Vec<Clash>) {
        let own = |keys: &[&str]| keys.iter().map(ToString::to_string).collect();
        let wishes: Vec<_> = wishes.iter().map(|(action, keys)| (*action, own(keys))).collect();
        KeyTable::changed(&wishes)
    }

    #[test]
    fn two_actions_can_change_keys_with_each_other() {
        let (table, clashes) = changed(&[(Action::Note, &["s"]), (Action::Skip, &["n"])]);
        assert_eq!(clashes, []);
        assert_eq!(table.action("s", Place::Console), Some(Action::Note));
        assert_eq!(table.action("n", Place::Console), Some(Action::Skip));
        assert_eq!(table.first(Action::Note), "s");
    }

    #[test]
    fn a_key_that_is_anothers_stays_with_it_and_the_old_one_comes_back() {
        let (table, clashes) = changed(&[(Action::Note, &["s"])]);
        assert_eq!(clashes, [Clash { action: Action::Note, key: "s".to_owned(), owner: Action::Skip }]);
        assert_eq!(table, KeyTable::default());
        let (table, clashes) = changed(&[(Action::Note, &["C-n", "s"])]);
        assert_eq!(clashes.len(), 1);
        assert_eq!(table.keys(Action::Note), ["C-n"]);
        assert_eq!(table.action("n", Place::Console), None);
    }

    #[test]
    fn enter_and_esc_stay_where_they_are() {
        let (table, clashes) =
            changed(&[(Action::Next, &["F9"]), (Action::Palette, &[]), (Action::Note, &[])]);
        assert_eq!(clashes, []);
        assert_eq!(table.keys(Action::Next), ["F9", "Enter"]);
        assert_eq!(table.keys(Action::Palette), ["Esc"]);
        assert!(table.keys(Action::Note).is_empty());
        assert_eq!(table.first(Action::Note), "");
    }
}
