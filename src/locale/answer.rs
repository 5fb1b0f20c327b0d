//! Why a typed text is no answer, and how to write one.

words! {
    BLANK = "还没有填写", "nothing is filled in";
    SEVERAL_LINES = "这一项只能写一行", "this takes one line";
    NOT_A_NUMBER = "要一个数，如 3、1,200 或 1.2万", "a number is needed, such as 3 or 1,200";
    TOO_PRECISE = "数字太长", "the number has too many digits";
    AT_LEAST = "至少 {}", "at least {}";
    AT_MOST = "至多 {}", "at most {}";
    BETWEEN = "应在 {} 到 {} 之间", "between {} and {}";
    NO_SUCH_CHOICE = "没有「{}」这个选项；可选：{}", "`{}` is no choice here; choose from {}";
    NOT_YES_OR_NO = "请答 是 或 否", "answer yes or no";
    NOT_A_TIME = "看不懂这个时间；可写 04:12、昨天 23:50、11-23 04:12 或 -20m", "that is no time; write 04:12, yesterday 23:50, 11-23 04:12 or -20m";
    PERIOD_NO_NUMBER = "时长以数字开头，如 15m 或 15分钟", "a duration starts with a number, as in 15m";
    PERIOD_NO_UNIT = "时长要写单位：秒 分钟 小时 天 个月 年（s m h d mo y）", "a duration needs a unit: s, m, h, d, mo or y";
    PERIOD_UNKNOWN_UNIT = "时长的单位是 秒 分钟 小时 天 个月 年（s m h d mo y）", "the units of a duration are s, m, h, d, mo and y";
    PERIOD_TOO_LONG = "时长最多 200 年", "a duration is at most 200 years";
    OTHER_CURRENCY = "币种应为 {}，写的是 {}", "the amount is in {}, not in {}";
    IS_A_TABLE = "这是台账，要一行一行登记：栏=值, 栏=值；一行都没有就写 无", "this is a table; add it row by row, as column=value, column=value, or write none where there is no row";
    NO_COLUMN = "每一格都要写成 栏=值；可用的栏：{}", "write each cell as column=value; the columns are {}";
    NO_SUCH_COLUMN = "没有「{}」这一栏；可用的栏：{}（值里有 = 时用引号括起来）", "`{}` is no column here; the columns are {} (quote a value that holds =)";
    COLUMN_TWICE = "「{}」写了两次", "`{}` is given twice";
    IN_CELL = "{}：{}", "{}: {}";
    LIST_COMMA = "、", ", ";
}
