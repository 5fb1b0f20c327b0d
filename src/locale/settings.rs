//! What is said about the settings file and the time zone.

words! {
    AT = "{}:{}:{}：{}", "{}:{}:{}: {}";
    UNREADABLE = "读不了设置文件 {}：{}", "cannot read the settings file {}: {}";
    UNKNOWN_KEY = "没有 `{}` 这个设置；可用的有 {}", "there is no setting `{}`; the settings are {}";
    DID_YOU_MEAN = "没有 `{}` 这个设置；是不是想写 `{}`？", "there is no setting `{}`; did you mean `{}`?";
    WRONG_TYPE = "`{}` 要写成 {}", "`{}` must be {}";
    FORM_TEXT = "字符串，如 \"…\"", "a string, such as \"…\"";
    FORM_TRUTH = "true 或 false", "true or false";
    FORM_TEXTS = "字符串列表，如 [\"…\"]", "a list of strings, such as [\"…\"]";
    NO_SUCH_LANGUAGE = "没有 `{}` 这种语言；可用 zh 或 en", "there is no language `{}`; it is zh or en";
    NO_SUCH_ZONE = "没有 `{}` 这个时区；可写 Asia/Shanghai 或 +08:00", "there is no time zone `{}`; write one such as Asia/Shanghai or +08:00";
    NO_PERSON = "`{}` 不能作人员代号；只用字母、数字和 . _ : @ + -，最多 32 个；中文姓名写在 name", "`{}` is no person's id: letters, digits and . _ : @ + -, at most 32; a name in any script goes into `name`";
    NAME_TOO_LONG = "姓名太长，最多 {} 个字", "the name is too long: at most {} characters";
    NO_CHOICE = "`{}` 只能是 {}，没有 `{}`", "`{}` is one of {}, not `{}`";
    FORM_KEYS = "一个键，或几个键的列表，如 [\"n\", \"Ctrl-n\"]", "a key or a list of keys, such as [\"n\", \"Ctrl-n\"]";
    NO_SUCH_ACTION = "没有 `{}` 这个操作；操作的代号见说明书的按键表", "there is no action `{}`; the README's table of keys has their names";
    ACTION_MEANT = "没有 `{}` 这个操作；是不是想写 `{}`？", "there is no action `{}`; did you mean `{}`?";
    KEY_CLASH = "{} 键已归 `{}`；给 `{}` 换一个键，或给 `{}` 另选", "the key {} is that of `{}`; give `{}` another one or choose another for `{}`";
    NO_HOME_FOLDER = "找不到主目录；设置 DUTYBOOK_HOME 再试", "there is no home folder; set DUTYBOOK_HOME and try again";
}
