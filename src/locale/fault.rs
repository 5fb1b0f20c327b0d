//! What a disk that fails means, for somebody who is tired.

words! {
    FULL = "磁盘满了", "the disk is full";
    QUOTA = "你的磁盘配额用完了", "your disk quota is used up";
    BROKEN = "磁盘读写出错，可能坏了", "the disk reports an error and may be failing";
    READ_ONLY_DISK = "磁盘现在只能读，不能写", "the disk can only be read now, not written";
    TOO_BIG = "文件大小到了系统给的上限（ulimit -f）", "the file has reached the size that the system allows (ulimit -f)";
    NO_PERMISSION = "没有写入的权限", "you may not write there";
    GONE = "文件夹不在了：可能被移走，或者没有挂载", "the folder is gone: moved away, or not mounted";
    IS_LINK = "那里是一个链接，不往链接里写", "a link stands there, and nothing is written through one";
    NOT_ANSWERING = "存放案卷的机器没有回应", "the machine that holds the folder does not answer";
    INTERRUPTED = "写入被打断", "the write was interrupted";
    TOO_MANY_FILES = "打开的文件太多", "too many files are open";
    OTHER = "磁盘没有接受", "the disk did not take it";
    /// Words for the cause, then the system's own.
    WITH_SYSTEM = "{}（系统错误 {}）", "{} ({})";
    SYSTEM_NUMBER = "系统错误 {}", "system error {}";
    UNNAMED = "原因不明", "for no reason that is known";
    IS_FOLDER = "这是文件夹，不是文件", "it is a folder and no file";
    IS_NO_FOLDER = "这不是文件夹", "it is no folder";
    NOT_UNDERSTOOD = "内容看不懂，或与说的不符", "what is in it cannot be understood, or is not what was said";
    CUT_SHORT = "文件到一半就没有了", "the file ends in the middle";
    /// A file of a tar, and what is wrong with it.
    AT_PLACE = "{}：{}", "{}: {}";
    NO_TAR = "这不是 tar", "it is no tar";
    NO_JOURNAL_IN_TAR = "里面没有日志", "it holds no journal";
    TOO_LARGE_IN_TAR = "有 {} 字节，超过 {}", "it has {} bytes, more than {}";
    TOO_MANY_IN_TAR = "这一类的文件超过 {} 个", "there are more than {} of its kind";
    NO_ROOM_TO_LAY_OUT = "临时文件夹放不下", "the temporary folder has no room for it";
    NOT_LAID_OUT = "解不到 {} 里：{}", "nothing can be laid out in {}: {}";
    CREATE = "建不了日志文件：{}", "no journal file could be made: {}";
    WRITE = "日志写不进去：{}", "the journal could not be written: {}";
    SHORT = "日志只写进去 {} / {} 字节，磁盘可能满了", "only {} of {} bytes went into the journal; the disk may be full";
    SYNC = "磁盘没有确认写好：{}", "the disk did not confirm the write: {}";
    DEAD = "日志文件先前已经出错，不再写入", "this journal file failed before and is not written to any more";
    RANDOM = "系统没有给出随机数：{}", "the system gave no random numbers: {}";
    /// The failed record counts nowhere: a new feed goes on without it.
    SETTLED = "{}。这条不算数；已另起一册，请再记一次", "{}. It does not count; a new feed goes on, so record it again";
    /// The same where the new feed lies in the fallback folder.
    SETTLED_ELSEWHERE = "{}。这条不算数；已另起一册，写在备用位置 {}，请再记一次", "{}. It does not count; a new feed goes on in the fallback folder {}, so record it again";
    /// No new feed could be made, so nobody can say whether the failed record will be read later.
    UNSETTLED = "{}。这条是否留下了说不准，另起一册也没成；腾出空间或换好磁盘后再记一次", "{}. Whether it is there cannot be told, and no new feed could be made; mend the disk or make room, then record it again";
    /// Nothing was written, and no feed could be made.
    NOTHING_WRITTEN = "{}。什么都没写进去；腾出空间或换好磁盘后再记一次", "{}. Nothing was written; mend the disk or make room, then record it again";
    NO_REGULAR_FILE = "不是普通文件（是文件夹、链接、管道或设备）", "it is no regular file but a folder, a link, a pipe or a device";
    FILE_TOO_LONG = "文件超过上限", "it is larger than such a file can be";
    UNREAD = "读不了", "it cannot be read";
    LINKS_GO_ROUND = "读不了：链接绕成了圈", "it cannot be read: its links lead in a circle";
    NO_SUCH_FILE = "没有这个文件", "there is no such file";
    MAY_NOT_READ = "没有读取的权限", "you may not read it";
    CHANGED_MEANWHILE = "读的时候它还在变；等它停下来，或先另存一份", "it changed while it was read; wait until it rests, or take a copy of it";
    NOT_COPIED = "副本没有写成：{}", "the copy could not be written: {}";
    OUTPUT_FAILED = "输出没有写完：{}", "the output could not be written to its end: {}";
    ELSEWHERE_NOW = "案卷所在的磁盘写不进去，记录现在写到备用位置 {}", "the run's own disk takes nothing; records now go to the fallback folder {}";
    ELSEWHERE = "案卷 {} 的一部分记录写在备用位置 {}：原来的磁盘好了以后，把那里 journal 里的文件拷进案卷的 journal", "part of run {} was written to the fallback folder {}: once the disk is well, copy the files in its journal folder into the run's";
}
