//! Folders: as they lie on the disk, or as they were at a revision.

use super::revision::Tree;
use std::path::{Path, PathBuf};

/// A folder that can be read.
#[derive(Debug, Clone, Copy)]
pub enum Folder<'a> {
    /// As it lies on the disk.
    Disk(&'a Path),
    /// As it was at a revision.
    Revision(&'a Tree),
}

impl Folder<'_> {
    /// The path by which its reader knows it.
    pub(super) fn path(&self) -> &Path {
        match self {
            Folder::Disk(path) => path,
            Folder::Revision(tree) => &tree.folder,
        }
    }
}

impl<'a> From<&'a Path> for Folder<'a> {
    fn from(path: &'a Path) -> Self {
        Folder::Disk(path)
    }
}

impl<'a> From<&'a PathBuf> for Folder<'a> {
    fn from(path: &'a PathBuf) -> Self {
        Folder::Disk(path)
    }
}

impl<'a> From<&'a Tree> for Folder<'a> {
    fn from(tree: &'a Tree) -> Self {
        Folder::Revision(tree)
    }
}
