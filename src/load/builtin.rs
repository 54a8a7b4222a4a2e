//! The pack that is built into the program.

use include_dir::{Dir, include_dir};

/// Everything under `rules/`, as it was when the program was built.
pub(super) static PACK: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");
