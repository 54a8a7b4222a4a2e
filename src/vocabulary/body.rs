//! The few names the code itself must know: they identify an inventory, address questions, and carry exceptions,
//! target dates, clocks and closed days.

/// The singleton entity: the body (団体) itself.
pub const BODY: &str = "body";
/// Field of [`BODY`]: six-digit body code (全国地方公共団体コード), check digit included.
pub const CODE: &str = "code";
/// Field of [`BODY`]: official name.
pub const NAME: &str = "name";
/// Field of catalog entities: the name in English.
pub const NAME_EN: &str = "name_en";
/// Field of [`BODY`]: class of body (市区町村の区分).
pub const CLASS: &str = "class";
/// Entity: a department (課・室).
pub const DEPARTMENT: &str = "department";
/// Field of [`DEPARTMENT`]: what the department is responsible for; questions are addressed by it.
pub const ROLE: &str = "role";
/// Choice of [`ROLE`]: the ICT division, which gets every question that nobody else owns.
pub const ICT: &str = "ict";
/// Entity: an exception (例外措置) that `assess` applies.
pub const WAIVER: &str = "waiver";
/// Field that `link` sets on a record implied by one catalog entry.
pub const STANDARD: &str = "standard";
/// Field of [`WAIVER`]: the id of the rule it suspends.
pub const WAIVER_RULE: &str = "rule";
/// Field of [`BODY`]: the inventory was made from published material, so it is not the body's own view.
pub const PUBLISHED_MATERIAL: &str = "published_material";
/// Field of [`WAIVER`]: the subject it covers, `system/juki`.
pub const WAIVER_SUBJECT: &str = "subject";
/// Field of [`WAIVER`]: why it was granted.
pub const WAIVER_REASON: &str = "reason";
/// Field of [`WAIVER`]: which post approved it.
pub const WAIVER_APPROVED_BY: &str = "approved_by";
/// Field of [`WAIVER`]: the digest of the facts for which it was granted.
pub const WAIVER_FACTS_DIGEST: &str = "facts_digest";
/// Field of [`WAIVER`]: the day on which it was approved.
pub const WAIVER_APPROVED_ON: &str = "approved_on";
/// Field of [`WAIVER`]: its last day.
pub const WAIVER_UNTIL: &str = "until";
/// Field of [`WAIVER`]: accepted, or compensating control.
pub const WAIVER_KIND: &str = "kind";
/// Choice of [`WAIVER_KIND`]: something else is done instead.
pub const WAIVER_COMPENSATING: &str = "compensating";
/// Field of [`WAIVER`]: what is done instead.
pub const WAIVER_CONTROL: &str = "compensating_control";
/// Fields that every exception must state before it covers anything.
pub const WAIVER_STATES: [&str; 7] =
    [WAIVER_RULE, WAIVER_SUBJECT, WAIVER_KIND, WAIVER_REASON, WAIVER_APPROVED_BY, WAIVER_APPROVED_ON, WAIVER_UNTIL];
/// Field of [`WAIVER`]: what `assess` finds about it.
pub const WAIVER_STATE: &str = "state";
/// Entity: what is done about a finding (是正管理).
pub const ACTION: &str = "action";
/// Field of [`ACTION`]: the id of the rule that fails.
pub const ACTION_RULE: &str = "rule";
/// Field of [`ACTION`]: the subject on which it fails, `system/juki`.
pub const ACTION_SUBJECT: &str = "subject";
/// Entity: a document or file that proves facts (証跡).
pub const EVIDENCE: &str = "evidence";
/// Field of [`EVIDENCE`]: the facts it proves, `system/juki.two_factor`, or records as a whole.
pub const EVIDENCE_SUPPORTS: &str = "supports";
/// Field of [`EVIDENCE`]: number of the document.
pub const EVIDENCE_DOCUMENT: &str = "document_no";
/// Field of [`EVIDENCE`]: the day of approval.
pub const EVIDENCE_DECIDED_ON: &str = "decided_on";
/// Field of [`EVIDENCE`]: its version.
pub const EVIDENCE_VERSION: &str = "version";
/// Field of [`EVIDENCE`]: where it is kept.
pub const EVIDENCE_KEPT_AT: &str = "kept_at";
/// Field of [`EVIDENCE`]: the digest of its file.
pub const EVIDENCE_SHA256: &str = "sha256";
/// Field of [`EVIDENCE`]: the file, relative to the inventory, if it is at hand.
pub const EVIDENCE_FILE: &str = "file";
/// Catalog entity: a target date (目標期限) by name.
pub const DEADLINE: &str = "deadline";
/// Field of [`DEADLINE`]: the date.
pub const DEADLINE_DATE: &str = "date";
/// Field of [`DEADLINE`]: how binding it is, in the words of clauses.
pub const DEADLINE_AUTHORITY: &str = "authority";
/// Field of [`DEADLINE`]: the field by which a record may have a date of its own.
pub const DEADLINE_OWN: &str = "own";
/// Catalog entity: a term counted in days from the day on which an incident became known.
pub const CLOCK: &str = "reporting_clock";
/// Field of [`CLOCK`]: how many days.
pub const CLOCK_DAYS: &str = "days";
/// Field of [`CLOCK`]: the number of days after which a warning is due.
pub const CLOCK_WARN_AFTER: &str = "warn_after";
/// Field of [`CLOCK`]: the day of knowing is day 1.
pub const CLOCK_COUNTS_FIRST_DAY: &str = "counts_first_day";
/// Field of [`CLOCK`]: it ends on the next open day if its last day is a closed one.
pub const CLOCK_ROLLS: &str = "rolls";
/// Catalog entity: a holiday.
pub const HOLIDAY: &str = "holiday";
/// Field of [`HOLIDAY`]: the day.
pub const HOLIDAY_DATE: &str = "date";
/// Catalog entity: days of every year on which offices are closed.
pub const RECESS: &str = "recess";
/// Fields of [`RECESS`]: month and day of its first and of its last day.
pub const RECESS_DAYS: [&str; 4] = ["first_month", "first_day", "last_month", "last_day"];
/// Catalog entity: a kind of incident that calls for reports.
pub const REPORTING_KIND: &str = "reporting_kind";
/// Field of catalog entities: other words for an entry.
pub const ALIASES: &str = "aliases";
/// Catalog entity: who must be told of an incident, and by when.
pub const REPORTING_DUTY: &str = "reporting_duty";
/// Field of [`REPORTING_DUTY`]: the kinds of incident.
pub const DUTY_KINDS: &str = "kinds";
/// Field of [`REPORTING_DUTY`]: the clock by which it runs.
pub const DUTY_CLOCK: &str = "clock";
/// Field of [`REPORTING_DUTY`]: the clauses it rests on, the one that makes it a duty first.
pub const DUTY_CLAUSES: &str = "clauses";
/// Fields of [`REPORTING_DUTY`], in Japanese and English: to whom.
pub const DUTY_TO: [&str; 2] = ["to", "to_en"];
/// Fields of [`REPORTING_DUTY`], in Japanese and English: a term that is no number of days.
pub const DUTY_TERM: [&str; 2] = ["term", "term_en"];
/// Fields of [`REPORTING_DUTY`], in Japanese and English: when it applies.
pub const DUTY_CONDITION: [&str; 2] = ["condition", "condition_en"];
/// Fields of [`REPORTING_DUTY`] and [`REPORTING_KIND`], in Japanese and English: what else to know.
pub const REMARK: [&str; 2] = ["remark", "remark_en"];
/// Catalog entity: a prefecture; its code begins the codes of its bodies.
pub const PREFECTURE: &str = "prefecture";
/// Catalog entity: a standardized function.
pub const STANDARD_FUNCTION: &str = "standard_function";
/// Catalog entity: a step of the procedure by which functions are standardized.
pub const STANDARD_STEP: &str = "standard_step";
/// Entity: the progress of one step of one function.
pub const STEP: &str = "step";
/// Field of [`STEP`]: the function.
pub const STEP_FUNCTION: &str = "function";
/// Field of [`STEP`]: how far it is.
pub const STEP_STATUS: &str = "status";
/// Field of implied entities: whether the body has it at all.
pub const APPLIES: &str = "applies";
/// Field of a standardized function of the body: steps done or not applicable, by the ministry's formula.
pub const STEPS_DONE: &str = "steps_done";
/// Field beside [`STEPS_DONE`]: those of them that are not applicable.
pub const STEPS_NOT_APPLICABLE: &str = "steps_not_applicable";
/// Field of a standardized function of the body: published as specially supported.
pub const DESIGNATED: &str = "designated";
