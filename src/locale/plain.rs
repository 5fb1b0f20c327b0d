//! What the line mode says and asks.

words! {
    LATE = "已逾期", "late";
    CHOSEN = "选中 ", "chosen ";
    IN_TIME = "时限", "time";
    MIND = "注意", "mind";
    OTHER = "另有人 ", "also here ";
    EVIDENCE = "证据", "evidence";
    TO = "到", "to";
    AFTER_LABEL = "：", ": ";
    BETWEEN = "；", "; ";
    NOTHING = "空", "nothing";
    VALUE = "{}：{}", "{}: {}";
    NOT_UNDERSTOOD = "听不懂：{}。输入 ? 列出能做的", "not understood: {}. ? lists what can be done";
    DOES_NOTHING = "{} 在这里不起作用。输入 ? 列出能做的", "{} does nothing here. ? lists what can be done";
    NO_SUCH_OPTION = "没有这一项：{}", "there is no such choice: {}";
    SEVERAL_FIT = "不止一项符合：{}", "more than one fits: {}";
    AND_MORE = "共 {} 项，以上是第 {} 至 {} 项，其余说名称或编号；{} 接着列", "{} in all; these are {} to {}; the others go by name or number; {} tells the next";
    MORE = "更多", "more";

    HOME_LAST = "上次的案卷：{}", "where you were: {}";
    HOME_RUN = "开着的案卷：{}", "open run: {}";
    HOME_CLOSED = "已结案：{}", "closed run: {}";
    HOME_BOOK = "立案，用手册：{}", "open a run by the runbook: {}";
    OPEN_FOR = "已开 {}", "open for {}";
    PROGRESS = "{}/{} 步", "{} of {} steps settled";
    NOTHING_FITS = "没有符合 {} 的", "nothing fits {}";
    HOME_PROMPT = "选哪个（空行是第 1 个，? 说明）：", "Which one (an empty line takes 1, ? for help): ";
    HOME_PROMPT_EMPTY = "换个词找（空行列出全部）：", "Other words to look for (an empty line lists all): ";

    PHASE = "环节 {}/{}：{}，已有结论 {}/{} 步", "Phase {} of {}: {}, {} of {} steps settled";
    STEP = "步骤 {}/{}：{}", "Step {} of {}: {}";
    PROMPT = "{}（{}）。1 {}，? 列出全部：", "{}, {}. 1 {}, ? for everything: ";
    PROMPT_SETTLED = "{}（{}）。? 列出能做的：", "{}, {}. ? for what can be done: ";
    PROMPT_CLOSED = "案卷 {} 已结案。? 列出能做的：", "Run {} is closed. ? for what can be done: ";
    CLOSED_AT = "结案于 {}", "closed at {}";
    FAILED = "没有写进日志：{}", "not written to the journal: {}";
    TIME_LEFT = "时限 {}：还有 {}", "time {}: {} left";
    TIME_PASSED = "时限 {}：已过 {}", "time {}: passed {} ago";
    MARK = "，", ", ";
    TIME_AND_SPAN = "{}，{} 前", "{}, {} ago";
    PASSED_NOW = "时限已到：{}", "A time has passed: {}";
    RECORDED = "已记录：{}", "Recorded: {}";
    RECORDED_BY = "{} 记录：{}", "{} recorded: {}";

    HELP_HOW = "输入编号，或括号里的名称、按键。+ 和 - 换到下一步、上一步；空行重说现在在哪；< 回到首页", "Answer with a number, or with the name or the key in brackets. + and - go to the next and the previous step; an empty line tells again where you are; < goes to the first page";
    ACTION = "{} {}（{}）：{}", "{} {} ({}): {}";
    ACTION_NOT_NOW = "{} {}：{}", "{} {}: {}";
    NOT_NOW = "{}（现在不能：{}）", "{} (not now: {})";
    HELP_NOT_NOW = "现在不能做的：", "Not now:";
    DOWN = "+", "+";
    UP = "-", "-";

    ASK = "{}：", "{}: ";
    ASK_OPTIONAL = "{}（可空）：", "{} (may be empty): ";
    ASK_FILLED = "{} [{}]：", "{} [{}]: ";
    ASK_LINES = "{}（可多行，单独一个 . 结束）：", "{} (lines, a single . ends them): ";
    ASK_LINES_OPTIONAL = "{}（可空；可多行，单独一个 . 结束）：", "{} (may be empty; lines, a single . ends them): ";
    ASK_LINES_FILLED = "{} [{}]（可多行，单独一个 . 结束）：", "{} [{}] (lines, a single . ends them): ";
    BUTTON_PROMPT = "空行：{}；编号改一项；< 返回：", "An empty line: {}; a number changes one; < goes back: ";
    HELP_LINE = "输入一行；空行取方括号里的内容；- 清空", "Type a line; an empty one takes what is in brackets, - clears it";
    HELP_LINES = "输入一行或多行，单独一个 . 结束；空行取方括号里的内容；- 清空；写到一半，< 停下来重问，写过的留着", "Type lines, and a single . after them; an empty line takes what is in brackets, - clears it; in the middle of it < asks again and keeps what was typed";
    HELP_CHOICE = "输入编号或名称；空行取方括号里的", "Answer with a number or a name; an empty line takes what is in brackets";
    HELP_MANY = "输入几个编号或名称，用逗号隔开；空行不改；- 清空", "Answer with numbers or names and commas between them; an empty line changes nothing, - clears it";
    HELP_FORM = "< 回上一项；开头加空格，? 和 < 就当文字", "< goes back by one; after a blank, ? and < are text";

    REASON = "理由的编号，或自己的话：", "The number of a reason, or your own words: ";
    REASON_OWN = "理由：", "Why: ";
    OF_STEP = "前 {} 项属于这一步", "the first {} belong to this step";
    CLEAR = "清除", "clear";
    SHEET_PROMPT = "填哪一项 [{}]：", "Which one [{}]: ";
    NO_ROWS_PROMPT = "改哪一行，一行都没有就答 无 [{}]：", "Which row, or none [{}]: ";
    ROWS_PROMPT = "改哪一行 [{}]：", "Which row [{}]: ";
    ROW_LIST_PROMPT = "{}/{}，哪一行 [{}]：", "{} of {}, which row [{}]: ";
    ROWS_ALL = "全部", "all";
    FIND_PROMPT = "编号，或换个词找：", "A number, or words to look for: ";
    FIND_NOTHING = "没有符合的；换个词找：", "Nothing fits; other words: ";
    FILTERS = "可筛选：{}", "To choose from: {}";
    HISTORY_PROMPT = "编号看全文，或筛选、找词：", "A number for the whole record, or what to choose or look for: ";
    OLDER = "更早", "older";
    NEWER = "更晚", "newer";
    RECORD_PROMPT = "做哪一件（空行返回）：", "What to do with it (an empty line goes back): ";
    READ_PROMPT = "空行返回：", "An empty line goes back: ";
    QUIT_PROMPT = "空行退出，< 留下：", "An empty line leaves, < stays: ";
    OTHER_PROMPT = "按键名、编号、名称或文字（< 返回，? 说明）：", "A key, a number, a name or text (< goes back, ? for help): ";
    OTHER_PROMPT_ENTER = "空行：{}；< 返回；? 说明：", "An empty line: {}; < goes back; ? for help: ";
    CHOSEN_AND = "[{}] {}", "[{}] {}";
    HERE = "〔填这里〕", "[this gap]";
    GAP_PROMPT = "第 {}/{} 行，填空：{} —— 填什么（空行：下一处；< 写完）：", "Line {} of {}, a gap in: {} -- what goes there (an empty line: the next gap; < ends): ";
    LINE_PROMPT = "第 {}/{} 行 [{}]（空行：下一行；< 写完；? 说明）：", "Line {} of {} [{}] (an empty line: the next one; < ends; ? for help): ";
    HELP_LETTER = "改写文书：输入的文字替换所在的一行；编号到那一行，+ 和 - 到下、上一行；> 加文字在下面加一行；清除 把这一行清空；文字本身是数字或这些符号时前面加空格", "Writing: what is typed takes the place of the line; a number goes to that line, + and - to the next and the one before; > and text adds a line below; clear empties the line; after a blank, numbers and signs are text";
    HELP_NAMES = "列出的可用名称或名称开头选中", "What is listed is chosen by its name or the beginning of it";
    HELP_HOME = "输入编号打开；输入词语筛选，中文、英文、拼音首字母都行；空行取第 1 个；< 撤去筛选，再 < 退出", "Answer with a number to open; words narrow the list, in Chinese, English or pinyin initials; an empty line takes the first; < takes the words back, and then leaves";
    HELP_REASON = "输入现成理由的编号，或写自己的话；< 返回，什么也不记录", "Answer with the number of a ready reason, or write your own; < goes back and records nothing";
    HELP_SHEET = "输入编号填写；「清除 3」撤回第 3 项；空行取方括号里的；< 返回", "Answer with a number to fill in; clear 3 takes back the third; an empty line takes what is in brackets; < goes back";
    HELP_ROWS = "输入行的编号或名称；「全部」把剩下的一次记下；空行取方括号里的；已有结论的行选中即重开；< 返回", "Answer with a row's number or name; all records those that are left at once; an empty line takes what is in brackets; a row that is settled is opened again; < goes back";
    HELP_FIND = "输入编号选定；输入词语重新筛选；空行取选中的；< 返回", "Answer with a number to choose; words narrow the list anew; an empty line takes the chosen one; < goes back";
    HELP_HISTORY = "输入编号看一条的全文；输入筛选名或词语；更早、更晚翻页；< 返回", "Answer with a number for a whole record; with a name to choose by, or words; older and newer leaf; < goes back";
    HELP_RECORD = "输入编号；空行或 < 返回", "Answer with a number; an empty line or < goes back";
    HELP_OTHER = "可用按键如下；空行当回车，< 当 Esc，+ 和 - 当下、上，? 前加空格才是键，tab、space、del 写名称，其余当文字输入；变了的才重说，? 全部重说", "These keys work; an empty line is Enter, < is Esc, + and - are down and up, ? is a key after a blank, tab, space and del go by name, anything else is typed as text; what changes is told, ? tells all of it";

    LEFT_IN_THE_MIDDLE = "输入在中途结束，没写完的没有记录", "the input ended in the middle; what was begun was not recorded";
    STOPPED = "脚本的这一行没有照做，到此为止：{}", "this line of the script was not done, and nothing after it is read: {}";
}
