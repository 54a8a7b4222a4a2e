"""Reads every JUnit file and workbook back, and compares their numbers with the JSON beside them."""

import json
import sys
from pathlib import Path

import openpyxl
from junitparser import JUnitXml
from lxml import etree

written, *schemas = sys.argv[1:]
schemas = [etree.XMLSchema(etree.parse(schema)) for schema in schemas]
for folder in sorted(Path(written).iterdir()):
    ledger = json.loads((folder / "check.json").read_text(encoding="utf-8"))["ledger"]
    path = folder / "check.junit.xml"
    document = etree.parse(path)
    for schema in schemas:
        assert schema.validate(document), (folder, schema.error_log.last_error)
    read = JUnitXml.fromfile(str(path))
    told = (read.failures, read.errors)
    assert told == (ledger["fail"], ledger["error"]), (folder, told)
    verdicts = [case.get("group") for case in document.iter("testcase")]
    assert verdicts.count("unknown") == ledger["unknown"], folder

    book = openpyxl.load_workbook(folder / "check.xlsx")
    summary = book.worksheets[0]
    numbers = [cell.value for cell in summary["B"] if isinstance(cell.value, (int, float))]
    names = ["fail", "error", "unknown", "waived", "pass", "not_applicable", "total", "coming"]
    assert numbers[:8] == [ledger[verdict] for verdict in names], (folder, numbers[:8])
    for sheet in book.worksheets[1:]:
        assert sheet.auto_filter.ref and sheet.freeze_panes and sheet.print_title_rows, (folder, sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (folder, sheet.title, cell.coordinate)
                if cell.hyperlink:
                    name = cell.hyperlink.location.rsplit("!", 1)[0].strip("'")
                    assert name in book.sheetnames, (folder, cell.hyperlink.location)
