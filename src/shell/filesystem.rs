//! What kind of filesystem a folder lies on, as far as durability depends on it.

use std::path::Path;

/// The kinds on which a record that was acknowledged may still be lost with another machine, by the numbers
/// of Linux's `statfs`.
#[cfg(target_os = "linux")]
const FAR: [(u64, &str); 10] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9P"),
    (0x5346_414f, "AFS"),
    (0x00c3_6400, "Ceph"),
    (0x7375_7245, "Coda"),
    (0x0bd0_0bd0, "Lustre"),
];

/// Kinds that people know by name, by the numbers of Linux's `statfs`.
#[cfg(target_os = "linux")]
const NEAR: [(u64, &str); 10] = [
    (0xef53, "ext4"),
    (0x5846_5342, "XFS"),
    (0x9123_683e, "btrfs"),
    (0x2fc1_2fc1, "ZFS"),
    (0xf2f5_2010, "F2FS"),
    (0x794c_7630, "overlay"),
    (0x4d44, "FAT"),
    (0x2011_bab0, "exFAT"),
    (0x0102_1994, "tmpfs"),
    (0x8584_58f6, "ramfs"),
];

/// The name of the filesystem of a folder, where it is a known one.
#[cfg(target_os = "linux")]
pub fn kind(folder: &Path) -> Option<&'static str> {
    let number = number(folder)?;
    NEAR.iter().chain(&FAR).find(|(known, _)| *known == number).map(|(_, name)| *name)
}

/// The name of the filesystem of a folder; the system does not say.
#[cfg(not(target_os = "linux"))]
pub fn kind(_folder: &Path) -> Option<&'static str> {
    None
}

#[cfg(target_os = "linux")]
fn number(folder: &Path) -> Option<u64> {
    let told = rustix::fs::statfs(folder).ok()?;
    // Signed on some machines and short on others; the low 32 bits are the kind on all.
    #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast)]
    let kind = told.f_type as u64 & 0xffff_ffff;
    Some(kind)
}

/// The name of a folder's network filesystem; none for a local disk, or where the system does not say.
#[cfg(target_os = "linux")]
pub fn network_kind(folder: &Path) -> Option<&'static str> {
    let kind = number(folder)?;
    FAR.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

/// The name of a folder's network filesystem; the system does not say.
#[cfg(not(target_os = "linux"))]
pub fn network_kind(_folder: &Path) -> Option<&'static str> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_local_folder_is_no_network_filesystem() {
        assert_eq!(network_kind(Path::new("/proc")), None);
        assert_eq!(network_kind(Path::new("/there/is/none")), None);
    }
}
