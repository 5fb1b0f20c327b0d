//! The runbook's demands, and the reasons that people choose from where they set one aside.

words! {
    UNMET_MUST = "必做步骤", "a step that must not be skipped";
    UNMET_ORDER = "前面的步骤还没做完", "steps before it are open";
    UNMET_EVIDENCE = "缺少必需的证据", "required evidence is missing";
    UNMET_SIGN_OFF = "缺少复核", "confirmation by a second person is missing";
    UNMET_ASKS = "有应登记的项未登记", "asks required by now are unanswered";
    UNMET_OPEN_STEPS = "还有步骤没有结论", "steps are open";
    UNMET_APPLICABLE = "按条件不适用", "it does not apply by its condition";
    UNMET_APPROVAL = "文书未经批准", "the notice was not approved";
    UNMET_ROLE = "批准人不担任所要求的角色", "the approver does not hold the role that is asked for";
    UNMET_SECOND_PERSON = "批准人就是起草人", "the approver drafted it";

    ROLE_HELD_BY = "{}，现由 {} 担任；请其批准，或先接任这个角色", "{}, held by {}: ask them to approve it, or take the role first";
    ROLE_HELD_BY_NOBODY = "{}，现在无人担任；先接任这个角色，或交给别人担任", "{}, held by nobody: take the role first, or give it to somebody";
    ASK_A_SECOND_PERSON = "请另一个人批准", "ask a second person to approve it";

    NO_TIME = "情况紧急，来不及", "no time: more urgent things first";
    UNAVAILABLE = "所需的人或系统不可用", "the person or system needed is unavailable";
    DONE_OTHERWISE = "已用别的办法做到", "done in another way";
    LEAD_DECIDES = "由负责人决定", "the lead decided so";
    UNRELATED = "与本次情况无关", "it has nothing to do with this case";
    RISK_OF_HARM = "照做会造成更大损害", "doing it would cause more harm";

    CANNOT_WAIT = "等不及前面的步骤", "it cannot wait for the steps before it";
    IN_PARALLEL = "与前面的步骤同时进行", "it goes on beside the steps before it";
    TO_BE_SAFE = "稳妥起见，照样做", "done to be on the safe side";
    FOLLOWS_LATER = "缺的随后补上", "what is missing follows later";

    AGREED_ELSEWHERE = "批准人已另行口头或书面同意", "whoever approves it has agreed by telephone or in writing";

    TOLD_OTHERWISE = "对方已从别处得知", "they have been told in another way";
    NOT_AFFECTED = "查明没有受到影响", "found not to be affected";
    NOT_REQUIRED = "法律和合同都不要求", "neither law nor contract asks for it";

    WAITING_THIRD_PARTY = "等第三方", "waiting for a third party";
    WAITING_PERSON = "等人到位或答复", "waiting for a person";
    NO_ACCESS = "没有权限或登录不上", "no access";
    MISSING_TOOL = "缺少工具或材料", "a tool or material is missing";

    BY_MISTAKE = "误操作", "by mistake";
    NEW_INFORMATION = "有了新情况", "new information came in";
    NOT_FINISHED = "其实没有做完", "it was not finished";
    TURNED_OUT_WRONG = "后来发现不对", "it turned out to be wrong";
}
