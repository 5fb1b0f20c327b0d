//! Finds the rules of a time zone on this machine.

use std::fs;
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::regular_file;
use crate::time::Zone;

/// Where systems keep their zones.
const FOLDERS: [&str; 4] =
    ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];

/// The zone that `/etc/localtime` leads to.
const LOCAL: &str = "/etc/localtime";

/// The largest zone file that is read; the largest there are have a few kilobytes.
const MAX_ZONE_BYTES: u64 = 256 * 1024;

/// A zone by name or offset. China's needs no file, so that a bare machine there shows the right time.
pub fn named(text: &str, environment: &Environment) -> Option<Zone> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Some(zone) = Zone::from_offset(text) {
        return Some(zone);
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '+' | '-');
    let is_name = text.chars().all(plain) && !text.starts_with(['/', '-']);
    let from_file = || {
        let folders = environment.get("TZDIR").into_iter().chain(FOLDERS);
        folders.map(|folder| Path::new(folder).join(text)).find_map(|path| read(text, &path))
    };
    let china = || {
        let is_china = ["Asia/Shanghai", "Asia/Beijing", "Asia/Chongqing", "PRC"].contains(&text);
        is_china.then(|| Zone::from_posix(text, "CST-8")).flatten()
    };
    is_name.then(|| from_file().or_else(china)).flatten()
}

/// The zone of this machine: `$TZ`, else `/etc/localtime`, else UTC.
pub fn of_machine(environment: &Environment) -> Zone {
    let from_variable = environment.get("TZ").and_then(|text| {
        let name = text.strip_prefix(':').unwrap_or(text);
        if name.starts_with('/') {
            return read(zone_name(Path::new(name)).as_deref().unwrap_or(name), Path::new(name));
        }
        // A POSIX rule such as `CST-8` counts westwards, so it comes before offsets, which count eastwards.
        Zone::from_posix(name, name).or_else(|| named(name, environment))
    });
    from_variable.or_else(from_localtime).unwrap_or_else(Zone::utc)
}

fn from_localtime() -> Option<Zone> {
    let target = fs::canonicalize(LOCAL).ok()?;
    let name = zone_name(&target).unwrap_or_else(|| "local".to_owned());
    read(&name, &target)
}

/// `/usr/share/zoneinfo/Asia/Shanghai` is `Asia/Shanghai`.
fn zone_name(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    text.split_once("/zoneinfo/").map(|(_, name)| name.to_owned())
}

fn read(name: &str, path: &Path) -> Option<Zone> {
    let path: PathBuf = fs::canonicalize(path).ok()?;
    let bytes = regular_file::read(&path, MAX_ZONE_BYTES).ok()?;
    Zone::from_zoneinfo(name, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offset(zone: Option<Zone>) -> Option<String> {
        zone.map(|zone| zone.offset_label("2026-11-23T00:00:00Z".parse().unwrap()))
    }

    #[test]
    fn a_zone_is_found_by_name_and_by_offset() {
        let bare = Environment::default();
        assert_eq!(offset(named("Asia/Shanghai", &bare)).as_deref(), Some("+08:00"));
        assert_eq!(offset(named("+05:30", &bare)).as_deref(), Some("+05:30"));
        for text in ["", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "Asia", "-x"] {
            assert_eq!(offset(named(text, &bare)), None, "{text}");
        }
    }

    #[test]
    fn the_variable_comes_before_the_machine() {
        let zone = |text: &'static str| offset(Some(of_machine(&Environment::of([("TZ", text)]))));
        assert_eq!(zone("CST-8").as_deref(), Some("+08:00"));
        assert_eq!(zone("Asia/Shanghai").as_deref(), Some("+08:00"));
        assert_eq!(zone(":Asia/Shanghai").as_deref(), Some("+08:00"));
        assert_eq!(zone("UTC").as_deref(), Some("+00:00"));
    }
}
