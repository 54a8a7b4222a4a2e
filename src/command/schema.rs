//! `tekigo schema`: the JSON Schemas of what tekigo writes.

use super::Said;
use crate::cli::{SchemaArg, SchemaArgs};
use crate::exit::ExitStatus;
use crate::report::json;

/// Prints a schema.
pub fn run(args: &SchemaArgs) -> Said {
    match args.schema {
        SchemaArg::Assessment => Said::new(json::schema(), ExitStatus::Conformant),
        SchemaArg::Questionnaire => Said::new(json::questionnaire_schema(), ExitStatus::Conformant),
        SchemaArg::Network => Said::new(json::network_schema(), ExitStatus::Conformant),
        SchemaArg::Plan => Said::new(json::plan_schema(), ExitStatus::Conformant),
        SchemaArg::Fitgap => Said::new(json::fitgap_schema(), ExitStatus::Conformant),
        SchemaArg::Next => Said::new(json::next_schema(), ExitStatus::Conformant),
        SchemaArg::Law => Said::new(json::law_schema(), ExitStatus::Conformant),
        SchemaArg::Clock => Said::new(json::clock_schema(), ExitStatus::Conformant),
        SchemaArg::Compare => Said::new(json::compare_schema(), ExitStatus::Conformant),
        SchemaArg::Actions => Said::new(json::actions_schema(), ExitStatus::Conformant),
        SchemaArg::Budget => Said::new(json::budget_schema(), ExitStatus::Conformant),
        SchemaArg::AuditPack => Said::new(json::audit_pack_schema(), ExitStatus::Conformant),
        SchemaArg::Rollup => Said::new(json::rollup_schema(), ExitStatus::Conformant),
        SchemaArg::Diff => Said::new(json::diff_schema(), ExitStatus::Conformant),
    }
}
