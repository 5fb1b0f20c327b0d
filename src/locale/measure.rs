//! Metrics and commitments: how they stand, and what shows it.

words! {
    METRICS = "指标", "metrics";
    COMMITMENTS = "服务承诺", "commitments";
    NONE = "这本处置手册没有指标，也没有承诺。", "This runbook has no metrics and no commitments.";

    NOT_BEGUN = "起点未知", "start unknown";
    RUNNING = "计时中", "running";
    OVERRUN = "已超目标", "target passed";
    REACHED = "达标", "reached";
    MEASURED = "已测得", "measured";
    MISSED = "未达标", "missed";
    REVERSED = "终点早于起点，请更正", "ends before it begins: correct one of the two";
    UNKNOWN = "测不出", "cannot be measured";
    NOT_APPLICABLE = "不适用", "not applicable";

    KEPT = "已兑现", "kept";
    BROKEN = "未兑现", "broken";
    OPEN = "进行中", "under way";
    UNPROVEN = "证明不足", "not shown";

    TOOK = "用时 {}", "took {}";
    SO_FAR = "已用 {}", "so far {}";
    TARGET = "目标 {}", "target {}";
    FROM_TO = "{} 至 {}", "{} to {}";
    SINCE = "自 {}", "since {}";
    BROKEN_WHEN = "怎样算未兑现：{}", "what breaks it: {}";
    STEP_DONE = "已完成 {} {}", "done {} {}";
    STEP_SKIPPED = "已跳过 {} {}", "skipped {} {}";
    STEP_NEVER = "结案时仍未完成", "still open when the run was closed";
    STEP_PENDING = "还没完成", "not done yet";
}
