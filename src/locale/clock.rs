//! The words of clocks: how they stand, what they count from, how sure they are.

words! {
    COMMA = "、", ", ";
    COLON = "：", ": ";

    RUNNING = "在走", "running";
    OVERDUE = "已超时", "overdue";
    UNDECIDED = "待定", "undecided";
    UNGRADED = "待定级", "not graded yet";
    PROMPTLY = "及时", "promptly";
    LIMIT_MISSING = "未填时限", "no period";
    NOT_STARTED = "未起算", "not started";
    NO_ROWS = "台账为空", "no rows yet";
    MET = "已履行", "met";
    MET_LATE = "迟 {}", "{} late";
    NOT_APPLICABLE = "不适用", "not applicable";

    NO_ADVICE = "这里是提醒，不是法律意见；标「请律师核对」的没有读到原文，期限以律师和主管部门的说法为准。", "A reminder, not legal advice. What says “check with counsel” was not read in the official text; counsel and the authority have the last word.";
    HOW_COUNTED = "小时从起算时刻连续计，遇休假日不停。日、月、工作日按整日计：起算当日不算，到最后一日 24:00（主管部门所在时区）止；没有对应日的，以当月最后一日为准；休假日不顺延。没有数字的义务不算截止时间，只提醒「及时」。", "Hours run on from the start, through weekends too. Days, months and working days are whole days: the first is not counted, and the period ends at midnight of the last, where the authority sits; a month without that day ends with its last; nothing is put off for a holiday. A duty without a number has no due time and only says “promptly”.";
    HOW_DISPUTED = "起算点有争议的，几种读法并列，较早的领先；起算点还不知道的，显示未起算，不算超时；条件还没定的先照走，标「待定」。", "Where the start is disputed every reading is shown and the earliest leads. A start that is not known shows as such and is never overdue. While a condition is undecided the clock runs, and says so.";
    STATE = "状态", "State";
    DUE = "截止", "Due";
    LAST_DAY = "{} 当日 24:00 止（{}）", "the end of {} ({})";
    STARTS = "起算", "From";
    READING = "{} {}", "{} {}";
    READING_ENDS = "{} {}，到 {}", "{} {}, until {}";
    READING_LEADS = "{} {}，到 {}（先到，按此计）", "{} {}, until {} (ends first, so it leads)";
    READING_MISSING = "{}：还不知道", "{}: not known yet";
    LIMIT = "时限", "Limit";
    ONE_HOUR = "1 小时", "1 hour";
    HOURS = "{} 小时", "{} hours";
    DAYS = "{} 日（起算当日不计）", "{} days, the first not counted";
    WORKING_DAYS = "{} 个工作日（起算当日不计）", "{} working days, the first not counted";
    MONTHS = "{} 个月", "{} months";
    ONE_MONTH = "1 个月", "1 month";
    NO_NUMBER = "没有数字，及时履行，不计算截止时间", "no number: promptly, and no due time is computed";
    OF_ROW = "看台账这一行的「{}」", "what the row says under “{}”";
    TO_WHOM = "报给", "To";
    BY_WHOM = "由谁", "Who";
    MEETS = "凭此履行", "Met by";
    MET_BY_STEP = "完成「{}」", "the step “{}”";
    MET_BY_NOTICE = "发出「{}」", "sending “{}”";
    MET_BY_RECORD = "记下已履行", "recording that it was met";
    OR = "，或", ", or ";
    BASIS = "依据", "Basis";
    SURE_PRIMARY = "已读原文", "official text read";
    SURE_SECONDARY = "请律师核对", "check with counsel";
    SURE_OWN = "自备目录", "from a catalogue of your own";
    SURE_RUNBOOK = "处置手册所写，请律师核对", "the runbook's own; check with counsel";
    NATURE = "性质", "Nature";
    MANDATORY = "义务", "mandatory";
    GUIDANCE = "指引", "guidance";
    VOLUNTARY = "自愿", "voluntary";
    IN_FORCE = "施行", "In force";
    FROM_DAY = "{} 起", "from {}";
    FROM_UNTIL_DAY = "{} 至 {}", "{} to {}";
    UNTIL_DAY = "到 {} 止", "until {}";
    APPLIES = "适用", "Applies";
    CONTENT = "内容", "Contents";
    NOTE = "注意", "Note";
    WEEKEND = "休假日", "Weekends";
    RUNS_THROUGH = "照走不停", "it runs through them";
    NONE_STATED = "条文没写，照走不停", "the text is silent, so it runs through them";
    RELIEF_NOT_MODELLED = "可能顺延，这里不计", "they may put it off; not counted here";
    WORKING_DAYS_ONLY = "只计工作日", "only working days count";
    SOURCE = "出处", "Source";
    YEARS_UNKNOWN = "{} 年的节假日表未知，只按周末计", "holidays of {} not known: weekends only";
    NOT_SEALED = "本案卷立案时没有封存时限目录，以本程序所带为准", "the run keeps no catalogue of its own, since it is older: this program's counts";

    WHY = "缘由", "Why";
    WHY_CONDITION = "{}", "{}";
    WHY_NOT_IN_FORCE = "起算时还没有施行或已经失效", "the rule was not in force when it started";
    WHY_YIELDS = "由「{}」取代：它在本条到期后才起算", "“{}” takes its place: it started only after this one had ended";
    WAITS_FOR = "未答，先照走：{}", "runs until it is answered: {}";
    MAY_APPLY = "未答，还不知道是否适用：{}", "whether it applies is not answered yet: {}";
    SEEN = "知悉", "Seen";
    SEEN_STEP_BY = "{} 已知悉（{}），仍未完成", "acknowledged by {} {}, still not done";
    SEEN_BY = "{} 已知悉（{}），仍未履行", "acknowledged by {} {}, still not met";

    MET_AT = "{} 履行", "met {}";
    REFERENCE = "受理编号 {}", "reference {}";

    FROM_OPENED = "立案", "opening";
    FROM_CLOSED = "结案", "closing";
    FROM_STEP = "完成「{}」", "“{}” done";
    FROM_SENT = "发出「{}」", "“{}” sent";
    FROM_MET = "履行「{}」", "“{}” met";
    FROM_STAGE = "{}阶段结束", "end of {}";
}
