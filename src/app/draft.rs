//! What is half written, from the first letter until it is on disk.
//!
//! What was handed over is no draft any more: a form that is opened meanwhile is empty, so that nothing is recorded
//! twice. If it could not be written it comes back, before what was typed since.

use std::collections::BTreeMap;

use super::App;
use super::console::Console;
use super::form::Form;
use super::overlay::Overlay;

/// The fields of a form by name, each as text or ids.
pub type Values = BTreeMap<String, String>;

/// Half-written forms: the form's name, then its fields by name.
pub type Drafts = BTreeMap<String, Values>;

/// What a form held when it was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The form's name.
    pub name: String,
    pub values: Values,
    /// What is typed into it from then on.
    pub since: Since,
}

/// How what is typed into a form after it was handed over stands to what was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// It is another record: both are needed.
    Another,
    /// It is the same text, further on: the newer holds the older.
    Newer,
}

impl Draft {
    /// The draft as it would be with what was typed after it.
    fn before(&self, since: Option<&Values>) -> Values {
        let mut values = match (self.since, since) {
            (Since::Newer, Some(since)) => return since.clone(),
            (Since::Newer | Since::Another, _) => self.values.clone(),
        };
        for (field, typed) in since.into_iter().flatten() {
            let value = values.entry(field.clone()).or_default();
            if value.is_empty() {
                value.clone_from(typed);
            } else if value != typed && !typed.is_empty() {
                value.push('\n');
                value.push_str(typed);
            }
        }
        values
    }
}

/// Two drafts of one form that were left behind, the earlier first: where one is the other further on, that one alone.
pub fn joined(earlier: Values, later: &Values) -> Values {
    let goes_on = |from: &Values, to: &Values| {
        from.iter().all(|(field, text)| to.get(field).is_some_and(|longer| longer.starts_with(text.as_str())))
    };
    if goes_on(&earlier, later) {
        later.clone()
    } else if goes_on(later, &earlier) {
        earlier
    } else {
        Draft { name: String::new(), values: earlier, since: Since::Another }.before(Some(later))
    }
}

impl Console {
    /// What a form holds so far.
    pub(super) fn draft(&self, name: String, since: Since) -> Draft {
        let values = self.drafts.get(&name).cloned().unwrap_or_default();
        Draft { name, values, since }
    }

    /// What is typed into a form behind this draft is another record.
    pub(super) fn draft_of(&self, form: &Form) -> Draft {
        self.draft(form.kind.draft_name(), Since::Another)
    }

    /// The same, handed over at once.
    pub(super) fn take_draft(&mut self, form: &Form) -> Draft {
        let draft = self.draft_of(form);
        self.hand_over_draft(&draft);
        draft
    }

    /// A draft was handed over: what is typed into such a form from now on is another one.
    pub(super) fn hand_over_draft(&mut self, draft: &Draft) {
        if self.drafts.get(&draft.name) == Some(&draft.values) {
            self.drafts.remove(&draft.name);
        }
    }

    /// All that would be lost if the program ended now: what is being typed, and what is on its way to the disk.
    pub(super) fn kept_drafts(&self) -> Drafts {
        let pending = self.pending.iter().rev().filter_map(|pending| pending.draft.as_ref());
        self.drafts_with(pending.chain(self.hashing.iter().rev().map(|piece| &piece.draft)))
    }

    /// The same once everything that is on its way is on disk. A file that is still being hashed when a run is left is
    /// not recorded any more.
    pub fn drafts_left(&self) -> Drafts {
        self.drafts_with(self.hashing.iter().rev().map(|piece| &piece.draft))
    }

    fn drafts_with<'a>(&'a self, under_way: impl Iterator<Item = &'a Draft>) -> Drafts {
        let mut kept = self.drafts.clone();
        for draft in under_way {
            if !draft.values.is_empty() {
                let values = draft.before(kept.get(&draft.name));
                kept.insert(draft.name.clone(), values);
            }
        }
        kept
    }
}

impl App {
    /// What a form holds, where a run is open.
    pub(super) fn draft_of(&self, form: &Form) -> Option<Draft> {
        self.console().map(|console| console.draft_of(form))
    }

    /// What was handed over could not be recorded: it stands again where it was typed, before what was typed since.
    pub(super) fn give_back(&mut self, draft: &Draft) {
        let Some(console) = self.console_mut() else { return };
        if draft.values.is_empty() {
            return;
        }
        let values = draft.before(console.drafts.get(&draft.name));
        console.drafts.insert(draft.name.clone(), values.clone());
        for overlay in &mut self.overlays {
            if let Overlay::Form(form) = overlay
                && form.kind.draft_name() == draft.name
            {
                form.restore(&values);
            } else if let Overlay::Notice(page) = overlay
                && page.draft_name() == draft.name
            {
                // What is on the page is kept nowhere else.
                page.initial.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Values {
        [("text".to_owned(), text.to_owned())].into()
    }

    #[test]
    fn of_two_drafts_of_one_form_nothing_is_left_out_and_nothing_told_twice() {
        assert_eq!(joined(text("eins"), &text("zwei")), text("eins\nzwei"));
        assert_eq!(joined(text("eins"), &text("eins und mehr")), text("eins und mehr"));
        assert_eq!(joined(text("eins und mehr"), &text("eins")), text("eins und mehr"));
    }
}
