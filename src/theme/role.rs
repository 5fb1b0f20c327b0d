//! What a piece of the screen means; a theme says how that looks.
//!
//! Code names roles and never colours.

/// Declares the roles with the names that theme files use.
macro_rules! roles {
    ($($(#[doc = $doc:literal])* $role:ident = $name:literal;)*) => {
        /// A meaning that a theme gives a look to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[doc = $doc])* $role,)*
        }

        impl Role {
            /// Every role, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$role),*];

            /// The name that theme files use: `step.late`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)*
                }
            }

            /// What it means, in a sentence.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$role => concat!($($doc),*).trim(),)*
                }
            }
        }
    };
}

roles! {
    /// Ordinary text, and the ground that all else stands on.
    Text = "text";
    /// Text that matters less.
    TextDim = "text.dim";
    /// Text that matters more.
    TextStrong = "text.strong";
    /// The title of a pane or an overlay.
    Title = "title";
    /// The sign that this is a drill.
    TitleDrill = "title.drill";
    /// The first line of the screen.
    Header = "header";
    /// The elapsed time in the first line.
    HeaderElapsed = "header.elapsed";
    /// Borders and rules.
    Border = "border";
    /// The border of the pane that has the focus.
    BorderFocus = "border.focus";
    /// The selected row of the pane that has the focus.
    Cursor = "cursor";
    /// The selected row of a pane that does not have the focus.
    CursorUnfocused = "cursor.unfocused";
    /// A step that nobody has begun.
    StepOpen = "step.open";
    /// A step that somebody works on.
    StepRunning = "step.running";
    /// A step that is done.
    StepDone = "step.done";
    /// A step that was skipped.
    StepSkipped = "step.skipped";
    /// A step that waits for another.
    StepBlocked = "step.blocked";
    /// A step that this run does not need.
    StepNotApplicable = "step.not-applicable";
    /// A step that is past its time.
    StepLate = "step.late";
    /// A deadline with much time left.
    DeadlineFar = "deadline.far";
    /// A deadline that comes near.
    DeadlineNear = "deadline.near";
    /// A deadline that has passed.
    DeadlinePast = "deadline.past";
    /// The name of a key.
    Key = "key";
    /// What a key does.
    KeyLabel = "key.label";
    /// Something failed.
    Error = "error";
    /// Something needs care.
    Warning = "warning";
    /// Something went well.
    Ok = "ok";
    /// A field to type into.
    Input = "input";
    /// The field that is being typed into.
    InputFocus = "input.focus";
    /// A field whose text cannot be taken.
    InputError = "input.error";
    /// What stands in an empty field.
    Placeholder = "placeholder";
    /// The address of a link.
    Link = "link";
    /// Code and commands.
    Code = "code";
    /// A heading within text.
    Heading = "heading";
    /// A note or a quotation.
    Note = "note";
    /// The time of a line of the journal.
    EventTime = "event.time";
    /// The person of a line of the journal.
    EventPerson = "event.person";
    /// A small mark beside a title: a count, a grade.
    Badge = "badge";
    /// The letters that a search found.
    Match = "match";
}

impl Role {
    /// The role of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }

    /// The names from the most general to the role's own: `text`, `step`, `step.late`. Each one changes
    /// what the one before it said.
    pub fn lineage(self) -> impl Iterator<Item = &'static str> {
        let name = self.name();
        let root = (name != "text" && !name.starts_with("text.")).then_some("text");
        let parents = name.match_indices('.').map(|(dot, _)| &name[..dot]);
        root.into_iter().chain(parents).chain([name])
    }

    /// Whether theme files may use the name: a role, or the part of one before a dot.
    pub fn is_name(name: &str) -> bool {
        Self::names().any(|known| known == name)
    }

    /// Every name that a theme file may use, some of them more than once.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().flat_map(|role| role.lineage())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_found_by_its_name() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(*role));
        }
    }

    #[test]
    fn a_role_falls_back_to_the_part_before_its_dot_and_then_to_text() {
        assert_eq!(Role::StepLate.lineage().collect::<Vec<_>>(), ["text", "step", "step.late"]);
        assert_eq!(Role::TextDim.lineage().collect::<Vec<_>>(), ["text", "text.dim"]);
        assert_eq!(Role::Text.lineage().collect::<Vec<_>>(), ["text"]);
    }
}
