//! Files taken as evidence.

use std::io::Write;
use std::path::Path;

use dutybook::journal::Digest;
use dutybook::run::EvidenceHow;
use dutybook::shell::evidence::{TakeError, keep_text, take};
use dutybook::shell::{Home, RealDisk, RunFolder};

use super::home::create;

fn folder(root: &Path) -> RunFolder {
    create(&Home::new(root.join("home")), "x", b"7f3k0000000000zz")
}

fn copies(folder: &RunFolder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.evidence()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_copy_bears_its_digest_and_the_source_stays() {
    let root = tempfile::tempdir().unwrap();
    let folder = folder(root.path());
    let source = root.path().join("外发 邮件.eml");
    std::fs::write(&source, "From: x").unwrap();
    let mut told = Vec::new();
    let mut progress = |done, total| told.push((done, total));
    let taken = take(&RealDisk, &source, &folder, EvidenceHow::Copied, &mut progress).unwrap();
    assert_eq!((taken.how, taken.size, taken.sha256), (EvidenceHow::Copied, 7, Digest::of(b"From: x")));
    assert_eq!(taken.name, "外发 邮件.eml");
    assert!(taken.modified.is_some());
    assert_eq!(told, [(0, 7), (7, 7)]);
    assert_eq!(copies(&folder), [format!("{}-外发_邮件.eml", taken.sha256)]);
    assert_eq!(std::fs::read(&source).unwrap(), b"From: x");
    take(&RealDisk, &source, &folder, EvidenceHow::Copied, &mut |_, _| {}).unwrap();
    assert_eq!(copies(&folder).len(), 1, "the same bytes are kept once");
}

#[test]
fn what_is_hashed_in_place_is_not_copied() {
    let root = tempfile::tempdir().unwrap();
    let folder = folder(root.path());
    let source = root.path().join("disk.img");
    std::fs::write(&source, "image").unwrap();
    let taken = take(&RealDisk, &source, &folder, EvidenceHow::InPlace, &mut |_, _| {}).unwrap();
    assert_eq!((taken.how, taken.sha256), (EvidenceHow::InPlace, Digest::of(b"image")));
    assert!(copies(&folder).is_empty());
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let folder = folder(root.path());
    let source = root.path().join("growing.log");
    std::fs::write(&source, "one\n").unwrap();
    for how in [EvidenceHow::Copied, EvidenceHow::InPlace] {
        let mut grow = |done: u64, _| {
            if done > 0 {
                let mut file = std::fs::OpenOptions::new().append(true).open(&source).unwrap();
                file.write_all(b"two\n").unwrap();
            }
        };
        let error = take(&RealDisk, &source, &folder, how, &mut grow).unwrap_err();
        assert!(matches!(error, TakeError::Changed), "{error}");
    }
    assert!(copies(&folder).is_empty(), "nothing half copied is left");
}

#[test]
fn what_is_no_file_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let folder = folder(root.path());
    for path in [root.path().to_path_buf(), root.path().join("nowhere"), "/dev/zero".into()] {
        let error = take(&RealDisk, &path, &folder, EvidenceHow::Copied, &mut |_, _| {}).unwrap_err();
        assert!(matches!(error, TakeError::Source(_)), "{error}");
    }
}

#[test]
fn a_kept_version_of_a_notice_lies_under_its_digest_and_is_written_once() {
    let root = tempfile::tempdir().unwrap();
    let folder = folder(root.path());
    let text = "致 甲公司\n〔待填〕";
    let path = keep_text(&RealDisk, &folder, "client-notice-1.txt", text).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let name = format!("{}-client-notice-1.txt", Digest::of(text.as_bytes()));
    assert_eq!(copies(&folder), [name]);
    assert_eq!(keep_text(&RealDisk, &folder, "client-notice-1.txt", text).unwrap(), path);
    assert_eq!(copies(&folder).len(), 1);
}
