//! Why something is not recorded, and what to do instead. No key is named: keys can be changed.

words! {
    STILL_SAVING = "上一条同类记录还在保存；稍候再试", "the last record about this is still being saved; try again in a moment";
    RUN_CLOSED = "已结案；要继续记录，先重新打开案卷", "this run is closed; reopen it to go on recording";
    RUN_OPEN = "案卷本来就开着，无需重新打开", "this run is open already, so there is nothing to reopen";
    NEWER_VERSION = "案卷里有新版本写的记录，本程序只能查看；请升级后再记录", "this run holds facts of a newer version and is read-only here; record with the newer program";
    NO_SUCH_STEP = "处置手册里没有这一步；可以另加一步", "the runbook has no such step; add one if it is needed";
    NO_SUCH_PHASE = "处置手册里没有这个环节", "the runbook has no such phase";
    PHASE_CALLED = "这个环节已经确认完成；重开其中一步后可再确认", "this phase has been called complete; reopen a step of it to call it anew";
    STEP_EXISTS = "已有同名编号的步骤；换一个编号", "a step of that id exists already; choose another id";
    ALREADY_SETTLED = "这一步已有结论；要改，先重新打开它", "this step is settled; reopen it to change that";
    ALREADY_RUNNING = "这一步已经开始；做完后记为完成", "this step is running already; complete it when it is done";
    ALREADY_BLOCKED = "这一步已经标为受阻；能继续时解除受阻", "this step is blocked already; unblock it when it can go on";
    NOT_BLOCKED = "这一步没有受阻，无需解除", "this step is not blocked, so there is nothing to lift";
    NOT_SETTLED = "这一步还没有结论，无需重新打开", "this step is not settled, so there is nothing to reopen";
    NOT_DONE = "只能复核已完成的步骤，而且是最近一次完成；没做完的先做完", "only a done step can be confirmed; complete it first, or confirm its latest record";
    OWN_WORK = "自己做的不能自己复核；请另一个人来复核", "the one who did it cannot confirm it; ask a second person";
    ALREADY_SIGNED = "你已经复核过这一步", "you have confirmed this step already";
    NO_SUCH_ASK = "处置手册里没有这个登记项；可以写成备注", "the runbook has no such ask; write a note instead";
    WRONG_VALUE = "这个值不合登记项的类型；按提示的格式改写", "the value does not fit this ask; write it in the form that is shown";
    SAME_ANSWER = "登记的就是这个值，没有变化", "this is the answer already, so nothing changes";
    HAS_ROWS = "台账里已有行，不能记为无；先删去这些行", "the table has rows, so it is not empty; strike them out first";
    NOT_ANSWERED = "这一项还没有登记，无可撤回", "this ask has no answer to take back";
    NO_SUCH_RECORD = "找不到这条记录，或它已被撤销；另选一条", "there is no such record, or it was undone; choose another";
    NO_SUCH_ROW = "这一步没有这一行，或不逐行做", "this step has no such row, or is not worked row by row";
    NOTHING_TO_UNDO = "没有你自己的记录可以撤销", "nothing of yours is left to undo";
    NOT_YOURS = "只能撤销自己的记录；对别人的记录请另记更正", "only your own facts can be undone; record a correction instead";
    RELIED_ON = "别人已经依据它作了记录，不能撤销；请另记更正", "somebody has built on it, so it cannot be undone; record a correction instead";
    CANNOT_UNDO = "这类记录不能撤销；需要时写一条备注说明", "a record of this kind cannot be undone; write a note about it if need be";
    EMPTY = "没有内容可记；先填写", "there is nothing to record; fill it in first";
    IN_FUTURE = "时间在将来；核对日期和时刻", "that time lies in the future; check the date and the time of day";
    NOT_RUNNING = "这个计时器没有在走", "this timer is not running";
    NO_SUCH_ROLE = "处置手册里没有这个角色", "the runbook has no such role";
    ALREADY_HOLDS = "这个角色已经由此人担任", "this person holds the role already";
    NOBODY_HOLDS = "这个角色现在无人担任", "nobody holds this role";
    ALREADY_CONFIRMED = "这次交班已经有人接了", "somebody has confirmed this handover already";
    NO_CONFLICT = "这里没有并列的记录", "nothing was recorded side by side here";
    NO_SUCH_CLOCK = "处置手册里没有这个时限；可以写成备注", "the runbook has no such clock; write a note instead";
    TOO_LONG = "超过一条记录的 8 KiB（文书 40）；分成几条，或作为证据附上", "longer than a record's 8 KiB (a notice: 40); split it, or attach it as evidence";
    NO_SUCH_NOTICE = "处置手册里没有这份文书，或所指的客户不在台账里", "the runbook has no such notice, or no such row to send it to";
    NOT_THE_DRAFT = "这已不是最新的一版；打开最新版再办", "this is not the latest version; open the latest and do it there";
    ALREADY_APPROVED = "这一版你已经批准过", "you have approved this version already";
    SAME_TEXT = "与上一版一字不差，没有新的内容可留存", "this reads like the last version, so there is nothing new to keep";
    ALREADY_NOT_NEEDED = "已经记为无需发出", "it is marked as not needed already";
}
