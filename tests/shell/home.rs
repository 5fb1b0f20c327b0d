//! Making runs and finding them again.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use dutybook::journal::RunId;
use dutybook::runbook::Id;
use dutybook::shell::{FindError, Home, NewRun, RealDisk, RunFolder};

pub(super) fn create(home: &Home, title: &str, run: &[u8]) -> RunFolder {
    let runbook = Id::new("data-security-incident").unwrap();
    let new = NewRun {
        run: RunId::parse(run).unwrap(),
        year: 2026,
        title,
        runbook: &runbook,
        files: &[("runbook.toml", b"schema = 1\n")],
    };
    home.create(&RealDisk, &new).unwrap()
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn a_run_is_made_whole_private_and_numbered() {
    let root = tempfile::tempdir().unwrap();
    let home = Home::new(root.path().join("a/home"));
    assert!(home.runs().unwrap().is_empty());
    let first = create(&home, "Payroll leak", b"7f3k0000000000zz");
    let second = create(&home, "工资表外泄", b"8g4l0000000000zz");
    assert_eq!(first.label(), "2026-001-payroll-leak-7f3k");
    assert_eq!(second.label(), "2026-002-gong-zi-biao-wai-xie-8g4l");
    assert_eq!(home.runs().unwrap(), [first.clone(), second]);
    for folder in [home.path(), first.path(), &first.journal(), &first.evidence(), &first.drafts()] {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
    assert_eq!(mode(&first.path().join("runbook.toml")), 0o600);
    assert_eq!(first.own_file("runbook.toml").unwrap(), b"schema = 1\n");
}

#[test]
fn many_at_once_get_a_number_each() {
    let root = tempfile::tempdir().unwrap();
    let home = Home::new(root.path());
    std::thread::scope(|scope| {
        for number in 0..8 {
            let home = &home;
            let run = format!("{number}aaa0000000000zz");
            scope.spawn(move || create(home, "x", format!("{run:0<16}").as_bytes()));
        }
    });
    let numbers: Vec<u32> = home.runs().unwrap().iter().map(|run| run.name().unwrap().number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn a_run_is_found_by_what_people_call_it() {
    let root = tempfile::tempdir().unwrap();
    let home = Home::new(root.path());
    let leak = create(&home, "Payroll leak", b"7f3k0000000000zz");
    let lost = create(&home, "Laptop lost", b"8g4l0000000000zz");
    std::fs::create_dir(root.path().join("runs/2025-001-payroll-fraud-0000")).unwrap();
    let label = |text: &str| home.find(text).unwrap().label();
    for text in
        ["2026-001-payroll-leak-7f3k", "2026-001", "2026-1", "7f3k", "7f3k0000000000zz", "leak", "Leak"]
    {
        assert_eq!(label(text), leak.label(), "{text}");
    }
    for text in ["2", "002", "8g4l", "laptop"] {
        assert_eq!(label(text), lost.label(), "{text}");
    }
    let path = format!("{}/", lost.path().display());
    assert_eq!(home.find(&path).unwrap().label(), lost.label());
    assert!(matches!(home.find("payroll"), Err(FindError::Several(folders)) if folders.len() == 2));
    assert!(matches!(home.find("1"), Err(FindError::Several(_))));
    for text in ["", "nothing", "9", "2024-001", "/nowhere", "2026-001/"] {
        assert!(matches!(home.find(text), Err(FindError::None | FindError::Several(_))), "{text}");
    }
}
