//! The network for people: a matrix of zones, every leak with its path and its cure, the questions, and the list of
//! specified communication.

use super::page::Page;
use super::words::many;
use super::wrap::cells;
use crate::assess::network::{Network, Passage, Side, Specified, State};
use crate::calendar::Days;
use crate::language::{Language, Text};
use crate::report::network::Change;
use crate::report::{NOTICE, Options};
use crate::text;

/// Pairs named one by one under the same questions; the matrix shows them all.
const NAMED: usize = 12;

/// Writes the report.
pub fn render(network: &Network, change: Option<&Change>, options: &Options) -> String {
    let mut page = Page::new(options.language, options.width);
    heading(&mut page, network);
    if let Some(change) = change {
        what_if(&mut page, change);
    }
    matrix(&mut page, network);
    certain(&mut page, network);
    possible(&mut page, network);
    specified(&mut page, network);
    page.finish()
}

fn line(page: &mut Page, text: &Text) {
    page.hang("", text.get(page.language));
}

fn heading(page: &mut Page, network: &Network) {
    let (code, name, as_of) = (&network.body.code, &network.body.name, Days::from(network.as_of));
    let title = text!(ja: "{name}（{code}）　区分の間の経路", en: "{name} ({code}): passages between zones");
    let (ja, en) = (as_of.name(Language::Ja), as_of.name(Language::En));
    let day = text!(ja: "{ja}現在", en: "as of {en}");
    page.ends(title.get(page.language), day.get(page.language));
    page.bar();
    let (facts, tool, pack, version) = (network.facts_as_of, &network.tool, &network.pack.name, &network.pack.version);
    let facts_ja = Days::from(facts).name(Language::Ja);
    line(
        page,
        &text!(
            ja: "事実の基準日 {facts_ja}　tekigo {tool}　ルール集 {pack} {version}",
            en: "facts as of {facts}; tekigo {tool}; pack {pack} {version}"
        ),
    );
    let (pack, inventory) = (&network.pack.sha256, &network.inventory_sha256);
    line(page, &text!(ja: "SHA-256 ルール集 {pack}", en: "SHA-256 pack {pack}"));
    line(page, &text!(ja: "SHA-256 台帳 {inventory}", en: "SHA-256 inventory {inventory}"));
    if network.body.published_material {
        page.hang("", Text::new(NOTICE.0, NOTICE.1).get(page.language));
    }
    page.blank();
}

fn what_if(page: &mut Page, change: &Change) {
    let what = &change.what;
    let title = text!(ja: "仮に変えた場合: {what}", en: "what if: {what}");
    page.heading(title.get(page.language));
    let lists = [
        (text!(ja: "よくなるもの", en: "better"), &change.gone),
        (text!(ja: "悪くなるもの", en: "worse"), &change.new),
    ];
    for (label, leaks) in &lists {
        let (number, ja, en) = (leaks.len(), &label.ja, &label.en);
        line(page, &text!(ja: " {ja}: {number}件", en: " {en}: {number}"));
        for leak in *leaks {
            page.hang("  - ", leak.get(page.language));
        }
    }
    line(page, &text!(ja: " 以下は変えた後の姿", en: " what follows is the state after the change"));
    page.blank();
}

/// The mark of a passage in the matrix.
fn mark(passage: &Passage) -> String {
    match passage.state {
        State::Certain => "!!".to_owned(),
        State::Possible => "?".to_owned(),
        State::Permitted => passage.permitted.to_string(),
        State::Unsettled => format!("({})", passage.written),
        State::Unlisted => "~".to_owned(),
        State::Nothing => "-".to_owned(),
    }
}

fn matrix(page: &mut Page, network: &Network) {
    let title = text!(ja: "区分×区分（行から列へ）", en: "from row to column");
    page.heading(title.get(page.language));
    let mut sides: Vec<&Side> = Vec::new();
    for passage in &network.passages {
        for side in [&passage.origin, &passage.target] {
            if !sides.iter().any(|known| known.key == side.key) {
                sides.push(side);
            }
        }
    }
    sides.sort_by_key(|side| !side.is_zone);
    for (index, side) in sides.iter().enumerate() {
        page.line(&format!(" {:>2} {}", index + 1, side.label.get(page.language)));
    }
    page.blank();
    let marks = network.passages.iter().map(|passage| mark(passage).len());
    let width = marks.chain([sides.len().to_string().len(), 2]).max().unwrap_or(2) + 1;
    let head: String = (1..=sides.len()).map(|number| format!("{number:>width$}")).collect();
    page.line(&format!("   {head}"));
    for (index, from) in sides.iter().enumerate() {
        let cell = |to: &&Side| {
            let of = |passage: &&Passage| passage.origin.key == from.key && passage.target.key == to.key;
            network.passages.iter().find(of).map_or_else(|| ".".to_owned(), mark)
        };
        let row: String = sides.iter().map(|to| format!("{:>width$}", cell(to))).collect();
        page.line(&format!("{:>2} {row}", index + 1));
    }
    legend(page);
    if !network.unseen.is_empty() {
        let zones: Vec<&str> = network.unseen.iter().map(|zone| page.say(&zone.label)).collect();
        let (ja, en) = (zones.join("、"), zones.join(", "));
        let told = text!(
            ja: "{ja}のセグメントは台帳に一つもない。一覧がこれで全部とは書かれていないため、ないとはせず、この区分の経路は判定していない。",
            en: "No segment is written for: {en}. Nobody said that the list is complete, so passages of these zones are not judged."
        );
        page.hang(" ", told.get(page.language));
    }
    page.blank();
}

/// What the marks mean: no flow known is not the same as no flow.
fn legend(page: &mut Page) {
    let marks = [
        ("!!", text!(ja: "確実な漏れ", en: "certain leak")),
        (" ?", text!(ja: "漏れの可能性", en: "possible leak")),
        (
            " 1",
            text!(ja: "分かっている直接の通信の数（認められるもの）", en: "known flows straight across, all permitted"),
        ),
        (
            "(1)",
            text!(
                ja: "書かれているが、許可しているか・向きなどが分からない通信の数",
                en: "flows that are written, but not whether they are in force"
            ),
        ),
        (
            " ~",
            text!(
                ja: "分かっている通信がない。一覧がそろっていないので、ないとはいえない",
                en: "no flow is known, but the lists may lack some"
            ),
        ),
        (" -", text!(ja: "通信なし（一覧がそろっている）", en: "no flow, and the lists are complete")),
        (" .", text!(ja: "判定しない組", en: "not judged")),
    ];
    for (mark, said) in &marks {
        page.hang(&format!(" {mark:<3} "), page.say(said));
    }
}

fn between(page: &Page, passage: &Passage) -> String {
    let (from, to) = (page.say(&passage.origin.label), page.say(&passage.target.label));
    format!("{from} → {to}")
}

fn certain(page: &mut Page, network: &Network) {
    let leaks: Vec<&Passage> = network.standing(State::Certain).collect();
    let number = leaks.len();
    let title = text!(ja: "確実な漏れ {number}件", en: "certain leaks: {number}");
    page.heading(title.get(page.language));
    if leaks.is_empty() {
        line(page, &text!(ja: " なし", en: " none"));
    }
    for (index, leak) in leaks.iter().enumerate() {
        let mark = format!(" {:>2}. ", index + 1);
        let indent = " ".repeat(cells(&mark));
        page.hang(&mark, &between(page, leak));
        let (hops, names) = (leak.path.len().saturating_sub(1), &leak.path_names);
        let (places, paths) = (leak.places.join(", "), leak.paths);
        let cut: Vec<String> = leak.cut.iter().map(|subject| network.picture.named(subject)).collect();
        let (cut_ja, cut_en) = (cut.join("、"), cut.join(", "));
        let more = if leak.paths_bounded {
            text!(ja: "以上。数え上げをここで止めた", en: " or more; counting stopped here")
        } else {
            Text::default()
        };
        let (more_ja, more_en) = (&more.ja, &more.en);
        let (hops_en, paths_en) = (many(hops, "hop"), many(leak.paths.unsigned_abs() as usize, "distinct path"));
        let lines = [
            text!(ja: "最短 {hops}区間: {names}", en: "shortest ({hops_en}): {names}"),
            text!(ja: "記載: {places}", en: "written at {places}"),
            text!(ja: "異なる経路 {paths}本{more_ja}", en: "{paths_en}{more_en}"),
            match leak.cut.is_empty() {
                true => text!(ja: "閉じられるものがない", en: "nothing on it may be closed"),
                false => text!(ja: "閉じるもの: {cut_ja}", en: "to close: {cut_en}"),
            },
        ];
        for told in &lines {
            page.hang(&indent, told.get(page.language));
        }
    }
    if !leaks.is_empty() {
        closing(page, network, &leaks);
    }
    page.blank();
}

/// What ends all leaks from each origin: often less than what ends them one by one.
fn closing(page: &mut Page, network: &Network, leaks: &[&Passage]) {
    line(
        page,
        &text!(ja: " 発信側ごとに、漏れをすべてなくすために閉じるもの:", en: " to end all leaks from an origin, close:"),
    );
    let mut told: Vec<&str> = Vec::new();
    for leak in leaks {
        if told.contains(&leak.origin.key.as_str()) {
            continue;
        }
        told.push(&leak.origin.key);
        let names: Vec<String> = leak.origin_cut.iter().map(|subject| network.picture.named(subject)).collect();
        let origin = page.say(&leak.origin.label);
        let (ja, en) = match names.is_empty() {
            true => ("閉じられるものがない".to_owned(), "nothing may be closed".to_owned()),
            false => (names.join("、"), names.join(", ")),
        };
        let told = text!(ja: "{origin}: {ja}", en: "{origin}: {en}");
        page.hang("  - ", told.get(page.language));
    }
}

fn possible(page: &mut Page, network: &Network) {
    let leaks: Vec<&Passage> = network.standing(State::Possible).collect();
    let (number, asked) = (leaks.len(), network.asked());
    let questions = asked.len();
    let questions_en = many(questions, "question");
    let title = text!(
        ja: "漏れの可能性 {number}件（質問 {questions}件）",
        en: "possible leaks: {number}, cleared by {questions_en}"
    );
    page.heading(title.get(page.language));
    if leaks.is_empty() {
        line(page, &text!(ja: " なし", en: " none"));
    }
    let mut groups: Vec<(Vec<&str>, Vec<&Passage>)> = Vec::new();
    for leak in leaks {
        let key: Vec<&str> = leak.questions.iter().map(|question| question.path.as_str()).collect();
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, members)) => members.push(leak),
            None => groups.push((key, vec![leak])),
        }
    }
    let number_of = |path: &str| asked.iter().position(|(question, _)| question.path == path).map_or(0, |at| at + 1);
    for (questions, members) in &groups {
        let names: Vec<String> = members.iter().map(|leak| between(page, leak)).collect();
        let rest = names.len().saturating_sub(NAMED);
        let more = if rest > 0 { text!(ja: " ほか{rest}組", en: " and {rest} more pairs") } else { Text::default() };
        page.hang(" - ", &format!("{}{}", names[..names.len() - rest].join(" / "), page.say(&more)));
        let numbers = questions.iter().map(|path| format!("Q{}", number_of(path))).collect::<Vec<_>>().join(", ");
        let smallest = members.iter().all(|leak| leak.questions_smallest);
        let told = match smallest {
            true => text!(ja: "確かめること: {numbers}", en: "to be asked: {numbers}"),
            false => {
                text!(ja: "確かめること（最少とは限らない）: {numbers}", en: "to be asked (perhaps not the fewest): {numbers}")
            }
        };
        page.hang("   ", told.get(page.language));
    }
    for (index, (question, leaks)) in asked.iter().enumerate() {
        let (department, path) = (page.say(&question.department_name).to_owned(), &question.path);
        let told = page.say(&question.question).to_owned();
        let more =
            text!(ja: "{told}（{leaks}件、{department}、{path}）", en: "{told} ({leaks} leaks; {department}; {path})");
        page.hang(&format!(" Q{}. ", index + 1), more.get(page.language));
    }
    for question in &network.open {
        page.hang(" *  ", &format!("{} ({})", page.say(&question.question), question.path));
    }
    page.blank();
}

fn specified(page: &mut Page, network: &Network) {
    let number = network.specified.len();
    let title = text!(ja: "特定通信一覧 {number}件", en: "specified communication: {number}");
    page.heading(title.get(page.language));
    for entry in &network.specified {
        one(page, entry);
    }
}

fn one(page: &mut Page, entry: &Specified) {
    let class = match entry.class {
        Some(1) => "①".to_owned(),
        Some(2) => "②".to_owned(),
        Some(other) => other.to_string(),
        None => page.say(&Text::new("指定なし", "not listed")).to_owned(),
    };
    page.hang(" - ", &format!("{} [{class}] {} ⇔ {}", entry.flow, entry.segment, entry.party));
    let language = page.language;
    let unknown = Text::new("不明", "unknown");
    let or_unknown = |told: &Option<String>| told.clone().unwrap_or_else(|| unknown.get(language).to_owned());
    let limit = |limit: Option<bool>| match (limit, language) {
        (Some(true), Language::Ja) => "あり",
        (Some(false), Language::Ja) => "なし",
        (None, Language::Ja) => "不明",
        (Some(true), Language::En) => "yes",
        (Some(false), Language::En) => "no",
        (None, Language::En) => "unknown",
    };
    let [mac, ip, port] = entry.limits.map(limit);
    let (method, via) = (entry.method.get(language), entry.via.get(language));
    let (purpose, approved, review) =
        (or_unknown(&entry.purpose), or_unknown(&entry.approved_on), or_unknown(&entry.review_on));
    let told = text!(
        ja: "{purpose}。{method}・{via}。限定 MAC {mac}、IP {ip}、ポート {port}。承認 {approved}、見直し {review}",
        en: "{purpose}; {method}, {via}; limited by MAC {mac}, IP {ip}, port {port}; approved {approved}, review {review}"
    );
    page.hang("   ", told.get(language));
}
