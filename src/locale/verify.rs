//! What `dutybook verify` says.

words! {
    SOUND = "完好：每条记录的内容、先后和归属都核对无误", "sound: the contents, order and origin of every record verify";
    DAMAGED = "已损坏：发现 {} 处", "damaged: {} found";
    DAMAGE = "损坏", "damage";
    NOTES = "另请留意", "worth knowing";
    RUN = "案卷 {} {}", "run {} {}";
    NO_NAME = "案卷 {}", "run {}";
    COUNTS = "分册 {} 本，记录 {} 条，其中内容已遮蔽 {} 条", "feeds: {}, records: {}, of which withheld: {}";
    PERSONS = "记录人：{}", "by: {}";
    SPAN = "时间：{} 至 {}", "from {} to {}";
    HEADS = "各分册的最后一条（抄下来，存到别处）", "the last record of each feed, to be noted down elsewhere";
    UNNAMED_HEADS = "最后的记录（抄下来，存到别处）；其余 {} 个分册的最后一条，这里的记录已经指明", "the last records, to be noted down elsewhere; they vouch for the last record of {} other feed{s} too";
    CUT = "从末尾整条删去记录，或整本重写，单看案卷看不出来；只有用 --head 对照别处抄存的最后一条才能发现。", "Records cut off whole at the end, or a journal written anew as a whole, do not show in the run itself, only against a last record that was noted down elsewhere (--head).";
    UNREADABLE_RUN = "读不了案卷 {}：{}", "cannot read the run {}: {}";
    NO_HEAD = "「{}」不是抄存的记录；要写成 FEED:SEQ H", "`{}` is no record noted down; write it as FEED:SEQ H";
}
