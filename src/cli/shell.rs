//! `tekigo completions` and `tekigo man`: what a shell and a manual reader need to find their way.

use clap::Args;
use clap_complete::Shell;
use std::path::PathBuf;

/// `tekigo completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// どのシェルか / which shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

/// `tekigo man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// 書き出すフォルダ / the folder to write to
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
}
