//! What the machine refuses, in words.

use crate::language::Text;
use crate::text;
use std::io::{Error, ErrorKind};

/// What Windows says of a file that another program keeps to itself: sharing violation, lock violation.
const KEPT: [i32; 2] = [32, 33];

/// Why a file cannot be read or written.
pub fn reason(error: &Error) -> Text {
    let kept = cfg!(windows) && error.raw_os_error().is_some_and(|code| KEPT.contains(&code));
    match error.kind() {
        _ if kept => {
            text!(ja: "Excelなどで開いている。閉じてからもう一度実行します", en: "open in Excel or another program; close it and run this again")
        }
        ErrorKind::PermissionDenied => text!(ja: "権限がない", en: "permission denied"),
        ErrorKind::NotFound => text!(ja: "見つからない", en: "not found"),
        _ => Text::same(error.to_string()),
    }
}
