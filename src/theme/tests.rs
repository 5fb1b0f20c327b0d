//! Every shipped theme is a test.

use super::*;
use crate::locale::Lang;

fn themes() -> impl Iterator<Item = Theme> {
    BUILT_IN.iter().map(|(name, text)| match Theme::parse(name, text, &built_in_text) {
        Ok(theme) => theme,
        Err(problems) => panic!("{problems}"),
    })
}

/// What the terminal's own colours are taken to be: a theme that leaves the ground as it is says in its first
/// line which it is for, and is held against that one. The others set their ground.
fn terminal(theme: &Theme) -> ([u8; 3], [u8; 3]) {
    if theme.name() == "light" { ([0; 3], [255; 3]) } else { ([0xe0; 3], [0x12; 3]) }
}

fn contrast(theme: &Theme, style: Style) -> f32 {
    let (fg, bg) = terminal(theme);
    let seen = |colour: Option<Color>, own| colour.and_then(colour::rgb).unwrap_or(own);
    colour::contrast(seen(style.fg, fg), seen(style.bg, bg))
}

fn problems(text: &str) -> Vec<String> {
    let problems = Theme::parse("own", text, &built_in_text).unwrap_err();
    problems.0.iter().map(|problem| problem.text(Lang::En).to_string()).collect()
}

#[test]
fn every_role_resolves_in_every_theme_and_depth() {
    for theme in themes() {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = theme.at(depth);
            for role in Role::ALL {
                let style = theme.style(*role);
                assert!(style.fg.is_some() && style.bg.is_some(), "{} {}", theme.name(), role.name());
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    assert_eq!(depth.colour(colour), colour, "{} {}", theme.name(), role.name());
                }
            }
        }
    }
}

#[test]
fn text_can_be_read_in_every_theme() {
    for theme in themes() {
        for role in Role::ALL {
            let ratio = contrast(&theme, theme.style(*role));
            assert!(ratio >= 4.5, "{} {}: {ratio:.1}", theme.name(), role.name());
        }
    }
}

#[test]
fn the_light_theme_can_be_read_on_grounds_that_are_not_quite_white() {
    let theme = Theme::built_in("light").unwrap();
    let seen = |colour: Option<Color>, own| colour.and_then(colour::rgb).unwrap_or(own);
    for ground in [[0xfd, 0xf6, 0xe3], [0xee; 3]] {
        for role in Role::ALL {
            let style = theme.style(*role);
            let ratio = colour::contrast(seen(style.fg, [0; 3]), seen(style.bg, ground));
            assert!(ratio >= 4.5, "{} on {ground:?}: {ratio:.1}", role.name());
        }
    }
}

#[test]
fn whoever_sets_a_background_sets_what_is_read_on_it() {
    for theme in themes() {
        for role in Role::ALL {
            let own = theme.look(*role).own;
            if own.bg.is_some_and(|bg| bg != Color::Reset) {
                let fg = own.fg.filter(|fg| *fg != Color::Reset);
                assert!(fg.is_some(), "{} {}", theme.name(), role.name());
            }
        }
        for ground in [Role::Cursor, Role::CursorUnfocused, Role::InputFocus] {
            for role in Role::ALL {
                let style = theme.on(ground, *role);
                let both = [style.fg, style.bg].map(|colour| colour != Some(Color::Reset));
                // One of the terminal's own colours would be another on a terminal that is not as it was taken to be.
                assert_eq!(both[0], both[1], "{} {} on {}", theme.name(), role.name(), ground.name());
            }
        }
    }
}

#[test]
fn the_field_that_is_typed_into_is_no_selected_row() {
    for theme in themes() {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = theme.at(depth);
            let (field, row) = (theme.style(Role::InputFocus), theme.on(Role::Cursor, Role::Text));
            let ground = |style: Style| (style.bg, style.add_modifier - Modifier::BOLD);
            assert_ne!(ground(field), ground(row), "{} {depth:?}", theme.name());
        }
    }
}

#[test]
fn without_colours_only_the_cursor_and_a_drill_are_reversed() {
    let theme = Theme::built_in("none").unwrap();
    let is_reversed = |role: &Role| theme.style(*role).add_modifier.contains(Modifier::REVERSED);
    let reversed: Vec<Role> = Role::ALL.iter().copied().filter(is_reversed).collect();
    assert_eq!(reversed, [Role::TitleDrill, Role::Cursor]);
}

#[test]
fn the_background_that_the_environment_tells_chooses_the_theme() {
    let chosen = |value: &'static str| by_background(|name| (name == "COLORFGBG").then_some(value));
    for (value, theme) in [
        ("0;15", "light"),
        ("0;default;15", "light"),
        ("0;7", "light"),
        ("15;0", "dark"),
        ("7;8", "dark"),
        ("15;default", "dark"),
        ("", "dark"),
    ] {
        assert_eq!(chosen(value), theme, "{value}");
    }
    assert_eq!(by_background(|_| None), "dark");
}

#[test]
fn every_role_can_be_read_in_a_selected_row() {
    let mut poor = Vec::new();
    for theme in themes() {
        for ground in [Role::Cursor, Role::CursorUnfocused, Role::InputFocus] {
            for role in Role::ALL {
                let ratio = contrast(&theme, theme.on(ground, *role));
                if ratio < 4.5 {
                    poor.push(format!("{} {} on {}: {ratio:.1}", theme.name(), role.name(), ground.name()));
                }
            }
        }
    }
    assert!(poor.is_empty(), "{poor:?}");
}

/// The sixteen colours as `PuTTY` has them, which differ most from xterm's.
const CONSOLE: [[u8; 3]; 16] = [
    [0, 0, 0],
    [187, 0, 0],
    [0, 187, 0],
    [187, 187, 0],
    [0, 0, 187],
    [187, 0, 187],
    [0, 187, 187],
    [187, 187, 187],
    [85, 85, 85],
    [255, 85, 85],
    [85, 255, 85],
    [255, 255, 85],
    [85, 85, 255],
    [255, 85, 255],
    [85, 255, 255],
    [255, 255, 255],
];

#[test]
fn the_sixteen_colours_can_be_read_in_other_palettes_too() {
    let theme = Theme::built_in("sixteen").unwrap();
    let seen = |colour: Option<Color>| {
        let place = colour::NAMED.iter().position(|(_, named)| Some(*named) == colour);
        CONSOLE[place.unwrap_or_else(|| panic!("{colour:?} is none of the sixteen"))]
    };
    let grounds = [Role::Cursor, Role::CursorUnfocused, Role::InputFocus];
    for role in Role::ALL {
        let on = grounds.map(|ground| theme.on(ground, *role));
        for style in [theme.style(*role)].into_iter().chain(on) {
            let ratio = colour::contrast(seen(style.fg), seen(style.bg));
            assert!(ratio >= 4.5, "{}: {ratio:.1}", role.name());
        }
        assert_eq!(theme.at(Depth::Sixteen).style(*role), theme.style(*role), "{}", role.name());
    }
}

#[test]
fn the_light_theme_can_be_read_in_sixteen_colours_on_white() {
    let theme = Theme::built_in("light").unwrap().at(Depth::Sixteen);
    let xterm = colour::NAMED.map(|(_, named)| colour::rgb(named).unwrap());
    for palette in [CONSOLE, xterm] {
        let seen = |colour: Option<Color>, own| {
            let place = colour::NAMED.iter().position(|(_, named)| Some(*named) == colour);
            place.map_or(own, |place| palette[place])
        };
        for role in Role::ALL {
            let style = theme.style(*role);
            let ratio = colour::contrast(seen(style.fg, [0; 3]), seen(style.bg, [255; 3]));
            assert!(ratio >= 4.5, "{}: {ratio:.1}", role.name());
        }
    }
}

#[test]
fn what_is_undecided_or_near_has_another_colour_than_what_has_passed() {
    for theme in themes().filter(|theme| theme.name() != "none") {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = theme.at(depth);
            let fg = |role| theme.style(role).fg;
            for (calm, alarm) in [
                (Role::Warning, Role::DeadlinePast),
                (Role::DeadlineNear, Role::DeadlinePast),
                (Role::StepBlocked, Role::StepLate),
                (Role::Warning, Role::Error),
            ] {
                assert_ne!(fg(calm), fg(alarm), "{} {depth:?} {}", theme.name(), calm.name());
            }
        }
    }
}

#[test]
fn amber_and_orange_are_told_apart_where_there_is_every_colour() {
    for name in ["dark", "light"] {
        let theme = Theme::built_in(name).unwrap();
        let lab = |role| colour::Oklab::of(theme.style(role).fg.and_then(colour::rgb).unwrap());
        let apart = lab(Role::Warning).distance(lab(Role::StepBlocked), 1.0).sqrt();
        assert!(apart >= 0.06, "{name}: {apart:.3}");
    }
}

/// Roles that mean so different things that nobody may take one for the other.
const UNLIKE: [&[Role]; 10] = [
    &[Role::StepOpen, Role::StepRunning, Role::StepLate],
    &[Role::StepDone, Role::StepRunning, Role::StepLate],
    &[Role::StepBlocked, Role::StepRunning, Role::StepDone],
    &[Role::DeadlineFar, Role::DeadlineNear, Role::DeadlinePast],
    &[Role::Error, Role::Ok],
    &[Role::Error, Role::Text],
    &[Role::Warning, Role::Ok],
    &[Role::Title, Role::TitleDrill],
    &[Role::Key, Role::KeyLabel],
    &[Role::Input, Role::InputFocus, Role::InputError],
];

#[test]
fn what_must_differ_differs_in_every_theme_and_depth() {
    let mut alike = Vec::new();
    for theme in themes() {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = theme.at(depth);
            for group in UNLIKE {
                for (at, one) in group.iter().enumerate() {
                    for other in &group[at + 1..] {
                        if theme.style(*one) == theme.style(*other) {
                            let names = format!("{} and {}", one.name(), other.name());
                            alike.push(format!("{} {depth:?}: {names}", theme.name()));
                        }
                    }
                }
            }
            let text = theme.style(Role::Text);
            for ground in [Role::Cursor, Role::CursorUnfocused] {
                if theme.on(ground, Role::Text) == text {
                    alike.push(format!("{} {depth:?}: {} and text", theme.name(), ground.name()));
                }
            }
            if theme.on(Role::Cursor, Role::Text) == theme.on(Role::CursorUnfocused, Role::Text) {
                alike.push(format!("{} {depth:?}: both cursors", theme.name()));
            }
        }
    }
    assert!(alike.is_empty(), "{alike:#?}");
}

/// A colour as people see it who lack one kind of cone (Viénot, Brettel and Mollon, 1999), in linear light.
fn as_seen(rows: [[f32; 3]; 3], colour: [u8; 3]) -> [u8; 3] {
    let light = colour.map(|channel| {
        let channel = f32::from(channel) / 255.0;
        if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    rows.map(|row| {
        let sum: f32 = row.iter().zip(light).map(|(weight, light)| weight * light).sum();
        let sum = sum.clamp(0.0, 1.0);
        let channel = if sum <= 0.003_130_8 { sum * 12.92 } else { 1.055 * sum.powf(1.0 / 2.4) - 0.055 };
        let steps = (0..=u8::MAX).map(|step| (step, (f32::from(step) - channel * 255.0).abs()));
        steps.min_by(|one, other| one.1.total_cmp(&other.1)).map_or(0, |(step, _)| step)
    })
}

#[test]
fn the_theme_for_colour_blindness_is_told_apart_without_red_or_green() {
    const NO_RED: [[f32; 3]; 3] =
        [[0.112_38, 0.887_62, 0.0], [0.112_38, 0.887_62, 0.0], [0.004_01, -0.004_01, 1.0]];
    const NO_GREEN: [[f32; 3]; 3] =
        [[0.292_75, 0.707_25, 0.0], [0.292_75, 0.707_25, 0.0], [-0.022_34, 0.022_34, 1.0]];
    let theme = Theme::built_in("colour-blind").unwrap();
    let states = [Role::StepOpen, Role::StepRunning, Role::StepDone, Role::StepLate];
    for depth in [Depth::Indexed, Depth::True] {
        let theme = theme.at(depth);
        for rows in [NO_RED, NO_GREEN] {
            let seen = |role| {
                let rgb = theme.style(role).fg.and_then(colour::rgb).unwrap();
                colour::Oklab::of(as_seen(rows, rgb))
            };
            for (at, one) in states.iter().enumerate() {
                for other in &states[at + 1..] {
                    let apart = seen(*one).distance(seen(*other), 1.0).sqrt();
                    assert!(apart >= 0.08, "{depth:?} {} {}: {apart:.3}", one.name(), other.name());
                }
            }
            let apart = seen(Role::Ok).distance(seen(Role::Error), 1.0).sqrt();
            assert!(apart >= 0.12, "{depth:?} ok and error: {apart:.3}");
        }
    }
}

#[test]
fn high_contrast_means_seven_to_one() {
    let theme = Theme::built_in("high-contrast").unwrap();
    for role in Role::ALL {
        let ratio = contrast(&theme, theme.style(*role));
        assert!(ratio >= 7.0, "{}: {ratio:.1}", role.name());
    }
}

#[test]
fn the_states_of_a_step_look_different() {
    let states = [Role::StepOpen, Role::StepRunning, Role::StepDone, Role::StepLate];
    for name in ["dark", "light", "high-contrast", "colour-blind", "sixteen"] {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = Theme::built_in(name).unwrap().at(depth);
            for (index, one) in states.iter().enumerate() {
                for other in &states[index + 1..] {
                    let (a, b) = (theme.style(*one), theme.style(*other));
                    assert_ne!(a, b, "{name} {depth:?} {} {}", one.name(), other.name());
                }
            }
        }
    }
}

#[test]
fn the_selected_row_differs_from_the_rest_at_every_depth() {
    for theme in themes() {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = theme.at(depth);
            for (ground, role) in [(Role::Cursor, Role::StepDone), (Role::CursorUnfocused, Role::Text)] {
                let (row, rest) = (theme.on(ground, role), theme.style(role));
                assert_ne!(row, rest, "{} {depth:?} {}", theme.name(), ground.name());
            }
        }
    }
}

#[test]
fn the_theme_none_has_no_colours() {
    let theme = Theme::built_in("none").unwrap();
    for role in Role::ALL {
        let style = theme.style(*role);
        assert_eq!((style.fg, style.bg), (Some(Color::Reset), Some(Color::Reset)), "{}", role.name());
    }
}

#[test]
fn a_role_changes_only_what_it_names() {
    let text = "inherits = \"none\"\n[palette]\nsky = \"#8080ff\"\n[roles]\n\"step\" = \"sky\"\n\
                [roles.\"step.late\"]\nbold = false\n";
    let theme = Theme::parse("own", text, &built_in_text).unwrap();
    let style = theme.style(Role::StepLate);
    assert_eq!(style.fg, Some(Color::Rgb(0x80, 0x80, 0xff)));
    assert_eq!(style.add_modifier, Modifier::UNDERLINED);
    assert_eq!(theme.style(Role::Ok).fg, Some(Color::Reset));
}

#[test]
fn a_palette_repaints_the_theme_it_inherits() {
    let text = "inherits = \"dark\"\n[palette]\ngreen = \"#00ff00\"\n";
    let theme = Theme::parse("own", text, &built_in_text).unwrap();
    assert_eq!(theme.style(Role::StepDone).fg, Some(Color::Rgb(0, 255, 0)));
}

#[test]
fn a_ground_that_sets_both_colours_keeps_both_where_a_role_could_not_be_read() {
    let theme = Theme::built_in("high-contrast").unwrap();
    assert_eq!(theme.on(Role::Cursor, Role::StepDone).fg, theme.style(Role::Cursor).fg);
    let theme = Theme::built_in("dark").unwrap();
    assert_eq!(theme.on(Role::Cursor, Role::StepDone).fg, theme.style(Role::StepDone).fg);
    assert_eq!(theme.on(Role::Cursor, Role::StepDone).bg, theme.style(Role::Cursor).bg);
    assert_eq!(theme.on(Role::Cursor, Role::Text).fg, theme.style(Role::Cursor).fg);
    assert_eq!(theme.on(Role::Header, Role::HeaderElapsed), theme.style(Role::HeaderElapsed));
}

#[test]
fn everything_that_is_wrong_is_said_with_its_place() {
    let text = "inherit = \"dark\"\n[palette]\npink = \"pinkish\"\n[roles]\n\"step.lat\" = \"red\"\n\
                ok = { fg = \"gren\", bold = 1, dimm = true }\nerror = 3\nstep.late = \"red\"\n";
    assert_eq!(
        problems(text),
        [
            "own:1:1: unknown key `inherit`, did you mean `inherits`?",
            "own:3:8: unknown colour `pinkish`, expected #rrggbb, default, a terminal colour's name or a name \
             from [palette]",
            "own:5:1: unknown role `step.lat`, did you mean `step.late`?",
            "own:6:13: unknown colour `gren`, expected #rrggbb, default, a terminal colour's name or a name from \
             [palette], did you mean `green`?",
            "own:6:28: `bold` is expected to be true or false",
            "own:6:31: unknown key `dimm`, did you mean `dim`?",
            "own:7:9: `error` is expected to be a colour or a table of a style",
            "own:8:6: unknown key `late`, did you mean `\"step.late\"`?",
        ]
    );
}

#[test]
fn a_theme_cannot_inherit_itself_or_nothing() {
    assert_eq!(problems("inherits = \"own\""), ["own:1:12: theme `own` inherits itself"]);
    assert_eq!(problems("inherits = \"drak\""), ["own:1:12: there is no theme `drak` to inherit"]);
    let ring = |name: &str| (name == "other").then_some(Cow::Borrowed("inherits = \"own\""));
    let problems = Theme::parse("own", "inherits = \"other\"", &ring).unwrap_err();
    assert_eq!(problems.to_string(), "other:1:12: theme `own` inherits itself");
}

#[test]
fn what_is_not_toml_is_said_with_its_place() {
    assert!(problems("[roles\n").iter().all(|problem| problem.starts_with("own:1:")));
}
