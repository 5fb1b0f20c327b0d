//! What the subcommands say about their arguments.

words! {
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
}
