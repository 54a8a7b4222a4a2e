//! The whole program, run as its users run it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops loudly")]

mod actions; // what is done about findings: states, costs, and the workbook that comes back
mod afternoon;
mod agreed; // what a person says that words and headings of a ledger mean, and that two lists tell of one thing
mod answers; // what comes back from departments: contradictions, strangers, old and broken workbooks
mod architecture; // modules name only earlier ones, rooms stay small
mod ask; // what each department is asked, and what comes back
mod audience; // what an audience may not see reaches it in no format, and no verdict gets lost
mod authoring; // the tools of those who write rules, profiles, and what a body adds or sets otherwise
mod bad_input; // every wrong file gets a message with a place, exit 3, and nothing written
mod beside; // an earlier assessment beside a report
mod bulk; // thousands of rows: counted, told, the same by column and one by one
mod cities; // what the shipped inventories must show
mod clock; // by when an incident must be reported, and the holidays it counts by
mod commands; // eval, explain, rules, schema and options
mod compare; // a body beside others, by published national figures
mod delivery; // every format in a folder, never over what tekigo did not write
mod diff; // what changed between two sides, and why
mod editors; // schemas by which editors check what people write
mod evidence; // what proves facts, and the pack for auditors
mod exceptions; // what can be excepted from, for how long, and what ends it
mod export; // sheets written and read again, tables taken in
mod extension; // a field, a rule or a deadline added without touching Rust
mod facts; // how statements become facts: overlays, contradictions, open lists, age, exceptions
mod firewall; // an export of 300 rules with planted faults
mod fitgap; // requirements that fit, gaps, offers, editions
mod fix; // what can be decided about a fail, and that it ends the fail
mod formats; // every format tells the same ledger, and every result where it belongs
mod gate; // what a change may not bring about, by itself and as a hook of git
mod init; // an inventory begun from nothing: the table of bodies, the first workbook, what it leads to
mod law; // what begins, changes and ends, and that every rule is in one place on every day
mod ledgers; // ledgers as they are: bindings of the documentation, guesses of an import and what is remembered
mod manual; // every command of the manual, in order, and its screens
mod national; // what the published national figures must give, where they are present
mod network; // what leaks, what closes it, what would clear it
mod next; // what the coming days ask for, and the calendar of it
mod ordinary; // what every municipality lawfully does is never called a fault
mod pack; // every rule keeps what its examples promise
mod page; // the HTML report of every inventory
mod plan; // the migration plan: states, floats, chains, what-ifs
mod program; // how the tests run it
mod release; // what goes with the program to a PC without Rust
mod reports; // the committed reports are what the program says today
mod returns; // sheets that are sent in: filled by facts, blank where nothing is known
mod rollup; // many bodies: every sum is that of the bodies, and none is skipped
mod saved; // assessments kept in files and shown later
mod status; // the exit status of every command, outcome and format
mod tables; // bound CSV files and workbooks
mod terminal; // what only a person at a terminal is told
mod workbooks; // workbooks as a person's Excel reads and writes them
