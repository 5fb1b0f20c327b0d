//! The hints of a form: how to record it, and how to fill in the field that has the keys.

use super::footer::{Hint, hint, move_hint};
use super::scene::Scene;
use crate::app::{Field, Form, Input, Room};
use crate::locale::console as words;
use crate::text::SafeText;

/// What can be done in a form, its button first.
pub(super) fn of_form(scene: Scene<'_>, form: &Form) -> Vec<Hint> {
    let field = form.fields.get(form.focus);
    let button = |key| Hint { key: SafeText::word(key), label: form.button.clone() };
    let enter_goes_on =
        !form.enter_records() && matches!(field.map(|field| &field.input), Some(Input::Line(_)));
    let mut hints = match field.map(|field| &field.input) {
        None => vec![button("Enter")],
        Some(_) if form.enter_records() => [vec![button("Enter")], choosing(scene, field)].concat(),
        Some(Input::Line(_)) => vec![button("Ctrl-S"), hint(scene, "Enter", words::ENTER_NEXT_FIELD)],
        Some(Input::Lines(_)) => vec![button("Ctrl-S")],
        Some(Input::Choice { .. }) => {
            [vec![hint(scene, "Enter", words::ENTER_CHOOSE)], choosing(scene, field)].concat()
        }
        Some(Input::Many { .. }) => choosing(scene, field),
    };
    if form.is_path_focused() {
        hints.push(hint(scene, "Tab", words::KEY_COMPLETE));
    } else if form.fields.len() > 1 && !enter_goes_on {
        hints.push(hint(scene, "Tab", words::KEY_TAB_FIELD));
    }
    let keeps_draft = matches!(scene.app.room, Room::Console(_));
    hints.push(hint(scene, "Esc", if keeps_draft { words::ESC_KEEP } else { words::ESC_BACK }));
    hints
}

/// How one chooses in a field.
fn choosing(scene: Scene<'_>, field: Option<&Field>) -> Vec<Hint> {
    match field.map(|field| &field.input) {
        Some(Input::Choice { .. }) => vec![move_hint(scene)],
        Some(Input::Many { .. }) => vec![hint(scene, "Space", words::KEY_SPACE), move_hint(scene)],
        Some(Input::Line(_) | Input::Lines(_)) | None => Vec::new(),
    }
}
