//! What the shell says about runs, files and its own end.

words! {
    NO_GROUP = "这台机器上没有 {} 这个组；先建组（groupadd），或在设置里写组的编号", "there is no group {} on this machine; create it (groupadd), or write its number into the settings";
    NOT_SHARED = "{} 还没有按组 {} 共享；请它的所有者 {} 执行：{}", "{} is not shared with group {}; its owner {} has to run: {}";
    CANNOT_SHARE = "{} 不能按组 {} 共享：{}", "{} cannot be shared with group {}: {}";
    ONLY_WATCHING = "旁观，不做记录", "watching; nothing is recorded";
    CANNOT_CREATE_RUN = "无法立案：{}", "cannot open a run: {}";
    CANNOT_READ_RUN = "无法读取案卷：{}", "cannot read the run: {}";
    CANNOT_READ_RUNBOOK = "读不了处置手册 {}：{}", "cannot read the runbook {}: {}";
    NO_RUNBOOK_IN_RUN = "案卷里的 runbook.toml 读不了：{}", "the run's runbook.toml cannot be read: {}";
    RUNBOOK_PROBLEMS = "案卷里的 runbook.toml 有 {} 处错误", "the run's runbook.toml has {} problem{s}";
    RUNBOOK_HAS_PROBLEMS = "{}：{} 处错误；用 dutybook check 查看", "{}: {} problem{s}; see dutybook check";
    NEEDS_NEWER = "有 {} 条记录需要更新版本的值班簿，只能查看", "a newer version of dutybook is needed to read {} fact{s}; read only";
    DOUBTFUL_RUN = "有记录的头部被改动过，或属于别的案卷：新的记录可能归错案卷，所以不再写入；详情见 dutybook verify", "a record's header was changed, or is of another run: what is written now could end up in the wrong run; see dutybook verify";
    READ_ONLY = "只能查看：{}", "read only: {}";
    NETWORK_FILESYSTEM = "案卷在网络文件系统（{}）上：那里不能证明记录已落盘，断电可能丢失", "this run lies on a network filesystem ({}): that records are durable is not proven there";
    DAMAGE = "{} 第 {} 行：{}", "{} line {}: {}";
    EVIDENCE_FAILED = "证据未收存：{}", "the evidence was not taken: {}";
    DRAFT_NOT_SAVED = "草稿没有存上：{}", "the draft was not saved: {}";
    CAUSE_QUIT = "正常离开", "left";
    CAUSE_HANGUP = "连接断开", "connection lost";
    CAUSE_TERMINATED = "进程被终止", "terminated";
    CAUSE_INTERRUPTED = "被中断", "interrupted";
    CAUSE_INPUT = "终端关闭", "terminal closed";
    CAUSE_ERROR = "程序出错", "an error";
    CAUSE_OPEN_ELSEWHERE = "另一处控制台还开着", "still open elsewhere";
    CAUSE_UNKNOWN = "突然中断，未留原因", "cut off, no reason recorded";
    THEME_UNUSABLE = "主题 {} 用不了：{}", "theme {} cannot be used: {}";
    NO_CHINESE_HERE = "TERM={} 不一定能显示中文，改用英文；要中文加 --no-ascii", "in English: TERM={} may not show Chinese; --no-ascii sends it all the same";
    CONSOLE_FAILED = "控制台开不了：{}", "the console cannot open: {}";
    STILL_WRITING = "磁盘没有回应；尚未写入日志的内容可能丢失。", "The disk does not answer; what was not in the journal yet may be lost.";
    STILL_OPEN = "案卷 {} 仍然开着。回来：再次运行 dutybook。", "Run {} stays open. To come back, start dutybook again.";
}

/// Why somebody had left a run.
pub fn cause(code: &str) -> super::Word {
    match code {
        "quit" => CAUSE_QUIT,
        "hangup" => CAUSE_HANGUP,
        "terminated" => CAUSE_TERMINATED,
        "interrupted" => CAUSE_INTERRUPTED,
        "input-closed" => CAUSE_INPUT,
        "error" => CAUSE_ERROR,
        "open-elsewhere" => CAUSE_OPEN_ELSEWHERE,
        _unknown => CAUSE_UNKNOWN,
    }
}
