//! What can be wrong with a theme file.

words! {
    UNKNOWN_KEY = "未知的键 `{}`", "unknown key `{}`";
    UNKNOWN_ROLE = "未知的角色 `{}`", "unknown role `{}`";
    UNKNOWN_COLOUR = "未知的颜色 `{}`,应为 #rrggbb、default、终端颜色名或 [palette] 中的名称",
        "unknown colour `{}`, expected #rrggbb, default, a terminal colour's name or a name from [palette]";
    UNKNOWN_PARENT = "找不到要继承的主题 `{}`", "there is no theme `{}` to inherit";
    CYCLE = "主题 `{}` 继承了自身", "theme `{}` inherits itself";
    WRONG_TYPE = "`{}` 应为{}", "`{}` is expected to be {}";
    DID_YOU_MEAN = "{};是否想写 `{}`?", "{}, did you mean `{}`?";
    PLACE = "{}:{}:{}: {}", "{}:{}:{}: {}";
    A_TABLE = "表", "a table";
    A_TEXT = "字符串", "a string";
    A_YES_NO = "true 或 false", "true or false";
    A_STYLE = "颜色或样式表", "a colour or a table of a style";
}
