//! The three languages of the product, and texts that stand in several of them.

use serde::{Deserialize, Serialize};

/// A language of the interface and of the text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Lv,
    Pl,
    #[default]
    En,
}

impl Language {
    /// All languages in the order in which they are offered.
    pub const ALL: [Language; 3] = [Language::Lv, Language::Pl, Language::En];

    /// The ISO 639-1 code, as in `lang` attributes and field names.
    pub fn code(self) -> &'static str {
        match self {
            Language::Lv => "lv",
            Language::Pl => "pl",
            Language::En => "en",
        }
    }

    /// The language of an ISO 639-1 code.
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::Lv => "Latviešu",
            Language::Pl => "Polski",
            Language::En => "English",
        }
    }
}

/// A small letter of Latvian or Polish without its mark; every other one as it is.
pub fn plain_letter(small: char) -> char {
    match small {
        'ā' | 'ą' => 'a',
        'č' | 'ć' => 'c',
        'ē' | 'ę' => 'e',
        'ģ' => 'g',
        'ī' => 'i',
        'ķ' => 'k',
        'ļ' | 'ł' => 'l',
        'ņ' | 'ń' => 'n',
        'ó' | 'ō' => 'o',
        'š' | 'ś' => 's',
        'ū' => 'u',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}

/// One text in up to three languages; an empty string means: not there yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    #[serde(default)]
    pub lv: String,
    #[serde(default)]
    pub pl: String,
    #[serde(default)]
    pub en: String,
}

impl Texts {
    /// The text in exactly this language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Lv => &self.lv,
            Language::Pl => &self.pl,
            Language::En => &self.en,
        }
    }

    /// Puts the text in this language.
    pub fn set(&mut self, language: Language, text: String) {
        match language {
            Language::Lv => self.lv = text,
            Language::Pl => self.pl = text,
            Language::En => self.en = text,
        }
    }

    /// The text in this language, else in English, else in whichever language has one.
    pub fn best(&self, language: Language) -> &str {
        [self.get(language), &self.en, &self.lv, &self.pl]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }
}
