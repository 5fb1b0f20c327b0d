//! The commands that write into a run.

use super::deeds::{FINDER, METHOD, SOURCE};
use super::{CommandWords, Named};

/// Why something is done that needs a reason.
const REASON: Named = ("reason", "理由：自己的话，或现成理由的编号，如 new-information");

/// Their words, in the order in which the help lists them.
pub(super) const COMMANDS: &[CommandWords] = &[
    CommandWords {
        path: "note",
        about: "往开着的案卷写备注，或更正一条",
        examples: &[
            "dutybook note \"两台机器出现勒索信\"",
            "dutybook note --at 04:10 --step contain \"拔掉 2 号文件服务器的网线\"",
            "ss -tnp | dutybook note -",
            "dutybook note --amends 0f3a9c51d2b7e884:12 \"三台机器出现勒索信\"",
        ],
        arguments: &[
            ("text", "备注内容；写 - 从标准输入读多行"),
            ("amends", "要更正的备注的记录编号，`--format json` 和 `dutybook log --format jsonl` 里有"),
        ],
        values: &[],
    },
    CommandWords {
        path: "ask",
        about: "填写开着的案卷的登记项，或撤回登记；更正或删去台账的一行",
        examples: &[
            "dutybook ask set aware_at=-20m kind=leak",
            "dutybook ask set clients=name=\"甲公司\",accounts=13",
            "dutybook ask set clients=none",
            "dutybook ask clear grade --reason new-information",
            "dutybook ask change clients \"甲公司\" accounts=14",
            "dutybook ask strike clients 2 --reason by-mistake",
        ],
        arguments: &[],
        values: &[],
    },
    CommandWords {
        path: "ask set",
        about: "登记或更正；台账的一行写成 登记项=列=值,列=值，一行都没有写 登记项=none",
        examples: &[],
        arguments: &[("answers", "登记；要么全记，要么都不记")],
        values: &[],
    },
    CommandWords {
        path: "ask clear",
        about: "撤回登记：该项回到未登记",
        examples: &[],
        arguments: &[
            ("ask", "登记项的编号，或编号的开头"),
            ("reason", "理由：自己的话，或现成理由的编号，如 by-mistake"),
        ],
        values: &[],
    },
    CommandWords {
        path: "attach",
        about: "把文件收作开着的案卷的证据，记下 SHA-256",
        examples: &[
            "dutybook attach /var/log/auth.log --source \"2 号文件服务器\" --method \"经 SSH 复制\"",
            "ss -tnp | dutybook attach - --name connections.txt --step preserve-volatile",
            "dutybook attach --in-place disk.img",
        ],
        arguments: &[
            ("files", "文件；写 - 收标准输入"),
            ("name", "从标准输入收的叫什么"),
            ("in_place", "只在原处计算摘要，不复制"),
            SOURCE,
            METHOD,
            FINDER,
            ("at", "取得的时间；不写就是现在：04:12、-20m、\"昨天 23:50\""),
        ],
        values: &[],
    },
    CommandWords {
        path: "call",
        about: "在开着的案卷里记一次通话",
        examples: &[
            "dutybook call \"银行客服\" \"账户冻结到中午\" --number 95588",
            "dutybook call \"IT 服务商\" --missed",
        ],
        arguments: &[
            ("whom", "打给谁，或谁打来"),
            ("said", "说了什么；写 - 从标准输入读多行"),
            ("number", "号码"),
            ("missed", "没接通"),
        ],
        values: &[],
    },
    CommandWords {
        path: "decide",
        about: "在开着的案卷里记一项决定",
        examples: &[
            "dutybook decide \"付不付赎金？\" --choice \"不付\" --reason \"备份完好\"",
            "dutybook decide \"怎么恢复\" --option \"昨晚的备份\" --option \"手工\" \\",
            "    --choice \"昨晚的备份\" --by \"李经理\"",
        ],
        arguments: &[
            ("question", "决定什么"),
            ("choice", "选择"),
            ("options", "可选项；可以写多次"),
            ("reason", "理由"),
            ("by", "决定人；不写就是自己"),
        ],
        values: &[],
    },
    CommandWords {
        path: "question",
        about: "记一个待查问题，或回答一个",
        examples: &[
            "dutybook question \"03:12 登录的是谁？\"",
            "dutybook question --answers 0f3a9c51d2b7e884:12 \"备份任务\"",
        ],
        arguments: &[
            ("text", "问题，或对问题的回答；写 - 从标准输入读"),
            ("answers", "要回答的问题的记录编号，`--format json` 和 `dutybook log --format jsonl` 里有"),
        ],
        values: &[],
    },
    CommandWords {
        path: "timer",
        about: "在开着的案卷里起一个计时器，推后或停止一个；到时控制台会响",
        examples: &[
            "dutybook timer 20 \"看一眼备份\"",
            "dutybook timer 1h30m --step restore",
            "dutybook timer snooze 10",
            "dutybook timer stop backup",
        ],
        arguments: &[("length", "多久：20 是分钟；90s、1h30m"), ("title", "事由")],
        values: &[],
    },
    CommandWords {
        path: "undo",
        about: "撤销自己在开着的案卷里最近的一条，或指明的一条；那条记录仍在",
        examples: &["dutybook undo", "dutybook undo 0f3a9c51d2b7e884:12 --run 2026-001"],
        arguments: &[(
            "record",
            "记录编号，`--format json` 和 `dutybook log --format jsonl` 里有；不写就是自己最近的一条",
        )],
        values: &[],
    },
    CommandWords {
        path: "close",
        about: "结案；还有没做完的要写理由",
        examples: &[
            "dutybook close --run 2026-001 --note \"已移交保险公司\"",
            "dutybook close --reason \"误报\"",
        ],
        arguments: &[
            ("note", "结案说明"),
            ("reason", "还有步骤或登记项没完就结案的理由：自己的话，或现成理由的编号，如 lead-decides"),
        ],
        values: &[],
    },
    CommandWords {
        path: "reopen",
        about: "重新立案：打开已结案的案卷，要写理由",
        examples: &["dutybook reopen --run 2026-001 --reason new-information"],
        arguments: &[REASON],
        values: &[],
    },
    CommandWords {
        path: "checkpoint",
        about: "用自己的 SSH 密钥（设置里的 `identity`）签名：开着的案卷到此为止的全部记录",
        examples: &["dutybook checkpoint", "dutybook checkpoint --run 2026-001"],
        arguments: &[],
        values: &[],
    },
];
