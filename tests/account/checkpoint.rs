//! `dutybook checkpoint`, and what other commands have signed.

use super::{Desk, Told};
use crate::shell::agent::{FakeAgent, fingerprint, key};

fn checkpoints(desk: &Desk) -> usize {
    let told = desk.run(&["log", "1", "--format", "jsonl"]);
    told.out.matches(r#""kind":"checkpoint""#).count()
}

#[test]
fn a_run_is_signed_from_the_shell_and_verify_says_by_whom() {
    let desk = Desk::new();
    desk.start("Payroll leak", &[]);
    let told = desk.run(&["checkpoint"]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.errors.contains("identity = \"~/.ssh/id_ed25519.pub\""), "{}", told.errors);
    assert!(desk.run(&["verify", "1"]).out.contains("not signed"));

    let agent = FakeAgent::with(&[7]);
    let settings = format!("person = \"tester\"\nidentity = \"{}\"\nsigners = \"list\"\n", fingerprint(7));
    std::fs::write(desk.settings().join("config.toml"), settings).unwrap();
    let line = key(7).public_key().to_openssh().unwrap();
    std::fs::write(desk.settings().join("list"), format!("t@firm {line}\n")).unwrap();
    let run = |arguments: &[&str]| {
        Told::of(&desk.command(arguments).env("SSH_AUTH_SOCK", agent.socket()).output().unwrap())
    };
    let told = run(&["note", "no signature is owed for a note"]);
    assert_eq!((told.code, checkpoints(&desk)), (0, 0), "{}", told.errors);
    let told = run(&["checkpoint"]);
    assert_eq!((told.code, told.errors.as_str()), (0, ""));
    assert!(
        told.out.contains("signed the first 2 records of this feed with the key SHA256:"),
        "{}",
        told.out
    );
    let told = run(&["close", "--reason", "lead-decides"]);
    assert_eq!((told.code, told.errors.as_str()), (0, ""));
    assert_eq!(checkpoints(&desk), 2, "whoever closes a run stands for it");

    let told = run(&["verify", "1"]);
    let said = format!(" up to record 4: ssh-ed25519, {}, listed as t@firm", fingerprint(7));
    assert_eq!(told.code, 0, "{}", told.out);
    assert!(told.out.contains(&said), "{}", told.out);
    let told = run(&["verify", "1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(json["signed"][0]["upto"], 4);
    assert_eq!(json["signed"][0]["signer"], "t@firm");
    let told = run(&["verify", "1", "--signers", "/nonexistent"]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.errors.contains("cannot read the list of signers /nonexistent"), "{}", told.errors);

    std::fs::remove_file(desk.settings().join("list")).unwrap();
    let told = run(&["verify", "1"]);
    assert!(told.code == 0 && told.errors.contains("cannot read the list of signers"), "{}", told.errors);
    assert!(told.out.contains(&fingerprint(7)) && !told.out.contains("listed"), "{}", told.out);

    // Without the agent the record stands, and why it is not signed is said.
    let told =
        Told::of(&desk.command(&["reopen", "--run", "1", "--reason", "new-information"]).output().unwrap());
    assert_eq!(told.code, 0, "{}", told.errors);
    let told = Told::of(&desk.command(&["close", "--reason", "lead-decides"]).output().unwrap());
    assert_eq!(told.code, 0, "{}", told.errors);
    assert!(told.errors.contains("recorded, but not signed: there is no SSH agent"), "{}", told.errors);
    assert_eq!(checkpoints(&desk), 2);
}
