//! Notices: what stands in drafts besides the template's own words, and how lists of notices speak.

words! {
    DRILL_HEAD = "【演练 DRILL — 本文书不得对外发出】", "[DRILL — this document must not be sent to anybody]";
    CELL = "{}：{}", "{}: {}";
    CELL_COMMA = "；", "; ";
    A_ROW = "未填名称", "(no name)";
    ROWS = "{} 行", "{} rows";

    STATUS_OPEN = "未起草", "not drafted";
    STATUS_DRAFTED = "已起草", "drafted";
    STATUS_APPROVED = "已批准", "approved";
    STATUS_SENT = "已发出", "sent";
    STATUS_NOT_NEEDED = "无需发出", "not needed";
    DOES_NOT_APPLY = "按条件不适用", "does not apply";
    UNDECIDED = "是否需要待定", "undecided";
    TOLD_OF = "已告知 {}/{}", "told {}/{}";
    OPEN_NOTICE = "文书未发：{}，已告知 {}/{}", "notice not sent: {}, told {}/{}";
    TIMES_SENT = "共发 {} 次", "{} times";
    NOBODY_LISTED = "台账里还没有人", "nobody is listed yet";
    VERSION_BY = "第 {} 版 {}", "version {} by {}";
    APPROVED_BY = "{} 批准", "approved by {}";
    NOTICES = "文书", "notices";
    NO_NOTICES = "处置手册里没有此刻用得上的文书", "the runbook has no notice that applies now";
    NO_SUCH_NOTICE = "处置手册里没有文书 {}", "the runbook has no notice {}";
    NEEDS_ROW = "文书 {} 每户一份，用 --row 指明是哪一户", "there is one {} for each row; say which with --row";
    TAKES_NO_ROW = "文书 {} 只有一份，不用 --row", "there is only one {}; leave out --row";
    NO_SUCH_ROW = "台账里没有 {}", "the table has no {}";
    SEVERAL_ROWS = "台账里不止一户符合 {}", "several rows fit {}";
    NOTHING_KEPT = "还没有留存过任何一版", "no version was kept yet";
    NOTHING_SENT = "还没有发出过", "it was not sent yet";
    CANNOT_DRAFT = "模板第 {} 行出错，起草不了：{}", "the template fails in its line {}: {}";
    FILE_EXISTS = "{} 已经存在，没有改写；换一个文件名", "{} exists already and was not overwritten; choose another name";
    CANNOT_WRITE = "写不了 {}：{}", "cannot write {}: {}";
    WROTE = "已存到 {}，待填 {} 处", "wrote {}; gaps to fill in: {}";
}
