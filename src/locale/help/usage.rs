//! What the commands share: arguments, values, and what stands for a value.

use super::{Named, Value};

/// Arguments that mean the same wherever they are.
pub const SHARED: &[Named] = &[
    ("lang", "界面语言；不写就按设置，再按系统语言"),
    ("zone", "显示时间用的时区：名称如 Asia/Shanghai，或偏移如 +08:00"),
    ("help", "显示帮助"),
    ("version", "显示版本"),
    ("run", "案卷：编号、代号、文件夹或文件夹名的一段；不写就是开着的那个"),
    ("format", "输出形式"),
    ("step", "所涉步骤的编号"),
    ("at", "发生的时间；不写就是现在：04:12、-20m、\"昨天 23:50\""),
];

/// Values that mean the same wherever they are.
pub const SHARED_VALUES: &[Value] = &[
    ("lang", "zh", "中文"),
    ("lang", "en", "英文"),
    ("format", "text", "给人看"),
    ("format", "json", "给程序用"),
];

/// What stands for a value in usages and lists.
pub const VALUE_NAMES: &[Named] = &[
    ("ALARM", "时限"),
    ("ASK", "登记项"),
    ("ASK=VALUE", "登记项=值"),
    ("CADENCE", "简报"),
    ("CLOCK", "时限"),
    ("COLUMN=VALUE,…", "列=值,…"),
    ("COMMAND", "命令"),
    ("DIR", "文件夹"),
    ("EVIDENCE", "证据"),
    ("FILE", "文件"),
    ("FORMAT", "形式"),
    ("FROM", "来源"),
    ("HEAD", "末条"),
    ("ID", "文书"),
    ("KIND", "种类"),
    ("LANG", "语言"),
    ("LANGUAGE", "语言"),
    ("LENGTH", "时长"),
    ("NAME", "名称"),
    ("NOTICE", "文书"),
    ("NUMBER", "号码"),
    ("PATH", "文件"),
    ("PERSON", "人员"),
    ("PHASE", "环节"),
    ("PLACE", "存放处"),
    ("QUESTION", "问题"),
    ("RECORD", "记录"),
    ("ROLE", "角色"),
    ("ROW", "行"),
    ("RUN", "案卷"),
    ("RUNBOOK", "手册"),
    ("SAID", "内容"),
    ("SHELL", "shell"),
    ("SIDE", "记录"),
    ("SPAN", "时长"),
    ("STEP", "步骤"),
    ("TEXT", "内容"),
    ("TIME", "时间"),
    ("TIMER", "计时器"),
    ("TITLE", "名称"),
    ("WHEN", "颜色"),
    ("WHOM", "对方"),
    ("ZONE", "时区"),
];
