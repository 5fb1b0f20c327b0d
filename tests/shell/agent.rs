//! An SSH agent of the tests' own, and what the program records with a key that it holds.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use dutybook::app::{Effect, Followed, Msg};
use dutybook::journal::{PersonId, Report};
use dutybook::run::sign_off::Independence;
use dutybook::run::{Event, Run};
use dutybook::runbook::Id;
use dutybook::shell::disk_thread::DiskThread;
use dutybook::shell::identity::{Identity, IdentityFault, PATIENCE};
use dutybook::shell::{Home, Settings, reading};
use signature::Signer;
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{HashAlg, PrivateKey};

/// A key that is the same in every run of the tests.
pub(crate) fn key(seed: u8) -> PrivateKey {
    let pair = KeypairData::Ed25519(Ed25519Keypair::from_seed(&[seed; 32]));
    PrivateKey::new(pair, format!("key {seed}")).unwrap()
}

pub(crate) fn fingerprint(seed: u8) -> String {
    key(seed).fingerprint(HashAlg::Sha256).to_string()
}

/// An agent that holds keys, for as long as the test lives.
pub(crate) struct FakeAgent(tempfile::TempDir);

impl FakeAgent {
    /// Serves keys by their seeds.
    pub(crate) fn with(seeds: &'static [u8]) -> Self {
        Self::answering(seeds, true)
    }

    /// One whose owner says no to every signature.
    fn refusing(seeds: &'static [u8]) -> Self {
        Self::answering(seeds, false)
    }

    fn answering(seeds: &'static [u8], signs: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("agent")).unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                std::thread::spawn(move || serve(stream.unwrap(), seeds, signs));
            }
        });
        Self(folder)
    }

    pub(crate) fn socket(&self) -> String {
        self.0.path().join("agent").display().to_string()
    }
}

/// Answers requests as `ssh-agent` does.
fn serve(mut stream: UnixStream, seeds: &[u8], signs: bool) {
    let mut length = [0; 4];
    while stream.read_exact(&mut length).is_ok() {
        let mut request = vec![0; u32::from_be_bytes(length) as usize];
        stream.read_exact(&mut request).unwrap();
        let answer = match request[0] {
            11 => {
                let mut answer = vec![12];
                answer.extend((seeds.len() as u32).to_be_bytes());
                for seed in seeds {
                    put(&mut answer, &key(*seed).public_key().to_bytes().unwrap());
                    put(&mut answer, b"remark");
                }
                answer
            }
            13 if signs => {
                let (blob, rest) = take(&request[1..]);
                let (bytes, flags) = take(rest);
                assert_eq!(flags, [0; 4]);
                let key = seeds
                    .iter()
                    .map(|seed| key(*seed))
                    .find(|key| key.public_key().to_bytes().unwrap() == blob);
                let signature: ssh_key::Signature = Signer::sign(&key.unwrap(), bytes);
                let mut answer = vec![14];
                put(&mut answer, &Vec::<u8>::try_from(signature).unwrap());
                answer
            }
            _ => vec![5],
        };
        let mut message = Vec::new();
        put(&mut message, &answer);
        stream.write_all(&message).unwrap();
    }
}

fn put(into: &mut Vec<u8>, part: &[u8]) {
    into.extend((part.len() as u32).to_be_bytes());
    into.extend(part);
}

fn take(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (length, rest) = bytes.split_at(4);
    rest.split_at(u32::from_be_bytes(length.try_into().unwrap()) as usize)
}

/// A person at a shared account, with a key in an agent of their own.
fn settings(home: &Path, person: &str, seed: u8, agent: &FakeAgent) -> Settings {
    let identity = Identity::of(&fingerprint(seed), Path::to_owned, Some(&agent.socket()));
    Settings {
        person: PersonId::new(person).unwrap(),
        identity: Some(identity),
        ..super::desk::settings(home)
    }
}

struct Seat {
    thread: DiskThread,
    posts: Receiver<Msg>,
    home: PathBuf,
}

impl Seat {
    fn at(settings: Settings) -> Self {
        let (sender, posts) = channel();
        let sender = std::sync::Mutex::new(sender);
        let post = Arc::new(move |msg| {
            let _ = sender.lock().unwrap().send(msg);
        });
        let home = settings.home.clone();
        let seat = Self { thread: DiskThread::start(settings, Vec::new(), post), posts, home };
        seat.thread.carry_out(Effect::ReopenRun { folder: "2026-001".to_owned() });
        seat.wait(|msg| matches!(msg, Msg::RunReady(_)));
        seat
    }

    fn record(&self, event: Event) {
        let to_be_signed = run(&self.home).is_to_be_signed(&event, &[]);
        self.thread.carry_out(Effect::Append { ticket: 1, events: vec![event], to_be_signed });
        self.wait(|msg| matches!(msg, Msg::Appended { .. }));
    }

    /// What the thread says next that is looked for.
    fn wait(&self, is_it: impl Fn(&Msg) -> bool) -> Msg {
        loop {
            let msg = self.posts.recv_timeout(Duration::from_mins(1)).expect("the disk thread answers");
            if is_it(&msg) {
                return msg;
            }
        }
    }

    fn signed(&self) {
        self.wait(|msg| {
            let Msg::Followed(Followed::After(facts)) = msg else { return false };
            facts.iter().any(|fact| matches!(fact.event(), Some(Event::Checkpoint { .. })))
        });
    }

    fn leave(self) {
        self.thread.carry_out(Effect::LeaveRun { cause: "quit", drafts: std::collections::BTreeMap::new() });
        assert!(self.thread.finish(Duration::from_mins(1)));
    }
}

fn run(home: &Path) -> Run {
    let folder = Home::new(home).find("2026-001").unwrap();
    let read = reading::read(&folder, dutybook::locale::Lang::En).unwrap();
    Run::fold(read.book, read.journal.facts())
}

const STEP: &str = "contain";

fn done() -> Event {
    Event::StepDone { step: Id::new(STEP).unwrap(), row: None, happened: None, deviation: None }
}

/// Confirms the last time that the step was done.
fn confirmed(home: &Path) -> Event {
    let run = run(home);
    let is_done = |fact: &&dutybook::run::Fact| matches!(fact.event(), Some(Event::StepDone { step, .. }) if step.as_str() == STEP);
    let done_of = run.facts().iter().rev().find(is_done).unwrap().id;
    Event::StepSigned { step: Id::new(STEP).unwrap(), done_of, note: String::new() }
}

/// How far the last sign-off stands from the work.
fn grade(home: &Path) -> Independence {
    let run = run(home);
    let mut places = (0..run.facts().len()).rev();
    places.find_map(|place| run.independence(place)).unwrap()
}

#[test]
fn two_people_at_one_account_are_told_apart_by_their_keys() {
    let home = crate::journal::golden_home();
    let agents = [FakeAgent::with(&[1, 2]), FakeAgent::with(&[2])];
    let lina = Seat::at(settings(home.path(), "lina", 1, &agents[0]));
    lina.record(done());
    lina.signed();
    let wang = Seat::at(settings(home.path(), "wang", 2, &agents[1]));
    wang.record(confirmed(home.path()));
    wang.signed();
    assert_eq!(grade(home.path()), Independence::OtherKey);

    // The same key under another name confirms nothing that its owner has not said before.
    let second = Seat::at(settings(home.path(), "zhao", 1, &agents[0]));
    second.record(confirmed(home.path()));
    second.signed();
    assert_eq!(grade(home.path()), Independence::SameKey);

    // Without a key it is by the account.
    let plain = Seat::at(Settings { identity: None, ..settings(home.path(), "sun", 1, &agents[0]) });
    plain.record(confirmed(home.path()));
    assert_eq!(grade(home.path()), Independence::SameAccount);
    let folder = Home::new(home.path()).find("2026-001").unwrap();
    let read = folder.read().unwrap();
    let report = Report::of(&read.journal, &folder.surroundings(read.findings));
    assert!(report.is_sound(), "{:?}", report.findings);
    let keys: Vec<(&str, &str)> =
        report.signed.iter().map(|signed| (signed.by.as_str(), signed.key.as_str())).collect();
    let (first, other) = (fingerprint(1), fingerprint(2));
    assert_eq!(keys.len(), 3);
    for signed in [("lina", first.as_str()), ("wang", other.as_str()), ("zhao", first.as_str())] {
        assert!(keys.contains(&signed), "{keys:?}");
    }
}

#[test]
fn what_was_recorded_is_signed_when_the_run_is_left_and_nothing_is_signed_twice() {
    let home = crate::journal::golden_home();
    let agent = FakeAgent::with(&[1]);
    let checkpoints = || {
        let run = run(home.path());
        run.facts().iter().filter(|fact| matches!(fact.event(), Some(Event::Checkpoint { .. }))).count()
    };
    let seat = Seat::at(settings(home.path(), "lina", 1, &agent));
    seat.record(super::desk::note("on its own, a note is not signed"));
    assert_eq!(checkpoints(), 0);
    seat.leave();
    assert_eq!(checkpoints(), 1);
    let facts = run(home.path());
    let last = facts.facts().last().unwrap();
    assert!(
        matches!(last.event(), Some(Event::ConsoleLeft { .. })),
        "the way of leaving is found at the end"
    );
    Seat::at(settings(home.path(), "lina", 1, &agent)).leave();
    assert_eq!(checkpoints(), 1, "nothing was recorded");
}

#[test]
fn a_key_that_does_not_sign_is_told_once_and_keeps_no_record_from_being_kept() {
    let home = crate::journal::golden_home();
    let agent = FakeAgent::refusing(&[1]);
    let seat = Seat::at(settings(home.path(), "lina", 1, &agent));
    seat.record(done());
    let Msg::Notice(said) = seat.wait(|msg| matches!(msg, Msg::Notice(_))) else { unreachable!() };
    let said = said.to_string();
    assert!(said.starts_with("recorded, but not signed: the key SHA256:"), "{said}");
    seat.record(confirmed(home.path()));
    seat.leave();
    assert_eq!(grade(home.path()), Independence::SameAccount);
}

#[test]
fn what_is_wrong_with_a_key_or_its_agent_is_said() {
    let agent = FakeAgent::with(&[2]);
    let of = |setting: &str, socket: Option<&str>| {
        Identity::of(setting, Path::to_owned, socket).sign("text", PATIENCE).unwrap_err()
    };
    let line = |seed| key(seed).public_key().to_openssh().unwrap();
    let socket = agent.socket();
    assert_eq!(of(&fingerprint(1), None), IdentityFault::NoAgent);
    assert_eq!(of(&fingerprint(1), Some(&socket)), IdentityFault::NotThere(fingerprint(1)));
    assert_eq!(of(&line(1), Some(&socket)), IdentityFault::NotThere(fingerprint(1)));
    assert!(matches!(of(&line(2), Some("/nonexistent")), IdentityFault::Silent(_)));
    assert!(matches!(of("/nonexistent.pub", Some(&socket)), IdentityFault::Unreadable(..)));
    assert_eq!(of("ssh-ed25519 AAAA", Some(&socket)), IdentityFault::NoKey("ssh-ed25519 AAAA".to_owned()));
    let ecdsa = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7";
    assert!(matches!(of(ecdsa, Some(&socket)), IdentityFault::NoKey(_) | IdentityFault::Kind(_)));
    // A file may hold the key, and both it and the agent may be far away.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("id_ed25519.pub");
    std::fs::write(&file, line(2)).unwrap();
    let identity = Identity::of(file.to_str().unwrap(), Path::to_owned, Some(&socket));
    assert_eq!(identity.sign("text", PATIENCE).unwrap().key, fingerprint(2));
    assert_eq!(identity.look(), Ok(fingerprint(2)));
    assert!(!identity.wants_a_hand());
}
