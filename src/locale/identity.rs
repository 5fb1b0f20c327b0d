//! What is said of the person's key, and of what is signed with it.

words! {
    UNREADABLE = "读不了公钥文件 {}：{}", "cannot read the public key {}: {}";
    NO_KEY = "「{}」不是公钥；identity 要写公钥文件的路径（如 ~/.ssh/id_ed25519.pub）、公钥本身，或 SHA256: 开头的指纹", "`{}` is no public key; `identity` takes the path of one (such as ~/.ssh/id_ed25519.pub), the key itself, or a fingerprint that begins with SHA256:";
    KIND = "{} 类的密钥不能用来签名；请换 Ed25519（ssh-keygen -t ed25519，或硬件密钥 -t ed25519-sk）", "keys of the kind {} cannot sign here; use Ed25519 (ssh-keygen -t ed25519, or -t ed25519-sk in hardware)";
    NO_AGENT = "找不到 ssh-agent（SSH_AUTH_SOCK 未设）；经 SSH 登录的，请用 ssh -A", "there is no SSH agent (SSH_AUTH_SOCK is not set); over SSH, log in with ssh -A";
    SILENT = "ssh-agent 没有应答：{}", "the SSH agent does not answer: {}";
    NOT_THERE = "ssh-agent 里没有密钥 {}；用 ssh-add 加进去", "the SSH agent does not hold the key {}; add it with ssh-add";
    REFUSED = "密钥 {} 没有签：被拒绝，或者没有及时确认", "the key {} did not sign: refused, or not confirmed in time";
    NOT_SIGNED = "记录已存好，但没有签名：{}", "recorded, but not signed: {}";
    NO_IDENTITY = "设置里没有 identity：写上公钥文件的路径，如 identity = \"~/.ssh/id_ed25519.pub\"", "the settings name no `identity`: give the path of a public key, such as identity = \"~/.ssh/id_ed25519.pub\"";
    WELL = "密钥 {} 在 ssh-agent 里，可以签名", "the key {} is in the SSH agent and can sign";
    FAULT_TODO = "没有签名也能照常记录；复核只按账号分级", "records are kept all the same; sign-offs are graded by account alone";
    SIGNED = "已签名的（每本分册、每把密钥最后一次）", "signed, the latest of each feed and key";
    SIGNED_LINE = "{} 签到第 {} 条：{}，{}{}", "{} up to record {}: {}, {}{}";
    SIGNER = "，名单上是 {}", ", listed as {}";
    NO_SIGNER = "，不在名单上", ", not in the list";
    BAD_SIGNERS = "读不了签名人名单 {}：{}", "cannot read the list of signers {}: {}";
    NOT_SIGNED_AT_ALL = "没有签名：是谁写的只凭账号", "not signed: who wrote what is known by account alone";
}
