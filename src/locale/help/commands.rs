//! The commands that open, tell, check and carry runs.

use super::CommandWords;

/// A run as an argument that has to be there.
/// A run that has to be named, since whoever checks one says which.
const RUN: (&str, &str) = ("run", "案卷：编号、代号、文件夹、文件夹名的一段，或路径；不写就是开着的那个");

/// Their words, in the order in which the help lists them.
pub(super) const COMMANDS: &[CommandWords] = &[
    CommandWords {
        path: "",
        about: "值班簿：终端里的处置手册与处置日志，日志可由第三方核对",
        examples: &[],
        arguments: &[
            ("runbooks", "内置手册之外再带一份手册或覆盖文件；可以写多次"),
            ("theme", "主题：dark、light、high-contrast、colour-blind、sixteen、none，或主题文件的路径"),
            ("plain", "逐行一问一答：用于串口、读屏软件和脚本；TERM 为 dumb，或输入输出不是终端时自动如此"),
            ("color", "用多少颜色：auto、always、never、16、256 或 truecolor；auto 按 `NO_COLOR` 和终端决定"),
            ("ascii", "符号和线条只用 ASCII；终端或系统语言只有 ASCII 时自动如此"),
            ("no_ascii", "符号和线条不限于 ASCII，不管终端和系统语言怎么说"),
        ],
        values: &[],
    },
    CommandWords {
        path: "start",
        about: "按处置手册立案，进入控制台；加 --detach 只打印案卷文件夹",
        examples: &[
            "dutybook start data-security-incident",
            "dutybook start data-security-incident --title \"工资单外泄\" --answer aware_at=-20m --detach",
            "dutybook start cash-short.toml --kind drill",
        ],
        arguments: &[
            ("runbook", "处置手册：内置的或设置的文件夹里的手册代号，或一个文件"),
            ("title", "案卷标题；不写就用手册的标题"),
            ("kind", "案卷种类；不写就是事件，手册只管常态工作时是常态工作"),
            ("answers", "登记，写成 登记项=值；台账的一行写成 登记项=列=值,列=值；可以写多次"),
            ("detach", "不进控制台，打印案卷文件夹就结束"),
        ],
        values: &[("kind", "incident", "事件"), ("kind", "drill", "演练"), ("kind", "standing", "常态工作")],
    },
    CommandWords {
        path: "list",
        about: "列出开着的案卷，或全部案卷",
        examples: &["dutybook list", "dutybook list --all --format json"],
        arguments: &[("all", "连已结案的一起列")],
        values: &[],
    },
    CommandWords {
        path: "due",
        about: "列出所有未结案卷里已过和将到的，供 cron 和定时器用；有任何一项，退出码为 1",
        examples: &[],
        arguments: &[
            ("within", "往前看多久：30m、2h、1d；0 只看已过的"),
            (
                "only",
                "只看这一类：due（截止时间）、target（用时）、timer（计时）、cadence（简报）、clock（时限）、\
                 handover（交班）或 unreadable（读不了的案卷）；可以写多次",
            ),
            ("no_drills", "不看演练"),
            (
                "exec",
                "每个时限临近时由 /bin/sh 执行一次这条命令，过了再执行一次；环境变量里有 `DUTYBOOK_TEXT`、\
                 `DUTYBOOK_RUN`、`DUTYBOOK_DUE` 等",
            ),
        ],
        values: &[],
    },
    CommandWords {
        path: "handover",
        about: "打印交班页：上一次交班说了什么，案卷现状如何；或交班、接班",
        examples: &[
            "dutybook handover",
            "dutybook handover 2026-001",
            "dutybook handover give \"银行六点回电\" --to \"李经理\"",
            "dutybook handover confirm",
        ],
        arguments: &[RUN],
        values: &[],
    },
    CommandWords {
        path: "show",
        about: "案卷做到哪了：步骤、登记、证据、待查、偏离",
        examples: &["dutybook show", "dutybook show 2026-001", "dutybook show payroll --format json"],
        arguments: &[RUN],
        values: &[],
    },
    CommandWords {
        path: "log",
        about: "按先后讲一遍案卷里发生了什么：谁、何时、做了什么",
        examples: &["dutybook log", "dutybook log 2026-001", "dutybook log payroll --format jsonl"],
        arguments: &[RUN],
        values: &[("format", "jsonl", "给程序用，按先后每条记录一行")],
    },
    CommandWords {
        path: "notice",
        about: "列出案卷的文书、告知了谁；按此刻的登记起草一份；或留存、批准、登记发出",
        examples: &[
            "dutybook notice",
            "dutybook notice 2026-001",
            "dutybook notice 2026-001 incident-report -o report.txt",
            "dutybook notice keep incident-report --from report.txt",
            "dutybook notice approve incident-report",
            "dutybook notice sent incident-report --to 12387 --how portal --reference R-7",
        ],
        arguments: &[
            RUN,
            ("id", "文书代号；不写就列出全部"),
            ("row", "每户一份的写明哪一户：户名、户名的一段，或台账里的行号"),
            ("kept", "不另起草，取最近留存的一版"),
            ("sent", "不另起草，取最近发出的一版"),
            ("output", "正文存成一个新文件"),
            ("format", "列表的形式"),
        ],
        values: &[],
    },
    CommandWords {
        path: "check",
        about: "一次报出手册的全部问题；没有错误（警告不算）退出码为 0，否则为 1",
        examples: &["dutybook check", "dutybook check cash-short.toml"],
        arguments: &[("paths", "手册和覆盖文件；不写就查内置的和设置的文件夹里的")],
        values: &[("format", "json", "给编辑器用，一个对象")],
    },
    CommandWords {
        path: "verify",
        about: "核对处置日志有没有被改过；完好退出码为 0，有损坏为 1",
        examples: &[
            "dutybook verify",
            "dutybook verify 2026-001",
            "dutybook verify payroll --head 038055015ffe4d07:5:89ea40a28fcbd25e2a9c81661f40b636f65995c769de3b4d219967da75c7d171",
        ],
        arguments: &[
            ("run", "案卷：编号、代号、文件夹、文件夹名的一段，或路径；不写就是仅有的，或开着的那个"),
            ("heads", "另处记下的末条记录，写成 分册:序号 摘要；可以写多次"),
            (
                "signers",
                "名单文件：哪把密钥是谁的，用 OpenSSH 的 allowed signers 格式；不写就用设置里的 `signers`",
            ),
        ],
        values: &[("format", "json", "给程序用，一个对象")],
    },
    CommandWords {
        path: "completions",
        about: "打印 shell 补全脚本：命令、案卷、步骤、登记项、手册",
        examples: &[
            "source <(dutybook completions bash)            # 写在 ~/.bashrc 里",
            "dutybook completions zsh > ~/.zfunc/_dutybook  # 放在 $fpath 的文件夹里",
            "dutybook completions fish > ~/.config/fish/completions/dutybook.fish",
        ],
        arguments: &[("shell", "哪种 shell")],
        values: &[],
    },
    CommandWords {
        path: "man",
        about: "把手册页写进一个文件夹",
        examples: &["dutybook man ~/.local/share/man/man1"],
        arguments: &[("folder", "文件夹；没有就新建")],
        values: &[],
    },
    CommandWords {
        path: "watch",
        about: "旁观案卷，只读：别人一记就看到，适合大屏或同事",
        examples: &["dutybook watch", "dutybook watch 2026-001"],
        arguments: &[RUN],
        values: &[],
    },
    CommandWords {
        path: "doctor",
        about: "给主目录体检：权限、磁盘、时钟、终端、文件；有问题，退出码为 1",
        examples: &[],
        arguments: &[],
        values: &[],
    },
    CommandWords {
        path: "pull",
        about: "收进另一台机器上同一案卷的记录：来自它的文件夹、挂载的盘，或打成的 tar",
        examples: &[],
        arguments: &[
            ("run", "这里的案卷：编号、代号、文件夹、文件夹名的一段，或路径"),
            ("from", "别处的同一案卷：它的文件夹，或那个文件夹打成的 .tar"),
            ("dry_run", "只试算会收进什么"),
        ],
        values: &[],
    },
];
