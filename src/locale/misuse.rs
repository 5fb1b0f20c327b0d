//! What the command line says of itself: headings of its help, and why arguments cannot be used.
//!
//! The English is what `clap` says, to the letter; a test holds it against `clap`.

words! {
    USAGE = "用法：{}", "Usage: {}";
    COMMANDS = "命令", "Commands";
    ARGUMENTS = "参数", "Arguments";
    OPTIONS = "选项", "Options";
    EXAMPLES = "示例", "Examples";
    SECTION = "{}：", "{}:";
    ANY_OPTIONS = "[选项]", "[OPTIONS]";
    A_COMMAND = "命令", "COMMAND";
    DEFAULT = "[默认：{}]", "[default: {}]";
    POSSIBLE = "[可用：{}]", "[possible values: {}]";
    POSSIBLE_COMMANDS = "[可用：{}]", "[subcommands: {}]";
    VALUE_MEANS = "- {}：{}", "- {}: {}";
    BETWEEN = "、", ", ";

    ERROR = "错误：{}", "error: {}";
    UNKNOWN_ARGUMENT = "没有参数 `{}`", "unexpected argument '{}' found";
    UNKNOWN_COMMAND = "没有命令 `{}`", "unrecognized subcommand '{}'";
    TWICE = "`{}` 不能写两次", "the argument '{}' cannot be used multiple times";
    NOT_WITH = "`{}` 不能和 `{}` 一起用", "the argument '{}' cannot be used with '{}'";
    NOT_WITH_THESE = "`{}` 不能和这些一起用", "the argument '{}' cannot be used with:";
    NO_VALUE = "`{}` 后面要写一个值", "a value is required for '{}' but none was supplied";
    BAD_VALUE = "值 `{}` 不能用于 `{}`", "invalid value '{}' for '{}'";
    BECAUSE = "{}：{}", "{}: {}";
    MISSING = "缺少参数", "the following required arguments were not provided:";
    NO_COMMAND = "`{}` 后面要写命令", "'{}' requires a subcommand but one was not provided";
    NO_EQUALS = "`{}` 和值之间要写等号", "equal sign is needed when assigning values to '{}'";
    NOT_UTF8 = "参数里有不是 UTF-8 的字节", "invalid UTF-8 was detected in one or more arguments";

    TIP = "  提示：{}", "  tip: {}";
    SIMILAR_COMMAND = "有相近的命令 {}", "a similar subcommand exists: {}";
    SIMILAR_COMMANDS = "有相近的命令 {}", "some similar subcommands exist: {}";
    SIMILAR_ARGUMENT = "有相近的参数 {}", "a similar argument exists: {}";
    SIMILAR_VALUE = "有相近的值 {}", "a similar value exists: {}";
    QUOTED = "`{}`", "'{}'";
    AS_VALUE = "要把 `{}` 当作值，写成 `-- {}`", "to pass '{}' as a value, use '-- {}'";
    ELSEWHERE = "有 `{}`", "'{}' exists";
    NO_DASHES = "有命令 `{}`，去掉前面的 `--`", "subcommand '{}' exists; to use it, remove the '--' before it";
    MORE = "加 `--help` 看说明", "For more information, try '--help'.";

    NEEDS_A_SPAN = "要写时长，如 30m、2h、1d", "a length of time is needed, such as 30m, 2h or 1d";
    NEEDS_A_COLOUR = "要写 auto、always、never、16、256 或 truecolor", "expected auto, always, never, 16, 256 or truecolor";
}
