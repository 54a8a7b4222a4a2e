// Writes a large city beside a copy of an inventory: 500 systems in all and some 20,000 results.
// node large.mjs INVENTORY OUT
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [from, to] = process.argv.slice(2);
cpSync(from, to, { recursive: true });
const departments = ["joho", "soumu", "jinji", "shimin", "zeimu", "kenko", "fukushi", "sangyo", "kyoiku", "bosai"];
const lines = [];
for (let n = 0; n < 430; n += 1) {
  const owner = departments[n % departments.length];
  lines.push(
    "[[system]]", `id = "big-${n}"`, `name = "大規模試験システム ${n}"`, 'status = "live"', `owner = "${owner}"`,
    'segment = "lg-biz"', 'hosting = "on_premises"', `contract = "big-c-${n}"`,
    `my_number_role = "${n % 29 === 0 ? "use" : "none"}"`, 'live_on = 2024-04-01',
    'retire_on = "none"', 'confidentiality = "2"', "terms_of_use_service = false", "cloud_register = false",
    `log_retention_days = ${n % 7 === 0 ? 30 : 365}`, ...(n % 5 === 0 ? [] : ["log_analysed_on = 2026-09-10"]), "",
  );
}
for (let n = 0; n < 2200; n += 1) {
  lines.push(
    "[[contract]]", `id = "big-c-${n}"`, `name = "大規模試験契約 ${n}"`, `owner = "${departments[n % 10]}"`,
    'kind = "maintenance"', "starts_on = 2025-04-01", "ends_on = 2031-03-31",
    n % 9 === 0 ? 'clauses = ["security"]' : 'clauses = ["security", "audit", "incident", "subcontract_consent", "return_erase", "training"]',
    `checklist_on = ${n % 8 === 0 ? "2021" : "2026"}-05-20`, `subcontracted = ${n % 3 === 0}`,
    "handles_my_number = false", "",
  );
}
for (let n = 0; n < 700; n += 1) {
  lines.push(
    "[[incident]]", `id = "big-i-${n}"`, `name = "大規模試験の事故 ${n}"`, 'kind = "missending"', "aware_on = 2026-04-20",
    `aware_department = "${departments[n % 10]}"`, "my_number_use_system = false", "specific_personal_information = false",
    "sensitive_personal_information = false", "property_damage = false", "malicious = false", "persons = 1",
    `reportable = ${n % 11 === 0}`, "closed_on = 2026-06-01", ...(n % 4 === 0 ? [] : ['countermeasure = "複数人で宛先を確認"']), "",
  );
}
writeFileSync(join(to, "large.toml"), lines.join("\n"));
