//! What `dutybook check` says beside the problems themselves, whose words stand with them.

words! {
    ERROR = "错误", "error";
    WARNING = "警告", "warning";
    HELP = "提示", "help";
    NOTE = "另见", "note";
    FIRST_IS_AT = "第一个在 {}:{}:{}", "the first is at {}:{}:{}";
    CLEAN = "没有问题：{}", "no problems in {}";
    FOUND = "{}，见于 {}", "{} in {}";
    FILE = "1 个文件", "1 file";
    FILES = "{} 个文件", "{} files";
    PROBLEM = "1 个问题", "1 problem";
    PROBLEMS = "{} 个问题", "{} problems";
    WARNINGS = "其中警告 {} 个", "warnings among them: {}";
    NO_SUCH_FILE = "没有这个文件：{}", "there is no file {}";
    FOLDER = "{} 是文件夹；请写出其中的文件，或把手册放进 {} 后不带路径运行", "{} is a directory; name a file in it, or put runbooks into {} and give no path";
    NO_FILE = "{} 不是普通文件", "{} is not a regular file";
    UNREADABLE = "读不了 {}：{}", "cannot read {}: {}";
}
