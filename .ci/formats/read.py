"""Reads every JUnit file and workbook back, and compares their numbers with the JSON beside them."""

import json
import sys
from pathlib import Path

import openpyxl
from junitparser import JUnitXml
from lxml import etree

schema = etree.XMLSchema(etree.parse(sys.argv[1]))
for folder in sorted(Path(sys.argv[2]).iterdir()):
    ledger = json.loads((folder / "check.json").read_text(encoding="utf-8"))["ledger"]
    path = folder / "check.junit.xml"
    document = etree.parse(path)
    assert schema.validate(document), (folder, schema.error_log.last_error)
    read = JUnitXml.fromfile(str(path))
    told = (read.failures, read.errors)
    assert told == (ledger["fail"], ledger["error"]), (folder, told)
    statuses = [case.get("status") for case in document.iter("testcase")]
    assert statuses.count("unknown") == ledger["unknown"], folder

    book = openpyxl.load_workbook(folder / "check.xlsx")
    summary = book.worksheets[0]
    numbers = [cell.value for cell in summary["B"] if isinstance(cell.value, (int, float))]
    verdicts = ["fail", "error", "unknown", "waived", "pass", "not_applicable", "total", "coming"]
    assert numbers[:8] == [ledger[verdict] for verdict in verdicts], (folder, numbers[:8])
    for sheet in book.worksheets[1:]:
        assert sheet.auto_filter.ref and sheet.freeze_panes and sheet.print_title_rows, (folder, sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (folder, sheet.title, cell.coordinate)
                if cell.hyperlink:
                    name = cell.hyperlink.location.rsplit("!", 1)[0].strip("'")
                    assert name in book.sheetnames, (folder, cell.hyperlink.location)
