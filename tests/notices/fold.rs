//! The fold: versions, approvals, sendings, rows.

use dutybook::run::{Event, FactId, NoticeStatus, Refusal, Unmet, Verdict};
use dutybook::runbook::MomentRef;

use super::story::{Story, drafted, id};

fn status(story: &Story) -> NoticeStatus {
    story.run.notice(&id("report"), None).status
}

fn sent(draft: Option<FactId>, more: &str) -> String {
    let draft = draft.map_or_else(String::new, |draft| format!(r#""draft_of":"{draft}","#));
    format!(r#"{{"kind":"notice.sent","notice":"report",{draft}"to":"网信办","how":"传真"{more}}}"#)
}

fn approved(draft: FactId) -> String {
    format!(r#"{{"kind":"notice.approved","notice":"report","draft_of":"{draft}"}}"#)
}

fn sent_to_row(row: FactId, at: &str) -> String {
    format!(
        r#"{{"kind":"notice.sent","notice":"client","row":"{row}","to":"甲","how":"电话","happened":"{at}"}}"#
    )
}

#[test]
fn a_notice_is_drafted_then_approved_by_another_then_sent() {
    let mut story = Story::new();
    assert_eq!(status(&story), NoticeStatus::Open);
    let first = story.record("alice", &drafted("report", None, 1, "一"));
    assert_eq!(status(&story), NoticeStatus::Drafted);
    story.record("bob", r#"{"kind":"role.taken","role":"lead"}"#);
    assert!(matches!(story.propose("bob", &approved(first)), Verdict::Record(_)));
    story.record("bob", &approved(first));
    assert_eq!(status(&story), NoticeStatus::Approved);
    assert_eq!(story.propose("bob", &approved(first)), Verdict::Refused(Refusal::AlreadyApproved));
    assert!(matches!(story.propose("alice", &sent(Some(first), "")), Verdict::Record(_)));
    story.record("alice", &sent(Some(first), r#","happened":"2026-11-23T03:00:00Z""#));
    assert_eq!(status(&story), NoticeStatus::Sent);
    let at = story.run.moment(&MomentRef::Sent(id("report")));
    assert_eq!(at, "2026-11-23T03:00:00Z".parse().ok());
}

const BECAUSE: &str = r#","deviation":{"unmet":[],"reason":{"preset":"unavailable"}}"#;

fn approved_because(draft: FactId) -> String {
    format!(r#"{{"kind":"notice.approved","notice":"report","draft_of":"{draft}"{BECAUSE}}}"#)
}

#[test]
fn who_approves_without_the_role_or_what_they_drafted_says_why_and_it_counts() {
    let mut story = Story::new();
    let first = story.record("alice", &drafted("report", None, 1, "一"));
    let needs = |demands: &[Unmet]| Verdict::NeedsReason(demands.to_vec());
    assert_eq!(story.propose("alice", &approved(first)), needs(&[Unmet::Role, Unmet::SecondPerson]));
    assert_eq!(story.propose("bob", &approved(first)), needs(&[Unmet::Role]));
    story.record("alice", r#"{"kind":"role.taken","role":"lead"}"#);
    assert_eq!(story.propose("alice", &approved(first)), needs(&[Unmet::SecondPerson]));
    let Verdict::Record(event) = story.propose("alice", &approved_because(first)) else { panic!("it can") };
    assert_eq!(event.deviation().unwrap().unmet, [Unmet::SecondPerson]);
    story.record("alice", &serde_json::to_string(&event).unwrap());
    assert_eq!(status(&story), NoticeStatus::Approved);
    assert!(matches!(story.propose("alice", &sent(Some(first), "")), Verdict::Record(_)), "said once");
}

#[test]
fn who_approved_with_a_reason_can_approve_anew_once_none_is_needed() {
    let mut story = Story::new();
    let first = story.record("alice", &drafted("report", None, 1, "一"));
    story.record("bob", &approved_because(first));
    assert_eq!(story.propose("bob", &approved(first)), Verdict::Refused(Refusal::AlreadyApproved));
    story.record("bob", r#"{"kind":"role.taken","role":"lead"}"#);
    assert!(matches!(story.propose("bob", &approved(first)), Verdict::Record(_)));
}

#[test]
fn a_reason_that_is_not_needed_is_not_recorded_and_old_approvals_count_as_they_did() {
    let mut story = Story::new();
    let first = story.record("alice", &drafted("report", None, 1, "一"));
    story.record("alice", &approved(first));
    assert_eq!(status(&story), NoticeStatus::Drafted, "one's own without a reason never counted");
    story.record("bob", &approved(first));
    assert_eq!(status(&story), NoticeStatus::Approved, "that of another did, whatever their role");
    story.record("carol", r#"{"kind":"role.taken","role":"lead"}"#);
    let Verdict::Record(event) = story.propose("carol", &approved_because(first)) else { panic!("it can") };
    assert_eq!(event.deviation(), None);
}

#[test]
fn a_new_version_needs_an_approval_of_its_own() {
    let mut story = Story::new();
    let first = story.record("alice", &drafted("report", None, 1, "一"));
    story.record("bob", &approved(first));
    let second = story.record("alice", &drafted("report", None, 2, "二"));
    assert_eq!(status(&story), NoticeStatus::Drafted);
    assert_eq!(story.propose("bob", &approved(first)), Verdict::Refused(Refusal::NotTheDraft));
    let unmet = Verdict::NeedsReason(vec![Unmet::Approval]);
    assert_eq!(story.propose("alice", &sent(Some(second), "")), unmet);
    assert!(matches!(story.propose("alice", &sent(Some(first), "")), Verdict::Record(_)));
    assert_eq!(
        story.propose("alice", &drafted("report", None, 3, "二")),
        Verdict::Refused(Refusal::SameText)
    );
}

#[test]
fn sending_without_approval_is_a_deviation_and_never_refused() {
    let story = Story::new();
    assert_eq!(story.propose("alice", &sent(None, "")), Verdict::NeedsReason(vec![Unmet::Approval]));
    let with_reason = sent(None, r#","deviation":{"unmet":[],"reason":{"preset":"no-time"}}"#);
    let Verdict::Record(Event::NoticeSent { deviation: Some(deviation), .. }) =
        story.propose("alice", &with_reason)
    else {
        panic!("it can be recorded");
    };
    assert_eq!(deviation.unmet, [Unmet::Approval]);
    let press = r#"{"kind":"notice.sent","notice":"press","to":"媒体","how":"网站"}"#;
    assert!(matches!(story.propose("alice", press), Verdict::Record(_)), "nobody has to approve it");
}

#[test]
fn undo_takes_each_of_them_back_unless_another_has_built_on_it() {
    let mut story = Story::new();
    let undo = |fact: FactId| format!(r#"{{"kind":"fact.undone","undoes":"{fact}"}}"#);
    let first = story.record("alice", &drafted("report", None, 1, "一"));
    let approval = story.record("bob", &approved(first));
    assert_eq!(story.propose("alice", &undo(first)), Verdict::Refused(Refusal::ReliedOn));
    story.record("bob", &undo(approval));
    assert_eq!(status(&story), NoticeStatus::Drafted);
    let sending = story.record("alice", &sent(Some(first), ""));
    assert_eq!(status(&story), NoticeStatus::Sent);
    story.record("alice", &undo(sending));
    assert_eq!(status(&story), NoticeStatus::Drafted);
    assert_eq!(story.run.moment(&MomentRef::Sent(id("report"))), None);
    let none =
        story.record("alice", r#"{"kind":"notice.not-needed","notice":"report","reason":{"text":"无"}}"#);
    assert_eq!(status(&story), NoticeStatus::NotNeeded);
    story.record("alice", &undo(none));
    assert_eq!(status(&story), NoticeStatus::Drafted);
}

#[test]
fn a_notice_with_a_row_for_each_is_sent_when_the_last_that_needs_it_was_told() {
    let mut story = Story::new();
    let whole = MomentRef::Sent(id("client"));
    assert_eq!(story.run.moment(&whole), None, "nobody to tell is nobody told");
    let [a, b, c, d] = [("甲", Some(true)), ("乙", Some(false)), ("丙", None), ("丁", Some(true))]
        .map(|(name, affected)| story.client(name, affected));
    story.record("alice", &sent_to_row(a, "2026-11-23T04:10:00Z"));
    assert_eq!(story.run.sent_at(&id("client"), Some(a)), "2026-11-23T04:10:00Z".parse().ok());
    assert_eq!(story.run.sent_at(&id("client"), Some(d)), None);
    story.record("alice", &sent_to_row(c, "2026-11-23T05:10:00Z"));
    assert_eq!(story.run.moment(&whole), None, "one is not told");
    let row = format!(
        r#"{{"kind":"notice.not-needed","notice":"client","row":"{d}","reason":{{"preset":"not-affected"}}}}"#
    );
    story.record("bob", &row);
    assert_eq!(story.run.moment(&whole), "2026-11-23T05:10:00Z".parse().ok());
    assert_eq!(story.run.notice(&id("client"), Some(b)).status, NoticeStatus::Open);
}

#[test]
fn a_notice_is_refused_for_a_row_that_is_not_there() {
    let mut story = Story::new();
    let row = story.client("甲", None);
    let no_such = Verdict::Refused(Refusal::NoSuchNotice);
    assert_eq!(story.propose("alice", &drafted("nothing", None, 1, "一")), no_such);
    assert_eq!(story.propose("alice", &drafted("client", None, 1, "一")), no_such);
    assert_eq!(story.propose("alice", &drafted("report", Some(row), 1, "一")), no_such);
    assert!(matches!(story.propose("alice", &drafted("client", Some(row), 1, "一")), Verdict::Record(_)));
    story.record(
        "alice",
        &format!(r#"{{"kind":"row.removed","ask":"clients","row":"{row}","reason":{{"text":"x"}}}}"#),
    );
    assert_eq!(story.propose("alice", &drafted("client", Some(row), 1, "一")), no_such);
}

#[test]
fn a_long_notice_in_chinese_fits_and_a_longer_one_is_refused() {
    let story = Story::new();
    let long = "通".repeat(6_500);
    assert!(matches!(story.propose("alice", &drafted("report", None, 1, &long)), Verdict::Record(_)));
    let longer = "通".repeat(7_000);
    assert_eq!(
        story.propose("alice", &drafted("report", None, 1, &longer)),
        Verdict::Refused(Refusal::TooLong)
    );
}
