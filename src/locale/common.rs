//! The design's terms, which every part of the program uses.

words! {
    PRODUCT = "值班簿", "dutybook";
    RUNBOOK = "处置手册", "runbook";
    PHASE = "环节", "phase";
    STAGE_EMERGENCY = "应急", "emergency";
    STAGE_FOLLOW_UP = "后续跟踪", "follow-up";
    STAGE_STANDING = "常态", "standing";
    MODE_READ_DO = "逐项执行", "read-do";
    MODE_DO_CONFIRM = "完成后核对", "do-confirm";
    KIND_INCIDENT = "事件", "Incident";
    KIND_DRILL = "演练 DRILL", "DRILL";
    KIND_STANDING = "常态工作", "Standing";
    MISSED_TIMES = "（漏 {} 次）", " ({} missed)";
    STEP_OPEN = "未开始", "open";
    STEP_RUNNING = "进行中", "running";
    STEP_DONE = "已完成", "done";
    STEP_SKIPPED = "已跳过", "skipped";
    STEP_NOT_APPLICABLE = "不适用", "not applicable";
    STEP_BLOCKED = "受阻", "blocked";
}
