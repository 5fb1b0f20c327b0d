//! A guide reads on the screen as it was meant.

use proptest::prelude::*;
use ratatui::style::Modifier;

use super::*;
use crate::theme::{Depth, Theme};

fn look() -> Look {
    Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True)
}

fn lines(text: &str, columns: usize) -> Vec<Line> {
    markdown(text, columns, &look())
}

fn texts(text: &str, columns: usize) -> Vec<String> {
    lines(text, columns).iter().map(Line::text).collect()
}

#[test]
fn a_paragraph_is_wrapped_and_source_lines_do_not_matter() {
    assert_eq!(texts("停止事件\n扩散,\nthen go", 12), ["停止事件扩", "散, then go"]);
    assert_eq!(texts("一\n\n二", 12), ["一", "", "二"]);
}

#[test]
fn a_list_hangs_on_its_markers_and_nests() {
    let guide = "先做：\n1. 断开网络连接\n   - 只断外网\n   - 留内网\n2. 记录\n\n完成：";
    let expected =
        ["先做：", "1. 断开网络连", "   接", "   • 只断外网", "   • 留内网", "2. 记录", "", "完成："];
    assert_eq!(texts(guide, 13), expected);
}

#[test]
fn code_is_kept_as_it_is() {
    assert_eq!(
        texts("运行：\n\n```sh\nss -tnp\n\n  x\n```\n再看", 20),
        ["运行：", "  ss -tnp", "  ", "    x", "再看"]
    );
    let line = &lines("用 `ss` 看", 20)[0];
    assert_eq!(line.0[1].brush.style.fg, look().theme.style(Role::Code).fg);
}

#[test]
fn a_link_shows_where_it_leads() {
    assert_eq!(texts("[指南](https://a.cn/x)", 60), ["指南 (https://a.cn/x)"]);
    assert_eq!(texts("<https://a.cn/x>", 60), ["https://a.cn/x"]);
}

#[test]
fn a_quotation_has_a_bar_and_a_heading_its_role() {
    assert_eq!(texts("> 注意\n> 不要关机", 20), ["│ 注意不要关机"]);
    assert_eq!(lines("# 目标", 20)[0].0[0].brush.style, look().theme.style(Role::Heading));
}

#[test]
fn bold_is_bold_in_a_quotation_too() {
    let line = &lines("> 先**断网**", 20)[0];
    assert!(line.0[2].brush.style.add_modifier.contains(Modifier::BOLD));
    assert_eq!(line.0[2].brush.style.fg, look().theme.style(Role::Note).fg);
}

#[test]
fn what_is_not_understood_stays_readable() {
    assert_eq!(texts("<b>x</b> &#27;[2J", 40), ["<b>x</b> \u{fffd}[2J".replace('\u{fffd}', "^[")]);
    assert_eq!(texts("| a | b |\n|---|---|", 40), ["| a | b | |---|---|"]);
    assert_eq!(texts("", 40), Vec::<String>::new());
}

proptest! {
    #[test]
    fn every_line_fits(text in "([-#>*`1. \\n数据，（）a-z]|\\PC){0,80}", columns in 8..40_usize) {
        for line in lines(&text, columns) {
            prop_assert!(line.width() <= columns, "{:?}", line.text());
        }
    }
}
