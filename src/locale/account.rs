//! The sentences of an account: one for each kind of fact, and what stands around them.

words! {
    FEED_OPENED = "启用个人分册（{}，账号 {}，{} {}）", "opened a feed (on {}, account {}, {} {})";
    FEED_CONTINUES = "接续分册 {}，取其前 {} 字节", "continues feed {}, of which {} bytes count";
    RUN_OPENED = "立案：{} {}", "opened {} {}";
    RUN_KIND = "类别：{}", "kind: {}";
    RUN_BOOK = "处置手册：{}，版本 {}", "runbook: {}, version {}";
    RUN_TITLED = "案卷改名：{}", "retitled the run: {}";
    RUN_CLOSED = "结案", "closed the run";
    RUN_REOPENED = "重新打开案卷", "reopened the run";
    LEFT_QUIT = "离开控制台", "left the console";
    LEFT_HANGUP = "连接断开", "the connection dropped";
    LEFT_TERMINATED = "程序被系统终止", "the program was terminated";
    LEFT_INTERRUPTED = "程序被中断", "the program was interrupted";
    LEFT_INPUT_CLOSED = "终端输入关闭", "the terminal's input closed";
    LEFT_ERROR = "程序因故障退出", "the program ended in an error";
    LEFT_OTHERWISE = "离开：{}", "left: {}";
    RETURNED = "返回控制台，离开 {}（上次：{}）", "returned after {} (last time: {})";
    CAUSE_UNKNOWN = "原因不明，可能断电或崩溃", "cause unknown, perhaps a power cut or a crash";
    CLOCK_FORWARD = "系统时钟被拨快 {}", "the clock was set forward by {}";
    CLOCK_BACK = "系统时钟被拨慢 {}", "the clock was set back by {}";

    STARTED = "开始 {}", "started {}";
    DONE = "完成 {}", "completed {}";
    SKIPPED = "跳过 {}", "skipped {}";
    NOT_APPLICABLE = "判为不适用 {}", "found not applicable: {}";
    BLOCKED = "受阻 {}", "blocked: {}";
    UNBLOCKED = "解除受阻 {}", "unblocked {}";
    REOPENED = "重新打开 {}", "reopened {}";
    ASSIGNED = "交办 {} 给 {}", "assigned {} to {}";
    ASSIGNED_BOTH = "{}（{}）", "{} ({})";
    UNASSIGNED = "收回交办 {}", "took back the assignment of {}";
    ADDED = "加步骤 {}（{}）", "added a step: {} ({})";
    PHASE_COMPLETED = "确认环节完成：{}", "called complete: {}";
    PHASE_COMPLETED_BUT = "确认环节完成：{}，未做 {} 步，跳过 {} 步", "called complete: {}, with {} open and {} skipped";
    LEFT_OPEN = "未做：{}", "open: {}";
    LEFT_SKIPPED = "跳过：{}", "skipped: {}";
    SIGNED = "复核 {}", "confirmed {}";
    SIGNED_OF = "所复核：{} {} 完成", "of the record: completed by {} at {}";

    SETTLED = "裁定冲突，以这条为准：{}", "settled a conflict; this stands: {}";

    ANSWERED = "登记 {}：{}", "answered {}: {}";
    CORRECTED = "更正 {}：{} → {}", "corrected {}: {} → {}";
    CLEARED = "撤回登记 {}", "took back the answer of {}";
    ROW_ADDED = "台账 {} 增加：{}", "{}: added {}";
    ROW_CHANGED = "台账 {} 更改：{}", "{}: changed {}";
    ROW_REMOVED = "台账 {} 删去：{}", "{}: struck out {}";
    CELL = "{}：{}", "{}: {}";
    A_ROW = "一行", "a row";
    YES = "是", "yes";
    NO = "否", "no";
    NO_ROWS = "无", "none";
    NONE_CHOSEN = "均无", "none of them";

    NOTE = "备注：{}", "note: {}";
    NOTE_AT = "备注（{}）：{}", "note ({}): {}";
    NOTE_AMENDED = "更正备注：{}", "amended a note: {}";
    WAS = "原文：{}", "it read: {}";
    DECISION = "决定：{} → {}", "decision: {} → {}";
    DECIDED_BY = "由 {} 决定", "decided by {}";
    OPTION = "选项：{}", "option: {}";
    REASON = "理由：{}", "reason: {}";
    CALL = "与 {} 通话：{}", "call with {}: {}";
    CALL_MISSED = "致电 {} 未接通：{}", "call to {}, not reached: {}";
    NUMBER = "号码：{}", "number: {}";
    QUESTION = "待查：{}", "open question: {}";
    QUESTION_ANSWERED = "查明「{}」：{}", "answered “{}”: {}";
    AT_STEP = "步骤：{}", "step: {}";
    REMARK = "说明：{}", "remark: {}";

    EVIDENCE = "收存证据 {}：{}", "took evidence {}: {}";
    EVIDENCE_HANDED = "证据 {}「{}」交给 {}", "handed evidence {} “{}” to {}";
    EVIDENCE_DIGEST = "SHA-256：{}", "SHA-256: {}";
    EVIDENCE_SIZE = "大小：{} 字节", "size: {} bytes";
    EVIDENCE_PLACE = "位置：{}", "place: {}";
    EVIDENCE_SOURCE = "来源：{}", "source: {}";
    EVIDENCE_METHOD = "取得方法：{}", "method: {}";
    EVIDENCE_FINDER = "发现人：{}", "found by: {}";
    EVIDENCE_MODIFIED = "文件修改时间：{}", "file last changed: {}";
    EVIDENCE_HELD = "保管：{}", "held: {}";
    HELD_COPIED = "已复制进案卷", "copied into the run";
    HELD_IN_PLACE = "留在原处，已计算摘要", "left in place, with its digest";
    HELD_DESCRIBED = "另处保管，仅作登记", "kept elsewhere and described";

    NOTICE_FOR = "{}（{}）", "{} ({})";
    NOTICE_DRAFTED = "留存文书《{}》第 {} 版（{}）", "kept “{}”, version {} ({})";
    NOTICE_APPROVED = "批准文书《{}》第 {} 版", "approved “{}”, version {}";
    NOTICE_SENT = "发出文书《{}》给 {}，{}", "sent “{}” to {}, {}";
    NOTICE_NOT_NEEDED = "文书《{}》无需发出", "“{}” need not be sent";
    NOTICE_LENGTH = "篇幅：{} 字", "length: {} characters";
    NOTICE_VERSION = "所发：第 {} 版", "what was sent: version {}";
    NOTICE_NO_VERSION = "所发：没有留存文本", "what was sent: no text was kept";
    NOTICE_REFERENCE = "回执或编号：{}", "receipt or number: {}";
    LANGUAGE_ZH = "中文", "Chinese";
    LANGUAGE_EN = "英文", "English";

    TIMER = "计时 {}：{}", "timer of {}: {}";
    TIMER_PLAIN = "计时 {}", "timer of {}";
    TIMER_STOPPED = "停止计时：{}", "stopped the timer: {}";
    TIMER_SNOOZED = "计时推后 {}：{}", "snoozed by {}: {}";
    ALARM_TIMER = "知悉计时已到：{}", "acknowledged that the timer ran out: {}";
    ALARM_TARGET = "知悉目标用时已过：{}", "acknowledged that the time budget ran out: {}";
    ALARM_DUE = "知悉截止时间已过：{}", "acknowledged that the deadline passed: {}";
    ALARM_CADENCE = "知悉简报到时：{}", "acknowledged that an update is due: {}";
    ALARM_OTHER = "知悉时限已到：{}", "acknowledged an alarm: {}";

    ROLE_TAKEN = "接任 {}", "took the role {}";
    ROLE_TAKEN_OVER = "接任 {}（接自 {}）", "took the role {} over from {}";
    ROLE_GIVEN = "{} 交由 {} 担任", "gave the role {} to {}";
    ROLE_GIVEN_ON = "{} 由 {} 转交 {} 担任", "passed the role {} on from {} to {}";
    ROLE_LEFT = "卸任 {}", "laid down the role {}";
    UPDATE = "{}：{}", "{}: {}";
    UPDATE_PLAIN = "简报：{}", "update: {}";
    UPDATE_ALSO = "兼作：{}", "serves as well as: {}";
    UPDATE_NEXT = "下一步：{}", "next: {}";
    UPDATE_NEXT_AT = "下次简报：{}", "next update at {}";
    HANDED_OVER = "交班给 {}：{}", "handed the shift over to {}: {}";
    HANDED_OVER_OPEN = "交班，待人来接：{}", "handed the shift over to whoever comes: {}";
    HANDED_ROLES = "随交班移交：{}", "roles that pass: {}";
    HANDED_STOOD = "当时：步骤 {}/{}，进行中 {}，受阻 {}，已到时限 {}，待查 {}", "as it stood: steps {}/{}, running {}, blocked {}, times past {}, open questions {}";
    TOOK_OVER = "接班，已阅 {} 的交班", "read the handover from {} and took the shift over";
    ALARM_CLOCK = "知悉时限已过：{}", "acknowledged that the deadline passed: {}";
    CLOCK_MET = "履行时限「{}」：报给 {}", "met “{}”: told {}";
    CLOCK_MET_WITH = "履行时限「{}」：报给 {}，受理编号 {}", "met “{}”: told {}, reference {}";
    PROVED_BY = "凭证：证据 {} {}", "proof: evidence {} {}";
    UNDID = "撤销：{}", "undid: {}";
    A_FACT = "一条记录", "a record";

    WITHHELD = "（内容已遮蔽）", "(contents withheld)";
    UNPROVEN = "（签名核对不上，不算数）", "(a signature that is not good, and does not count)";
    CHECKPOINT = "本册前 {} 条已用密钥签名：{}", "signed the first {} records of this feed with the key {}";
    NEWER = "（较新版本的记录 {}，本程序读不了）", "(a record of a newer version, {}, which this program cannot read)";

    BECAUSE = " — 理由：{}", " — reason: {}";
    BECAUSE_BLOCKED = " — 原因：{}", " — {}";
    WITH_NOTE = " — {}", " — {}";
    TWO_REASONS = "{}；{}", "{}; {}";
    LIST_COMMA = "、", ", ";
    MARKED = "（{}）", " ({})";
    MARK_COMMA = "；", "; ";

    MARK_DEVIATION = "偏离", "deviation";
    MARK_DEVIATION_FROM = "偏离：{}", "deviation: {}";
    MARK_CONFLICT = "与他人记录冲突", "conflicts with another record";
    MARK_UNDONE = "已撤销", "undone";
    MARK_UNDONE_IN_VAIN = "撤销无效，他人已据此记录", "undone in vain: another person had built on it";
    MARK_LATE = "逾期，截止 {}", "late: was due {}";
    MARK_DRILL = "演练 DRILL", "DRILL";
    MARK_AMENDED = "后有更正", "amended later";
    MARK_EARLIER = "补记，记录于 {}", "recorded at {}";
    MARK_SAME_ACCOUNT = "交接班用的是同一账号", "by the same account as the handover";
    MARK_AFTER_CLOSING = "结案后记录", "recorded after closing";
    MARK_NOT_INDEPENDENT = "同一账号，不独立", "by the same account: not independent";
    MARK_OTHER_KEY = "另一密钥签名", "by another key";
    MARK_SAME_KEY = "同一密钥，不独立", "by the same key: not independent";
    MARK_OTHER_ACCOUNT = "另一账号", "by another account";
    MARK_ACCOUNT_UNKNOWN = "账号不明", "account unknown";

    YEARS = "{}年", "{}y";
    MONTHS = "{}个月", "{}mo";
    DAYS = "{}天", "{}d";
    HOURS = "{}小时", "{}h";
    MINUTES = "{}分", "{}m";
    SECONDS = "{}秒", "{}s";
}
