//! Each kind of event that a person records is recorded by lines alone.

use dutybook::app::Msg;
use dutybook::locale::Lang;

use super::kinds::{AFTER_TWO_MINUTES, By, KINDS};
use crate::plain::Line;
use crate::screens::desk::BOB;

#[test]
fn every_kind_that_a_person_records_is_recorded_by_lines() {
    for (kind, by) in KINDS {
        let By::Person { before, lines, .. } = by else { continue };
        let mut line = Line::opened(Lang::En);
        for event in *before {
            line.desk.comes_in(BOB, serde_json::from_str(event).unwrap());
        }
        line.listen();
        let mut said = String::new();
        for answer in *lines {
            if *answer == AFTER_TWO_MINUTES {
                line.desk.wait(120).tell(Msg::Redraw);
            } else {
                said = line.answer(answer);
            }
        }
        assert_eq!(line.kinds().last().map(String::as_str), Some(*kind), "{lines:?}: {said}");
    }
}
