//! What a check of a journal finds, in a sentence each.

words! {
    FORM = "这一行不是一条合格的记录", "this line has not the form of a record";
    LINE_TOO_LONG = "这一行超过一条记录的最大长度", "this line is longer than a record may be";
    HEADER_HASH = "记录的头部被改动过（与 h 不符）", "the record's header was changed: it does not hash to `h`";
    BODY_DIGEST = "记录的内容被改动过（与 d 不符）", "the record's contents were changed: they do not hash to `d`";
    PREV = "与上一条记录接不上（prev 不符）", "the record does not follow the one before: `prev` differs";
    SEQ = "编号应为 {}，实为 {}：中间有记录被取走、重复或调换", "number {} is due and {} found: records were taken out, repeated or exchanged";
    RUN = "记录属于另一个案卷 {}", "the record belongs to another run, {}";
    FEED = "记录属于另一个分册 {}，与文件名不符", "the record belongs to another feed, {}, than the file's name says";
    BY = "记录人是 {}，与文件名不符", "the record is by {}, not by the person in the file's name";
    UP = "开机时长比上一条记录还短", "the time since boot runs back";
    OPENING = "分册的第一条、也只有第一条，说明由谁所写、案卷自己的文件和所接续的分册；这里不是这样，或写法不合格", "the first record of a feed, and no other, says who writes it, the run's own files and what it continues; here it is not so, or not in that form";
    DUPLICATE_FEED = "与 {} 是同一个分册，不重复计入", "this is the same feed as {}, and is not counted again";
    SEEN_FEED = "这里见过分册 {} 的记录，而这个分册不在", "records of the feed {} were seen here, and that feed is missing";
    SEEN_RECORD = "这里见过记录 {}:{}，而这条记录不在", "the record {}:{} was seen here, and is missing";
    SEEN_HASH = "这里见过的记录 {}:{} 与现有的不同", "the record {}:{} that was seen here is not the one that is there";
    SEEN_VOID = "这里见过或引用过 {}:{}，而它所在的分册后来被本人的另一个分册从更早处接续，这条记录因此不计入", "the record {}:{} was seen or referred to here, and a later feed of its writer takes up before it, so that it does not count";
    CYCLE = "几条记录互称在对方之后，是伪造的", "records each claim to follow the other, which can only be forged";
    CONTINUES = "本分册所接续的分册 {} 不在，或与所说不符", "the feed {} that this one continues is missing, or is not as it says";
    FILE_TYPE = "不是普通文件（链接、管道或文件夹），没有读", "this is no regular file but a link, a pipe or a folder; it was not read";
    UNREADABLE = "读不了：{}", "it cannot be read: {}";
    FILE_TOO_LONG = "文件太大或太多，没有读", "the file is too large, or one too many; it was not read";
    FILE_MISSING = "案卷自己的文件 {} 不在", "the run's own file {} is missing";
    FILE_CHANGED = "案卷自己的文件 {} 被改动过", "the run's own file {} was changed";
    EVIDENCE_MISSING = "证据材料 {} 的副本不在", "the copy of the evidence {} is missing";
    EVIDENCE_CHANGED = "证据材料 {} 的副本被改动过", "the copy of the evidence {} was changed";
    HELD_HEAD = "别处抄存的记录 {}:{} 不在，或与抄存的不同", "the record {}:{} that was noted down elsewhere is missing, or is another";
    SIGNATURE = "签名核对不上：签的不是这段话，或者不是所写的那把密钥", "the signature is not good: of another text, or by another key than is named";
    CHECKPOINT = "签名时写明的内容与分册里的记录对不上", "what was signed is not what the records of the feed are";
    OWNER = "首条记录写的账号是 {}，文件属于账号 {}", "the first record states account {}, and the file belongs to account {}";
    NO_FEED = "没有分册，或没有一条计入的记录", "there is no feed, or no record that counts";
    TORN_TAIL = "文件末尾有 {} 字节没有写完的记录，不计入", "the file ends in {} byte{s} of an unfinished record, which do not count";
    VOID = "末尾 {} 条记录（{} 字节）没有写成，已由后续分册接续，不计入", "records at the end that were never acknowledged and do not count, since a later feed continues before them: {} ({} bytes)";
    WITHHELD = "{} 条记录的内容已遮蔽，其余仍可核对", "records whose contents are withheld: {}; what is left verifies";
    NEWER = "{} 条记录是新版本写的，本程序读不懂内容", "records of a newer version, which cannot be read here: {}";
    EMPTY_FEED = "分册是空的", "the feed holds no record";
    STRAY_FILE = "不是分册的文件，没有读", "this is no feed; it was not read";
    /// Before a finding: file, line, byte.
    AT_LINE = "{} 第 {} 行（第 {} 字节起）：{} [{}]", "{}, line {} (from byte {}): {} [{}]";
    AT_LINE_ONLY = "{} 第 {} 行：{} [{}]", "{}, line {}: {} [{}]";
    AT_FILE = "{}：{} [{}]", "{}: {} [{}]";
}
