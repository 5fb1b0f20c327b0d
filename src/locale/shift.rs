//! Status updates, handovers and what is due: the words of those who keep a run going through the night.

words! {
    DONE = "完成：{}", "Done: {}";
    SET_ASIDE = "跳过或不适用：{}", "Skipped or not applicable: {}";
    BLOCKED = "受阻：{}", "Blocked: {}";
    RUNNING = "进行中：{}", "Under way: {}";
    ANSWERED = "登记：{}", "Now known: {}";
    DECIDED = "决定：{}", "Decided: {}";
    QUESTIONS = "待查：{}", "Open questions: {}";
    FOUND_OUT = "查明：{}", "Found out: {}";
    EVIDENCE = "证据：{}", "Evidence: {}";
    NOTHING_NEW = "自 {} 以来没有新进展", "Nothing new since {}";
    PAIR = "{} {}", "{} {}";
    ARROW = "{} → {}", "{} → {}";
    SEMICOLON = "；", "; ";
}
