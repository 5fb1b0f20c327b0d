//! What a frame costs: its time, and its bytes on the wire as the counter.
//!
//! `cargo bench --bench frames`

#![expect(clippy::panic, reason = "what cannot be drawn cannot be measured")]

use divan::Bencher;
use divan::counter::BytesCount;
use dutybook::shell::renderer::{Ability, Renderer};
use dutybook::text::{Ambiguous, SafeText};
use dutybook::theme::{Depth, Glyphs, Role, Theme};
use dutybook::view::Look;
use dutybook::view::markdown::markdown;
use dutybook::view::paint::{self, Piece};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

const GUIDE: &str = "先核对备份的**时间点**与完整性，再恢复：\n\n1. 断开受影响主机的网络，**不要关机**；\n\
    2. 记录当前登录与连接，用 `ss -tnp` 列出外联；\n   - 只断外网\n   - 留下内网以便取证\n\
    3. 通知处置负责人。\n\n> 未经负责人同意，不得对外发布任何信息。\n\n完成标志：外联为零，且负责人已确认。";

fn main() {
    divan::main();
}

type Screen = Renderer<Vec<u8>, Size>;

fn screen(width: u16, height: u16) -> Screen {
    let ability = Ability { depth: Depth::True, ..Ability::default() };
    Renderer::new(Vec::new(), Size { width, height }, ability)
}

/// A screen like the console's: a header, two panes, rows of which one is selected.
fn draw(buffer: &mut Buffer, theme: &Theme, selected: u16) {
    let area = buffer.area;
    let glyphs = Glyphs::UNICODE;
    paint::fill(buffer, area, theme.style(Role::Text));
    let title = [Piece::new("事件 2026-007 甲公司账套外泄 · 较大", theme.style(Role::Title))];
    paint::put(buffer, 1, 0, area.width, &title);
    paint::vertical(buffer, 17, 1, area.height - 2, &glyphs, theme.style(Role::Border));
    for y in 1..area.height - 1 {
        let ground = if y == selected { Role::Cursor } else { Role::Text };
        paint::fill(buffer, Rect::new(18, y, area.width - 18, 1), theme.style(ground));
        let row = [
            Piece::new(glyphs.done, theme.on(ground, Role::StepDone)),
            Piece::new(" 停止事件扩散", theme.on(ground, Role::Text)),
            Piece::new("  04:12 alice   12m", theme.on(ground, Role::TextDim)),
        ];
        paint::put(buffer, 19, y, area.width - 20, &row);
    }
}

/// Renders one frame after another and counts the bytes of the second.
fn frames(bencher: Bencher<'_, '_>, (width, height): (u16, u16), selections: [u16; 2]) {
    let theme = Theme::default();
    let render = |screen: &mut Screen, selected| {
        let painted = screen.draw(|buffer| {
            draw(buffer, &theme, selected);
            None
        });
        if let Err(error) = painted {
            panic!("{error}");
        }
    };
    let mut measured = screen(width, height);
    render(&mut measured, selections[0]);
    let before = measured.out().len();
    render(&mut measured, selections[1]);
    let bytes = measured.out().len() - before;
    let prepare = || {
        let mut screen = screen(width, height);
        render(&mut screen, selections[0]);
        screen
    };
    bencher
        .with_inputs(prepare)
        .input_counter(move |_| BytesCount::new(bytes))
        .bench_local_values(|mut screen| render(&mut screen, selections[1]));
}

#[divan::bench(args = [(80, 24), (200, 60)])]
fn the_cursor_moves(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    frames(bencher, size, [5, 6]);
}

#[divan::bench(args = [(80, 24), (200, 60)])]
fn nothing_changes(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    frames(bencher, size, [5, 5]);
}

#[divan::bench(args = [(80, 24), (200, 60)])]
fn the_first_frame(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
    let theme = Theme::default();
    bencher.with_inputs(|| screen(width, height)).bench_local_values(|mut screen| {
        let painted = screen.draw(|buffer| {
            draw(buffer, &theme, 5);
            None
        });
        (painted.is_ok(), screen.out().len())
    });
}

#[divan::bench]
fn a_guide() -> usize {
    let look = Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True);
    markdown(divan::black_box(GUIDE), 58, &look).len()
}

#[divan::bench]
fn a_guide_with_its_theme_at_hand(bencher: Bencher<'_, '_>) {
    let look = Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True);
    bencher.bench_local(|| markdown(divan::black_box(GUIDE), 58, &look).len());
}

#[divan::bench]
fn wrapping_a_long_line(bencher: Bencher<'_, '_>) {
    let text = SafeText::line(&GUIDE.repeat(10));
    bencher.bench_local(|| paint::wrap(divan::black_box(&text), 58, Ambiguous::Narrow).len());
}
