//! The form in which questions travel as a workbook: which sheet and column holds what.
//!
//! One module writes it, another reads it back, and neither knows the other; what both must agree on stands here.

/// Name and version of the form.
pub const FORM: &str = "tekigo.questionnaire-workbook/1";
/// The sheet of questions.
pub const QUESTIONS: &str = "照会";
/// The hidden sheet that says what the workbook belongs to: keys in the first column, values in the second.
pub const IDENTITY: &str = "tekigo";
/// Begins the name of a sheet in which records are listed; the entity's label follows.
pub const LIST: &str = "一覧_";
/// Row of headings in every sheet, from 0.
pub const HEAD: usize = 3;
/// Row of field ids in sheets of records, hidden, from 0.
pub const IDS: usize = 2;
/// "As it was", for a fact that has aged.
pub const UNCHANGED: &str = "変更なし";

/// Keys of the hidden sheet.
pub mod key {
    /// [`super::FORM`].
    pub const FORM: &str = "form";
    /// Six-digit code of the body.
    pub const BODY: &str = "body";
    /// SHA-256 of the inventory asked for.
    pub const INVENTORY: &str = "inventory_sha256";
    /// The day it was drawn up for; an answer without a day of its own stands as of this one.
    pub const AS_OF: &str = "as_of";
    /// `department/joho`; blank for the ICT division.
    pub const DEPARTMENT: &str = "department";
    /// What it is called.
    pub const NAME: &str = "name";
}

/// Columns of the sheet of questions, from 0.
pub mod column {
    /// Number.
    pub const NUMBER: usize = 0;
    /// What the record is called.
    pub const ABOUT: usize = 1;
    /// The question.
    pub const QUESTION: usize = 2;
    /// How to answer.
    pub const HOW: usize = 3;
    /// The answer.
    pub const ANSWER: usize = 4;
    /// Why there is none, or anything else to say.
    pub const NOTE: usize = 5;
    /// Evidence: number of the document.
    pub const DOCUMENT: usize = 6;
    /// Evidence: the day it was approved.
    pub const APPROVED: usize = 7;
    /// Evidence: where it is kept.
    pub const KEPT: usize = 8;
    /// The day on which the answer was true.
    pub const ON_DATE: usize = 9;
    /// Who answers.
    pub const BY: usize = 10;
    /// The head of the section agrees.
    pub const AGREED: usize = 11;
    /// Why it is asked.
    pub const WHY: usize = 12;
    /// What follows from each answer.
    pub const FOLLOWS: usize = 13;
    /// What was said before.
    pub const BEFORE: usize = 14;
    /// The id of the question, hidden.
    pub const ID: usize = 15;
}

/// The workbook of actions (是正管理): what was written stands beside what is written now.
pub mod actions {
    /// Name and version of the form.
    pub const FORM: &str = "tekigo.actions-workbook/1";
    /// The sheet a person writes in: one row for each action, and for each finding that has none.
    pub const SHEET: &str = "是正管理";
    /// The hidden copy of that sheet as it was written: the same columns, with [`WAS`] after the last.
    pub const COPY: &str = "控え";
    /// In the row of field ids: the id of the action.
    pub const ID: &str = "id";
    /// In the row of field ids of the copy: whether the row was in the inventory.
    pub const WAS: &str = "*";
    /// Under [`WAS`]: the action is in the inventory.
    pub const RECORDED: &str = "recorded";
    /// Under [`WAS`]: the row offers to record an action on a finding.
    pub const OFFERED: &str = "offered";

    /// The id of an action on a finding, before others of the same finding make a number necessary.
    pub fn id_of(rule: &str, subject: &str) -> String {
        format!("{}-{}", rule.trim(), subject.trim().replace('/', "-"))
    }
}
