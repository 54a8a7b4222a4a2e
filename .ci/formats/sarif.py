"""Fails if the SARIF multitool found an error in a log."""

import json
import sys

log, said = sys.argv[1:]
with open(said, encoding="utf-8-sig") as file:
    results = json.load(file)["runs"][0]["results"]
errors = [one for one in results if one.get("level") == "error"]
for one in errors[:10]:
    print(log, one["ruleId"], one["message"].get("text") or one["message"].get("arguments"))
sys.exit(1 if errors else 0)
