//! Compiles `locales/{en,lv,pl}/*.ftl` into constants, and fails when a language lacks something.
//!
//! The texts are Fluent, the translators' format. They are read here and not in the browser: a
//! parser and a resolver there cost more than all the texts, and a mistake would show up too late.

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::Path,
    process::exit,
};

/// Languages and the plural categories that their whole numbers use (Unicode CLDR 47).
const LANGUAGES: [(&str, &[&str]); 3] = [
    ("en", &["one", "other"]),
    ("lv", &["zero", "one", "other"]),
    ("pl", &["one", "few", "many"]),
];
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Where the shapes of everything stand that pages and the server tell each other.
const SHAPED_IN: [&str; 2] = ["src", "../app/src/api"];

/// The texts of one language by key, with the variables that each one uses.
type Table = BTreeMap<String, (Pattern<String>, BTreeSet<String>)>;

fn main() {
    println!("cargo::rerun-if-changed=../locales");
    println!("cargo::rerun-if-changed=build.rs");
    let mut faults = Vec::new();
    match shapes() {
        Ok(hash) => println!("cargo::rustc-env=TALKA_SHAPES={hash:016x}"),
        Err(error) => faults.push(format!("the sources cannot be read: {error}")),
    }
    let tables = LANGUAGES.map(|(code, categories)| read_language(code, categories, &mut faults));
    compare(&tables, &mut faults);
    let out = env::var("OUT_DIR").unwrap_or_default();
    if let Err(error) = fs::write(Path::new(&out).join("text.rs"), emit(&tables)) {
        faults.push(format!("{out}/text.rs: {error}"));
    }
    for fault in &faults {
        println!("cargo::error={fault}");
    }
    if !faults.is_empty() {
        exit(1);
    }
}

/// A hash of the sources that shape what goes over the wire (FNV-1a, 64 bits): two builds with the
/// same one understand each other.
fn shapes() -> std::io::Result<u64> {
    let mut files = Vec::new();
    for folder in SHAPED_IN {
        println!("cargo::rerun-if-changed={folder}");
        sources(Path::new(folder), &mut files)?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        // The same on systems that end lines in another way.
        for byte in fs::read(&file)?.into_iter().filter(|byte| *byte != b'\r') {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
}

fn sources(folder: &Path, files: &mut Vec<std::path::PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn read_language(code: &str, categories: &[&str], faults: &mut Vec<String>) -> Table {
    let folder = format!("../locales/{code}");
    let mut table = Table::new();
    let Ok(entries) = fs::read_dir(&folder) else {
        faults.push(format!("{folder} is missing"));
        return table;
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "ftl"))
    {
        let place = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(source) => read_file(&place, source, categories, &mut table, faults),
            Err(error) => faults.push(format!("{place}: {error}")),
        }
    }
    table
}

fn read_file(
    place: &str,
    source: String,
    categories: &[&str],
    table: &mut Table,
    faults: &mut Vec<String>,
) {
    let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(resource, errors)| {
        faults.extend(errors.iter().map(|error| format!("{place}: {error}")));
        resource
    });
    for entry in resource.body {
        let Entry::Message(message) = entry else {
            if matches!(entry, Entry::Term(_)) {
                faults.push(format!("{place}: terms are not used here"));
            }
            continue;
        };
        let key = message.id.name;
        let Some(pattern) = message.value else {
            faults.push(format!("{place}: {key} has no text"));
            continue;
        };
        let mut variables = BTreeSet::new();
        if let Err(fault) = check(&pattern, categories, &mut variables) {
            faults.push(format!("{place}: {key}: {fault}"));
        }
        if table.insert(key.clone(), (pattern, variables)).is_some() {
            faults.push(format!("{place}: {key} stands twice"));
        }
    }
}

/// Collects the variables and refuses what the tables cannot say.
fn check(
    pattern: &Pattern<String>,
    categories: &[&str],
    variables: &mut BTreeSet<String>,
) -> Result<(), String> {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(InlineExpression::StringLiteral { .. }) => {}
            Expression::Inline(InlineExpression::VariableReference { id })
            | Expression::Select {
                selector: InlineExpression::VariableReference { id },
                ..
            } => {
                variables.insert(id.name.clone());
            }
            _ => return Err("only variables and choices by a variable are used here".into()),
        }
        if let Expression::Select { variants, .. } = expression {
            check_plural(variants, categories)?;
            for variant in variants {
                check(&variant.value, categories, variables)?;
            }
        }
    }
    Ok(())
}

/// A choice by number has every category of its language, and no other.
fn check_plural(variants: &[Variant<String>], categories: &[&str]) -> Result<(), String> {
    if !is_plural(variants) {
        return Ok(());
    }
    let names: Vec<&str> = variants
        .iter()
        .filter_map(|variant| match &variant.key {
            VariantKey::Identifier { name } => Some(name.as_str()),
            VariantKey::NumberLiteral { .. } => None,
        })
        .collect();
    if let Some(missing) = categories.iter().find(|name| !names.contains(name)) {
        return Err(format!("the plural [{missing}] is missing"));
    }
    if let Some(wrong) = names.iter().find(|name| !categories.contains(name)) {
        return Err(format!("this language has no plural [{wrong}]"));
    }
    Ok(())
}

/// A choice by text may call its default `other` as well.
fn is_plural(variants: &[Variant<String>]) -> bool {
    variants.iter().any(|variant| match &variant.key {
        VariantKey::Identifier { name } => CATEGORIES.contains(&name.as_str()) && name != "other",
        VariantKey::NumberLiteral { .. } => true,
    })
}

/// Every language has the same keys with the same variables.
fn compare(tables: &[Table; 3], faults: &mut Vec<String>) {
    let keys: BTreeSet<&String> = tables.iter().flat_map(BTreeMap::keys).collect();
    for key in keys {
        let wanted = tables.iter().find_map(|table| table.get(key));
        for (table, (code, _)) in tables.iter().zip(LANGUAGES) {
            match table.get(key) {
                None => faults.push(format!("locales/{code}: {key} is missing")),
                Some((_, variables)) if Some(variables) != wanted.map(|it| &it.1) => faults.push(
                    format!("locales/{code}: {key} uses other variables: {variables:?}"),
                ),
                Some(_) => {}
            }
        }
    }
}

fn emit(tables: &[Table; 3]) -> String {
    let mut out = String::from("/// The keys of all texts.\npub mod key {\n    use super::Key;\n");
    for (key, (pattern, _)) in &tables[0] {
        let name = key.to_uppercase().replace('-', "_");
        let sample = sample(pattern);
        let texts = tables.each_ref().map(|table| {
            let pattern = table.get(key).map(|(pattern, _)| pattern);
            pattern.map(emit_pattern).unwrap_or_default()
        });
        let _ = writeln!(
            out,
            "    #[doc = {sample:?}]\n    pub const {name}: Key = Key(&{texts:?});"
        );
    }
    out.push_str("}\n");
    out
}

/// What the key's documentation shows: the English text up to the first choice.
fn sample(pattern: &Pattern<String>) -> String {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => value.as_str(),
            PatternElement::Placeable { .. } => "…",
        })
        .collect()
}

/// The text with marks around what is no plain text: see `model::text`.
fn emit_pattern(pattern: &Pattern<String>) -> String {
    pattern.elements.iter().map(emit_part).collect()
}

fn emit_part(element: &PatternElement<String>) -> String {
    match element {
        PatternElement::TextElement { value } => value.clone(),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => format!("\u{1}{}\u{2}", id.name),
        PatternElement::Placeable {
            expression:
                Expression::Select {
                    selector: InlineExpression::VariableReference { id },
                    variants,
                },
        } => emit_choice(&id.name, variants),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => value.clone(),
        PatternElement::Placeable { .. } => String::new(),
    }
}

/// The case that stands for all others comes last, without a name.
fn emit_choice(variable: &str, variants: &[Variant<String>]) -> String {
    let case = |variant: &Variant<String>| {
        let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) =
            &variant.key;
        let name = if variant.default { "" } else { key };
        format!("{name}\u{4}{}\u{5}", emit_pattern(&variant.value))
    };
    let (last, named): (Vec<_>, Vec<_>) = variants.iter().partition(|it| it.default);
    let cases: String = named.into_iter().chain(last).map(case).collect();
    format!("\u{3}{variable}\u{2}{cases}\u{6}")
}
