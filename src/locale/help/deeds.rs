//! The commands of steps, people, times and notices of a run, each with commands of its own.

use super::{CommandWords, Named};

const STEP: Named = ("step", "步骤的编号，或编号的开头");
const REASON: Named = ("reason", "理由：自己的话，或现成理由的编号，如 no-time");
const ROLE: Named = ("role", "角色的编号，或编号的开头");
const NOTICE: Named = ("notice", "文书代号");
const NOTICE_ROW: Named = ("row", "每户一份的写明哪一户：户名、户名的一段，或台账里的行号");
pub(super) const SOURCE: Named = ("source", "来源：哪个系统、账号、何人");
pub(super) const METHOD: Named = ("method", "取得方法");
pub(super) const FINDER: Named = ("finder", "发现人；不写就是自己");
const REFERENCE: Named = ("reference", "对方的回执号或受理编号");
const TIMER: Named = ("timer", "哪个计时器：在走的第几个，或事由的一段；只有一个在走时可不写");
const TABLE: Named = ("ask", "台账的编号，或编号的开头");
const TABLE_ROW: Named = ("row", "哪一行：名称、名称的一段，或行号");
const ONE_ROW: Named = ("row", "逐行做的步骤只记一行：名称、名称的一段，或行号");
const WHEN: Named = ("at", "实际时间；不写就是现在：04:12、-20m、\"昨天 23:50\"");

/// A command without examples and values.
const fn plain(path: &'static str, about: &'static str, arguments: &'static [Named]) -> CommandWords {
    CommandWords { path, about, examples: &[], arguments, values: &[] }
}

/// A command with examples.
const fn shown(path: &'static str, about: &'static str, examples: &'static [&'static str]) -> CommandWords {
    CommandWords { path, about, examples, arguments: &[], values: &[] }
}

/// Their words, in the order in which the help lists them.
pub(super) const COMMANDS: &[CommandWords] = &[
    plain(
        "handover give",
        "交班：把开着的案卷交给接班人",
        &[
            ("text", "接班人必须知道、日志里看不出来的；写 - 从标准输入读多行"),
            ("to", "交给谁；不写就是谁来接都行"),
            ("roles", "随班移交的自己的角色，写编号；可以写多次；不写就全部移交"),
            ("no_roles", "一个角色也不移交"),
        ],
    ),
    plain("handover confirm", "接班：确认读过等人接的交班，接过这一班", &[("note", "备注")]),
    shown(
        "step",
        "开始、完成、跳过、标明受阻、重开、复核、交办一个步骤，或加一步",
        &[
            "dutybook step start contain",
            "dutybook step done contain --at -10m",
            "dutybook step done verify-books --row \"甲公司\"",
            "dutybook step skip preserve-volatile --reason no-time",
            "dutybook step block restore --reason \"等厂商回复\"",
            "dutybook step sign contain --note \"看过防火墙日志\"",
            "dutybook step assign restore \"李经理\"",
            "dutybook step add \"通知房东\" --behind contain",
        ],
    ),
    plain("step start", "开始做", &[STEP, REASON, WHEN]),
    plain("step done", "完成", &[STEP, REASON, WHEN, ONE_ROW]),
    plain("step skip", "跳过，要写理由", &[STEP, REASON, ONE_ROW]),
    plain("step na", "不适用（与本次无关），要写理由", &[STEP, REASON, ONE_ROW]),
    plain("step block", "受阻，要写理由", &[STEP, REASON]),
    plain("step unblock", "解除受阻", &[STEP, ("reason", "怎么能继续了")]),
    plain("step reopen", "重开，要写理由", &[STEP, REASON, ONE_ROW]),
    plain("step sign", "复核：由另一个人确认已完成", &[STEP, ("note", "复核意见")]),
    plain(
        "step assign",
        "交办给人、给角色，或不指定",
        &[STEP, ("person", "交给谁"), ("role", "交给哪个角色，写编号"), ("nobody", "不指定")],
    ),
    plain(
        "step add",
        "加一步手册里没有的",
        &[
            ("title", "步骤名称"),
            ("phase", "属于哪个环节，写编号；不写就和排在前面的那步同一环节"),
            ("behind", "排在哪步后面，写编号；不写就排在环节最后"),
            ("guide", "怎么做"),
        ],
    ),
    shown(
        "phase",
        "确认环节完成；跳过的和没做完的一并记下",
        &["dutybook phase complete first-hour", "dutybook phase complete first-hour --reason lead-decides"],
    ),
    plain(
        "phase complete",
        "确认完成；还有没做完的要写理由",
        &[
            ("phase", "环节的编号，或编号的开头"),
            ("reason", "还有步骤没做完的理由：自己的话，或现成理由的编号，如 lead-decides"),
        ],
    ),
    plain("ask change", "更正台账的一行", &[TABLE, TABLE_ROW, ("cells", "改哪几格；其余不变")]),
    plain("ask strike", "删去台账的一行，要写理由", &[TABLE, TABLE_ROW, REASON]),
    shown(
        "evidence",
        "登记存于别处的证据，或移交一件证据",
        &[
            "dutybook evidence elsewhere \"2 号服务器的硬盘\" \"二楼保险柜\" --method \"拆下\"",
            "dutybook evidence give 2 \"陈警官\" --why \"报案\"",
        ],
    ),
    plain(
        "evidence elsewhere",
        "登记存于别处的证据：硬盘、纸件、第三方日志",
        &[("name", "是什么"), ("place", "存放处"), SOURCE, METHOD, FINDER, WHEN],
    ),
    plain(
        "evidence give",
        "移交一件证据",
        &[("evidence", "哪件证据：编号，或名称的一段"), ("to", "交给谁"), ("why", "用途"), WHEN],
    ),
    plain("timer snooze", "推后", &[("by", "推后多久，或到几点：10 是分钟；1h、05:30"), TIMER]),
    plain("timer stop", "停止", &[TIMER]),
    CommandWords {
        path: "acknowledge",
        about: "知悉开着的案卷里已到的时限",
        examples: &["dutybook acknowledge", "dutybook acknowledge due:contain"],
        arguments: &[("alarm", "哪个时限，写 `dutybook due --format json` 里的名称；不写就是最先到的")],
        values: &[],
    },
    shown(
        "clock",
        "记下开着的案卷的时限已履行：报给谁，凭什么证明",
        &[
            "dutybook clock met cn.cac.report.other --to 12387 --reference R-7 --at -10m",
            "dutybook clock met client-contract --row \"甲公司\" --evidence receipt.pdf",
        ],
    ),
    plain(
        "clock met",
        "已履行",
        &[
            ("clock", "时限的编号，或编号的开头"),
            ("row", "每户一个的写明哪一户：户名、户名的一段，或台账里的行号"),
            ("to", "报给谁；不写就是时限里写明的"),
            REFERENCE,
            ("evidence", "送达凭证是哪件证据：编号，或名称的一段"),
            ("note", "备注"),
            WHEN,
        ],
    ),
    CommandWords {
        path: "update",
        about: "在开着的案卷里发简报；变化按日志填好",
        examples: &[
            "dutybook update",
            "dutybook update \"银行已冻结账户\" --next \"恢复备份\" --next-at 30m",
        ],
        arguments: &[
            ("changed", "上次简报以来的变化；不写就按日志；写 - 从标准输入读多行"),
            ("next", "下一步做什么；不写就是下一个步骤"),
            ("next_at", "下次简报的时间，不按周期时写：20m、05:30"),
            ("cadence", "哪一种简报，写编号；不写就是最先到期的"),
        ],
        values: &[],
    },
    shown(
        "role",
        "在开着的案卷里接任角色、交给别人，或卸任",
        &[
            "dutybook role take lead",
            "dutybook role give recorder \"李经理\"",
            "dutybook role drop lead --note \"休息到六点\"",
        ],
    ),
    plain("role take", "接任，不管原来由谁担任", &[ROLE]),
    plain("role give", "交给别人", &[ROLE, ("person", "交给谁")]),
    plain("role drop", "卸任，无人担任", &[ROLE, ("note", "备注")]),
    CommandWords {
        path: "settle",
        about: "几个人并列记录了不同内容时，裁定以哪条为准",
        examples: &[
            "dutybook settle                        # 列出并列的记录",
            "dutybook settle 0f3a9c51d2b7e884:12 --note \"问过两人\"",
        ],
        arguments: &[("chosen", "以哪条记录为准；不写就列出可选的"), ("note", "备注")],
        values: &[],
    },
    CommandWords {
        path: "title",
        about: "给开着的案卷改标题",
        examples: &["dutybook title \"工资单外泄，两户\""],
        arguments: &[("title", "新标题")],
        values: &[],
    },
    CommandWords {
        path: "notice keep",
        about: "留存一版：按此刻登记的内容，或自己的文本",
        examples: &[],
        arguments: &[
            NOTICE,
            NOTICE_ROW,
            ("from", "文本所在的文件；写 - 从标准输入读；不写就按此刻登记的内容起草"),
            ("language", "文本的语言；不写就是界面语言"),
        ],
        values: &[("language", "zh", "中文"), ("language", "en", "英文")],
    },
    plain(
        "notice approve",
        "批准最近留存的一版：由另一个人、以处置手册规定的角色批准",
        &[
            NOTICE,
            NOTICE_ROW,
            ("note", "备注"),
            ("reason", "不担任该角色或自己起草却仍要批准的理由：自己的话，或现成理由的编号"),
        ],
    ),
    plain(
        "notice sent",
        "登记最近留存的一版已发出：发给谁、怎么发的、回执",
        &[
            NOTICE,
            NOTICE_ROW,
            ("to", "发给谁"),
            ("how", "怎么发的：快递、邮件、网上填报、电话"),
            REFERENCE,
            ("reason", "须批准而没批准就发出的理由：自己的话，或现成理由的编号，如 no-time"),
            WHEN,
        ],
    ),
    plain(
        "notice not-needed",
        "记为无需发出，要写理由",
        &[NOTICE, NOTICE_ROW, ("reason", "理由：自己的话，或现成理由的编号")],
    ),
];
