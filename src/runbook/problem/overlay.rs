//! Problems of a file that changes another.

problems! {
    /// Why an overlay does not fit.
    OverlayProblem;

    /// An overlay that stands alone.
    NeedsBase { extends: String }
        Error "overlay-needs-base",
        format!("this file changes the runbook `{extends}` and is none by itself"),
        Some(format!("name the file of `{extends}` too"));

    /// Overlays over an overlay.
    BaseExtends { extends: String }
        Error "overlay-base-extends",
        format!("this file changes the runbook `{extends}`, and others are to change it"),
        Some(format!("name the file of `{extends}` first; overlays follow it"));

    /// A runbook where an overlay is expected.
    NoExtends {}
        Error "overlay-no-extends",
        "an overlay has no `extends`",
        Some("add `extends = \"…\"` with the id of the runbook that it changes".to_owned());

    /// An overlay of something else.
    OtherRunbook { extends: String, id: String }
        Error "overlay-of-another",
        format!("this file changes the runbook `{extends}`, and the runbook is `{id}`"),
        None;

    /// A step that would move.
    StepElsewhere { step: String, phase: String, stands_in: String }
        Error "overlay-step-elsewhere",
        format!("the step `{step}` stands in the phase `{stands_in}`, not in `{phase}`"),
        Some(format!("put it below `[[phase]]` with `id = \"{stands_in}\"`; an overlay moves no steps"));

    /// An ask that would move.
    AskElsewhere { ask: String }
        Error "overlay-ask-elsewhere",
        format!("the ask `{ask}` already stands elsewhere; an overlay moves no asks"),
        Some("change it with a top-level `[[ask]]`".to_owned());
}
