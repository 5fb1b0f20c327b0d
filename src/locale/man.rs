//! What a page of the manual says beside the commands' own words.

use super::{Lang, Word};

words! {
    NAME = "名称", "NAME";
    SYNOPSIS = "概要", "SYNOPSIS";
    DESCRIPTION = "说明", "DESCRIPTION";
    OPTIONS = "选项与参数", "OPTIONS";
    EXTRA = "示例", "EXTRA";
    VERSION = "版本", "VERSION";
    POSSIBLE = "\\fI可用：\\fR", "\\fIPossible values:\\fR";
    DEFAULT = " [默认：", " [default: ";
}

/// A section's heading in a language, by what it is in English.
pub fn heading(english: &str, lang: Lang) -> Option<&'static str> {
    let headings = [NAME, SYNOPSIS, DESCRIPTION, OPTIONS, EXTRA, VERSION];
    headings.into_iter().find(|word: &Word| word.en == english).map(|word| word.get(lang))
}
