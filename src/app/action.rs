//! Every action, declared once: name, words, where it is, and its keys.
//!
//! Dispatch, footer, help, menu and the README's table come from here. Whether an action can be done at a
//! moment, and why not, is asked of the state (`enabled.rs`), never drawn from memory.

use crate::locale::Word;

/// Where an action is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first screen.
    Home,
    /// A run on screen.
    Console,
    /// Both.
    Anywhere,
}

/// Something that a person can do with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    Next,
    Skip,
    NotApplicable,
    Block,
    Reopen,
    Undo,
    Asks,
    Note,
    Evidence,
    EvidenceElsewhere,
    Decision,
    Call,
    Question,
    Timer,
    Acknowledge,
    Deadlines,
    DoneEarlier,
    Assign,
    Sign,
    AddStep,
    Settle,
    StepSheet,
    Copy,
    NextOpen,
    LeftBehind,
    CallPhase,
    SwitchFocus,
    Focus,
    Find,
    History,
    Notices,
    Measures,
    Help,
    Palette,
    Update,
    People,
    Handover,
    Timers,
    Title,
    CloseRun,
    ReopenRun,
    Leave,
}

/// How an action is declared.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    pub action: Action,
    /// Free of language.
    pub name: &'static str,
    /// What it is called: two to six characters in zh.
    pub word: Word,
    /// What it does, in a sentence.
    pub doc: Word,
    pub place: Place,
    /// Its keys, as [`super::keymap`] writes them; the first is the one that is shown.
    pub keys: &'static [&'static str],
}

/// One row of the table.
const fn row(
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    place: Place,
    word: (&'static str, &'static str),
    doc: (&'static str, &'static str),
) -> Declaration {
    let (word, doc) = (Word { zh: word.0, en: word.1 }, Word { zh: doc.0, en: doc.1 });
    Declaration { action, name, word, doc, place, keys }
}

use Place::{Anywhere, Console};

/// Every action, in the order in which help shows them.
pub const ACTIONS: &[Declaration] = &[
    row(
        Action::Next,
        "next",
        &["Enter"],
        Console,
        ("开始/完成", "Start/finish"),
        (
            "做最自然的下一件事：开始这一步，再按一次完成并前进到下一步",
            "The natural next thing: start the step; pressed again, finish it and go on to the next",
        ),
    ),
    row(
        Action::Note,
        "note",
        &["n"],
        Console,
        ("备注", "Note"),
        (
            "写一条备注，可写多行，可注明实际发生的时间",
            "Write a note of one or more lines, with the time that it happened if earlier",
        ),
    ),
    row(
        Action::Asks,
        "asks",
        &["a"],
        Console,
        ("登记", "Fill in"),
        (
            "填写、更正、清除登记项和台账；台账里按 n 记为无",
            "Answer, correct or clear the asks and tables of this step and of the run; n in a table: it has no rows",
        ),
    ),
    row(
        Action::Evidence,
        "evidence",
        &["e"],
        Console,
        ("证据", "Evidence"),
        (
            "收存一个文件作证据：记下摘要、大小、时间、来源与方法",
            "Take a file as evidence, with its digest, size, time, source and method",
        ),
    ),
    row(
        Action::EvidenceElsewhere,
        "evidence-elsewhere",
        &["E"],
        Console,
        ("另存证据", "Evidence kept elsewhere"),
        (
            "登记一件保存在别处的证据（硬盘、纸件、第三方日志）",
            "Record evidence that is kept elsewhere: a disk, paper, another party's log",
        ),
    ),
    row(
        Action::Skip,
        "skip",
        &["s"],
        Console,
        ("跳过", "Skip"),
        ("跳过这一步并写明理由", "Pass over the step, with a reason"),
    ),
    row(
        Action::NotApplicable,
        "not-applicable",
        &["x"],
        Console,
        ("不适用", "Not applicable"),
        (
            "标明这一步与本次事件无关，并写明理由",
            "Say that the step has nothing to do with this run, with a reason",
        ),
    ),
    row(
        Action::Block,
        "block",
        &["b"],
        Console,
        ("受阻/解除", "Block/unblock"),
        (
            "标明这一步受阻及原因；已受阻的，解除",
            "Say that the step cannot go on and why; if it is blocked, that it can",
        ),
    ),
    row(
        Action::Reopen,
        "reopen",
        &["o"],
        Console,
        ("重开步骤", "Reopen step"),
        ("重新打开已有结论的步骤，并写明理由", "Open a settled step again, with a reason"),
    ),
    row(
        Action::Undo,
        "undo",
        &["u"],
        Console,
        ("撤销", "Undo"),
        (
            "撤销自己最近的一条记录；原记录仍留在日志里",
            "Take back the last thing you recorded; the record itself stays in the journal",
        ),
    ),
    row(
        Action::Decision,
        "decision",
        &["d"],
        Console,
        ("决定", "Decision"),
        (
            "记录一项决定：选项、选择、理由、由谁决定",
            "Record a decision: options, choice, reason, and who decided",
        ),
    ),
    row(
        Action::Call,
        "call",
        &["c"],
        Console,
        ("通话", "Call"),
        ("记录一次通话：找谁、号码、说了什么", "Record a call: whom, the number, what was said"),
    ),
    row(
        Action::Question,
        "question",
        &["w"],
        Console,
        ("待查", "Question"),
        ("记下一个还没有答案的问题", "Write down a question that is still open"),
    ),
    row(
        Action::Timer,
        "timer",
        &["t"],
        Console,
        ("计时", "Timer"),
        (
            "起一个自己的计时器，例如 20 分钟后查看备份",
            "Start a timer of your own, such as: check the backup in 20 minutes",
        ),
    ),
    row(
        Action::Acknowledge,
        "acknowledge",
        &["m"],
        Console,
        ("知悉", "Acknowledge"),
        ("知悉已到的时限，不再提示", "Acknowledge a time that has passed"),
    ),
    row(
        Action::Deadlines,
        "deadlines",
        &["D"],
        Console,
        ("时限", "Deadlines"),
        (
            "法定与约定时限、计时、截止都在一处：还剩多久、依据什么、怎样算履行",
            "Legal and contract clocks, timers and due times in one list: what is left, the basis, what meets it",
        ),
    ),
    row(
        Action::DoneEarlier,
        "done-earlier",
        &["f"],
        Console,
        ("补记完成", "Done earlier"),
        ("补记：这一步其实早已完成，注明时间", "Record that the step was done at an earlier time"),
    ),
    row(
        Action::Assign,
        "assign",
        &["g"],
        Console,
        ("交办", "Assign"),
        ("把这一步交给某人或某个角色", "Give the step to a person or a role"),
    ),
    row(
        Action::Sign,
        "sign",
        &["v"],
        Console,
        ("复核", "Sign off"),
        ("复核别人完成的这一步", "Confirm the step that another person has done"),
    ),
    row(
        Action::Settle,
        "settle",
        &["X"],
        Console,
        ("裁定冲突", "Settle conflict"),
        (
            "几个人互不知情记了不同的结论或答案：选定以哪条为准，其余留在日志里",
            "Choose what stands where people recorded different things side by side; all of it stays in the journal",
        ),
    ),
    row(
        Action::AddStep,
        "add-step",
        &["+"],
        Console,
        ("加一步", "Add step"),
        ("在这一步后面临时加一步", "Add a step behind this one"),
    ),
    row(
        Action::StepSheet,
        "step-sheet",
        &["Space", "i"],
        Console,
        ("看全文", "Full step"),
        (
            "整屏看这一步：指引、登记项、证据、联系人、前置",
            "The whole step on one screen: guide, asks, evidence, contacts, what comes before",
        ),
    ),
    row(
        Action::Copy,
        "copy",
        &["y"],
        Console,
        ("复制", "Copy"),
        (
            "把命令、指引或选中的记录送进剪贴板，并不带边框地显示出来供选取",
            "Put the step's command or guide, or the chosen record, into the clipboard, and show it without borders",
        ),
    ),
    row(
        Action::NextOpen,
        "next-open",
        &["."],
        Console,
        ("去下一步", "Go to next"),
        ("跳到下一个该做的步骤", "Go to the step that is to be done next"),
    ),
    row(
        Action::LeftBehind,
        "left-behind",
        &["B"],
        Console,
        ("遗留", "Left behind"),
        (
            "列出跳过、受阻、没做完的步骤，回车接着处理",
            "The steps that were skipped, blocked or left open; Enter takes one up again",
        ),
    ),
    row(
        Action::CallPhase,
        "call-phase",
        &["K"],
        Console,
        ("环节完成", "Call phase complete"),
        (
            "确认这个环节完成：列出跳过和没做的，记入日志",
            "Call the phase complete: what was skipped or is open is listed, and recorded",
        ),
    ),
    row(
        Action::SwitchFocus,
        "switch-focus",
        &["Tab"],
        Console,
        ("换栏", "Other pane"),
        ("在环节、步骤、指引之间切换", "Switch between phases, steps and guide"),
    ),
    row(
        Action::Focus,
        "focus",
        &["z"],
        Console,
        ("专注", "Focus"),
        (
            "只看这一步：做法、完成标准、要登记的、用时、接下来；再按一次回来",
            "This step alone: how, when it is done, what to record, how long, what next; again to go back",
        ),
    ),
    row(
        Action::Find,
        "find",
        &["/"],
        Console,
        ("查找", "Find"),
        (
            "在步骤、指引、备注、证据、决定、通话里查找，可用拼音首字母",
            "Find in steps, guides, notes, evidence, decisions and calls, by words or pinyin initials",
        ),
    ),
    row(
        Action::History,
        "history",
        &["r"],
        Console,
        ("处置日志", "Journal"),
        ("查看全部处置日志，可筛选、搜索", "The whole journal, to filter and search"),
    ),
    row(
        Action::Measures,
        "measures",
        &["M"],
        Console,
        ("指标与承诺", "Measures"),
        (
            "查看各项指标用时，以及每条服务承诺兑现与否、凭什么",
            "How long things took, and whether each commitment is kept, with what shows it",
        ),
    ),
    row(
        Action::Update,
        "update",
        &["p"],
        Console,
        ("简报", "Status update"),
        (
            "发一次简报：变化已按日志填好，回车即发",
            "Post a status update; what changed is filled in from the journal, so that Enter posts it",
        ),
    ),
    row(
        Action::Handover,
        "handover",
        &["H"],
        Console,
        ("交接班", "Handover"),
        (
            "交班：一屏看清现状，写下接班人必须知道的；接班：阅后确认",
            "Hand the shift over with all that stands on one page, or read and confirm the one that waits",
        ),
    ),
    row(
        Action::Timers,
        "timers",
        &["S"],
        Console,
        ("计时器", "Timers"),
        ("查看自己起的计时器：推后、停止", "The timers that were started by hand: snooze or stop one"),
    ),
    row(
        Action::People,
        "people",
        &["P"],
        Console,
        ("人员角色", "People"),
        (
            "谁担任哪个角色：接任、交给别人、卸任",
            "Who holds which role: take one, give it to a person, lay it down",
        ),
    ),
    row(
        Action::Notices,
        "notices",
        &["N"],
        Console,
        ("文书", "Notices"),
        (
            "起草、批准、登记发出：报告、通知、通报、声明；看告知了谁、还差谁",
            "Draft, approve and send reports and notifications; see who has been told and who has not",
        ),
    ),
    row(
        Action::Title,
        "title",
        &["T"],
        Console,
        ("改标题", "Retitle"),
        ("给本案卷改标题", "Give the run another title"),
    ),
    row(
        Action::CloseRun,
        "close-run",
        &["C"],
        Console,
        ("结案", "Close run"),
        ("结案；有未完成的步骤要写理由", "Close the run; open steps need a reason"),
    ),
    row(
        Action::ReopenRun,
        "reopen-run",
        &["R"],
        Console,
        ("重新立案", "Reopen run"),
        ("重新打开已结案的案卷", "Open the closed run again"),
    ),
    row(
        Action::Palette,
        "menu",
        &[":", "Esc"],
        Console,
        ("菜单", "Menu"),
        ("列出此刻能做的一切，可输入名称筛选", "Everything that can be done here, by number or by name"),
    ),
    row(
        Action::Help,
        "help",
        &["?"],
        Anywhere,
        ("帮助", "Help"),
        ("说明此处的按键", "The keys that work here"),
    ),
    row(
        Action::Leave,
        "leave",
        &["q"],
        Console,
        ("离开", "Leave"),
        (
            "回到首页；案卷照常开着，计时不停",
            "Back to the first screen; the run stays open and its times go on",
        ),
    ),
];

impl Action {
    /// How the action is declared. Every action is, which a test makes sure of.
    pub fn declaration(self) -> &'static Declaration {
        ACTIONS.iter().find(|row| row.action == self).unwrap_or(&ACTIONS[0])
    }
}
