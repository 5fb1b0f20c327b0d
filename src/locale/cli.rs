//! What the subcommands say about their arguments.

words! {
    NOTHING_TO_WATCH = "没有未结案的案卷；写明要看哪一个", "no run is open; name the one to look at";
    WATCH_WHICH = "有 {} 个未结案的案卷，写明要看哪一个：{}", "{} runs are open; name the one to look at: {}";
    NO_SUCH_RUN = "没有案卷 {}", "there is no run {}";
    NO_RUNS = "没有案卷 {}；{} 里还没有任何案卷", "there is no run {}; there is none in {} yet";
    SEVERAL_RUNS = "不止一个案卷符合 {}：{}", "several runs fit {}: {}";
    UNREADABLE_RUN = "读不了案卷 {}：{}", "cannot read the run {}: {}";
    MEANT = "{}；是不是 {}？", "{}; did you mean {}?";
    THERE_IS = "{}；现有：{}", "{}; there are: {}";
    AND_MORE = "{} 等 {} 个", "{} and others, {} in all";
    DAMAGED = "日志有 {} 处损坏，下文只列读得出的记录；用 dutybook verify {} 查看", "the journal is damaged in {} places, and what follows is what can be read; see dutybook verify {}";
    BOOK_UNUSABLE = "案卷里的处置手册读不了，下文用编号代替名称", "the run's runbook cannot be read, so ids stand in for names";
    NO_OPEN_RUNS = "没有进行中的案卷", "no run is open";
    NO_RUNS_AT_ALL = "还没有案卷", "there are no runs yet";
    NO_SUCH_RUNBOOK = "没有处置手册 {}", "there is no runbook {}";
    UNUSABLE_RUNBOOK = "{} 用不了", "{} cannot be used";
    NOT_AN_ANSWER = "登记要写成 登记项=值：{}", "write an answer as ASK=VALUE: {}";
    NO_SUCH_ASK = "手册 {} 没有登记项 {}", "the runbook {} has no ask {}";
    ASK_TWICE = "登记项 {} 写了两次", "the ask {} is answered twice";
    BAD_ANSWER = "登记项 {}（{}）：{}", "the ask {} ({}): {}";
    NO_TITLE = "标题不能为空", "the title must not be empty";
    NOT_RECORDED = "{}：{}", "{}: {}";
    SEVERAL_OPEN = "有 {} 个案卷开着；用 --run 写明记入哪一个：", "{} runs are open; say with --run which is meant:";
    OPEN_RUN_LINE = "  {}  {}  {}", "  {}  {}  {}";
    RECORDED = "已记入 {}：{}", "recorded in {}: {}";
    NOTHING_RECORDED = "没有记录：{}", "nothing was recorded: {}";
    NEEDS_A_REASON = "没有记录：要用 --reason 写明理由，可以是自己的话，也可以是这些编号之一", "nothing was recorded: say why with --reason, in words of your own or by one of these";
    NEEDS_A_REASON_FOR = "没有记录：{}。要照做，用 --reason 写明理由，可以是自己的话，也可以是这些编号之一", "nothing was recorded: {}. To go on all the same, say why with --reason, in words of your own or by one of these";
    READY_REASON = "  {}  {}", "  {}  {}";
    REASON_NOT_NEEDED = "这里用不着理由，--reason 的内容没有记录；要留下可另写备注", "no reason was needed here, and what --reason says is not recorded; write a note to keep it";
    NO_SUCH_STEP = "没有编号为 {} 的步骤", "there is no step with the id {}";
    NO_SUCH_ASK_HERE = "没有编号为 {} 的登记项", "there is no ask with the id {}";
    FLAG = "{} {}：{}", "{} {}: {}";
    NO_TIME_HERE = "这种记录没有实际时间，不能用 --at", "a record of this kind has no time of its own: leave --at out";
    STDIN_FAILED = "标准输入读不了：{}", "standard input cannot be read: {}";
    STDIN_TOO_LONG = "没有记录：标准输入超过 {} 字节，一条记录放不下；分成几条，或用 dutybook attach - 收作证据", "nothing was recorded: standard input has more than {} bytes, which no record holds; split it, or keep it as evidence with dutybook attach -";
    STDIN_NOT_TEXT = "没有记录：标准输入第 {} 字节起不是 UTF-8 文字；可用 dutybook attach - 收作证据", "nothing was recorded: standard input is no UTF-8 text from byte {} on; keep it as evidence with dutybook attach -";
    NEEDS_NAME = "从标准输入收证据要用 --name 起个名字", "evidence from standard input needs a --name";
    NOT_TAKEN = "证据 {} 未收存：{}", "the evidence {} was not taken: {}";
    NO_COMPLETIONS = "没有给 {} 用的补全", "there are no completions for {}";
    NO_MANUAL = "手册页写不进 {}：{}", "the manual cannot be written into {}: {}";
    BAD_RECORD = "记录编号写成 分册:序号，例如 0f3a9c51d2b7e884:12", "a record is named FEED:SEQ, such as 0f3a9c51d2b7e884:12";
}
