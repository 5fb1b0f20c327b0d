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

/// The name of a folder's network filesystem; none for a local disk, or where the system does not say.
#[cfg(target_os = "linux")]
pub fn network_kind(folder: &Path) -> Option<&'static str> {
    let told = rustix::fs::statfs(folder).ok()?;
    // Signed on some machines and short on others; the low 32 bits are the kind on all.
    #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast)]
    let kind = told.f_type as u64 & 0xffff_ffff;
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
