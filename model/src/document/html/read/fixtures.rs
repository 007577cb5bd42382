//! What programs put on the clipboard. Those that stand here are shortened to what matters, and built
//! from what is documented and known of the programs, not recorded from them; the files of
//! `tests/fixtures/clipboard` were made by the programs themselves, and say how.

use super::tests::{read, slice};

fn check(html: &str, expected: &[&str]) {
    assert_eq!(read(html), expected.concat());
}

#[test]
fn word_lists_titles_and_tables() {
    let item = |level: u32, class: &str, marker: &str, text: &str| {
        format!(
            "<p class=MsoListParagraph{class} style='margin-left:.5in;mso-add-space:auto;text-indent:-.25in;\
             mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol;\
             mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>{marker}<span \
             style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{text}\
             <o:p></o:p></p>\r\n\r\n"
        )
    };
    let html = format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator \
         content=\"Microsoft Word 15\"><style><!-- p.MsoNormal {{margin:0}} --></style></head>\
         <body lang=LV><!--StartFragment--><p class=MsoTitle>Brīvprātīgais\r\ndarbs<o:p></o:p></p>\
         <h2>Mērķis<o:p></o:p></h2><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Viens</b> \
         <span lang=EN-US style='mso-ansi-language:EN-US'>two&nbsp;&nbsp; three</span><o:p></o:p></p>\
         <p class=MsoNormal><o:p>&nbsp;</o:p></p>{}{}{}{}\
         <table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal>a<o:p></o:p></p></td>\
         <td colspan=2><p class=MsoNormal>b</p></td></tr><tr><td><p class=MsoNormal>c</p></td><td>d</td>\
         <td>e</td></tr></table><!--EndFragment--></body></html>",
        item(1, "CxSpFirst", "·", "one"),
        item(2, "CxSpMiddle", "o", "inner"),
        item(1, "CxSpMiddle", "·", "two"),
        item(1, "CxSpLast", "3.", "number"),
    );
    check(
        &html,
        &[
            "<h1>Brīvprātīgais darbs</h1><h2>Mērķis</h2><p><b>Viens</b> two three</p><p></p>",
            "<ul><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p></li></ul>",
            "<ol 3><li><p>number</p></li></ol>",
            "<table><tr><td><p>a</p></td><td 2x1><p>b</p></td></tr>",
            "<tr><td><p>c</p></td><td><p>d</p></td><td><p>e</p></td></tr></table>",
        ],
    );
}

#[test]
fn word_numbers_and_letters() {
    let item = |marker: &str, text: &str| {
        format!(
            "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>\
             {marker}<span>&nbsp;</span></span>{text}</p>"
        )
    };
    check(&item("1.", "a"), &["<ol><li><p>a</p></li></ol>"]);
    check(&item("2.3.", "a"), &["<ol 3><li><p>a</p></li></ol>"]);
    check(&item("§", "a"), &["<ul><li><p>a</p></li></ul>"]);
    check(&item("-", "a"), &["<ul><li><p>a</p></li></ul>"]);
    for (marker, style) in [("b)", "a"), ("(C)", "A"), ("iv.", "i"), ("X.", "I")] {
        let nodes = slice(&item(marker, "a")).nodes;
        let kind = crate::document::schema::BlockKind::OrderedList {
            start: 1,
            style: Some(style.into()),
        };
        assert_eq!(nodes[0].kind, kind, "{marker}");
    }
}

#[test]
fn word_comments_and_markers_stay_behind() {
    check(
        "<p class=MsoNormal>a<a style='mso-comment-reference:X_1'>b</a><span class=MsoCommentReference>\
         <span style='mso-special-character:comment'>&nbsp;<a class=msocomanchor href='#_msocom_1'>[X1]</a>\
         </span></span></p><div style='mso-element:comment-list'><p>said</p></div>",
        &["<p>ab</p>"],
    );
}

#[test]
fn word_on_the_web_writes_a_list_an_item() {
    let item = |level: u32, text: &str| {
        format!(
            "<div class=\"ListContainerWrapper SCXW1\"><ul class=\"BulletListStyle1 SCXW1\" role=list>\
             <li data-leveltext=\"\" data-font=Symbol data-aria-level={level} role=listitem>\
             <p class=\"Paragraph SCXW1\" xml:lang=LV-LV><span class=TextRun data-contrast=auto>\
             <span class=NormalTextRun>{text}</span></span><span class=EOP>&nbsp;</span></p></li></ul></div>"
        )
    };
    let html = [item(1, "one"), item(2, "inner"), item(1, "two")].concat();
    check(
        &html,
        &["<ul><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p></li></ul>"],
    );
}

#[test]
fn google_docs_wrapper_is_not_bold() {
    check(
        "<meta charset='utf-8'><meta charset=\"utf-8\"><b style=\"font-weight:normal;\" \
         id=\"docs-internal-guid-1f2e\"><h2 dir=ltr style=\"line-height:1.38\"><span \
         style=\"font-size:16pt;font-weight:400;text-decoration:none;white-space:pre-wrap;\">Head</span></h2>\
         <p dir=ltr><span style=\"font-weight:400;font-style:normal;white-space:pre;white-space:pre-wrap;\">a \
         </span><span style=\"font-weight:700;font-style:italic;white-space:pre-wrap;\">b</span>\
         <a href=\"https://x.lv\" style=\"text-decoration:none;\"><span style=\"color:#1155cc;\
         text-decoration:underline;white-space:pre-wrap;\">link</span></a></p><ul style=\"margin:0\">\
         <li dir=ltr aria-level=1 style=\"list-style-type:disc\"><p dir=ltr role=presentation><span>one</span>\
         </p></li><ul><li dir=ltr aria-level=2><p role=presentation><span>inner</span></p></li></ul></ul></b>\
         <br class=\"Apple-interchange-newline\">",
        &[
            "<h2>Head</h2><p>a <b><i>b</i></b><a https://x.lv>link</a></p>",
            "<ul><li><p>one</p><ul><li><p>inner</p></li></ul></li></ul>",
        ],
    );
}

#[test]
fn libreoffice_paragraphs_and_lists() {
    check(
        "<!DOCTYPE html><html><head><meta name=\"generator\" content=\"LibreOffice 24.2\"/><style \
         type=\"text/css\">p { margin-bottom: 0.25cm }</style></head><body lang=\"lv-LV\" link=\"#000080\" \
         dir=\"ltr\"><h1 class=\"western\">Nosaukums</h1>\n<p style=\"line-height: 100%; margin-bottom: 0cm\">\n\
         <font face=\"Liberation Mono, monospace\">plain</font> <u>u</u></p>\n<ol>\n\t<li><p \
         style=\"margin-bottom: 0cm\">\n\tone</p></li>\n\t<li value=5><p>two</p></li>\n</ol>\n</body></html>",
        &[
            "<h1>Nosaukums</h1><p>plain <u>u</u></p>",
            "<ol><li><p>one</p></li><li><p>two</p></li></ol>",
        ],
    );
}

#[test]
fn libreoffice_writer_itself() {
    check(
        include_str!("../../../../tests/fixtures/clipboard/libreoffice-writer.html"),
        &[
            "<h1>Jauniešu apmaiņa</h1><h2>Mērķis</h2>",
            "<p>Daugavpils un Leszno <b>kopā</b> raksta <i>vienu</i> <u>tekstu</u>, ne <s>divus</s>: ",
            "<a https://talka.example/>talka</a>.</p>",
            "<p>Zażółć gęślą jaźń<br>otrā rinda</p>",
            "<ul><li><p>viens</p><ul><li><p>iekšā</p></li></ul></li><li><p>divi</p></li></ul>",
            "<ol><li><p>pirmais</p></li><li><p>otrais</p></li></ol>",
            "<table><tr><td><p>Kas</p></td><td><p>Cik</p></td></tr>",
            "<tr><td 2x1><p>kopā</p></td></tr></table><p>Beigas</p>",
        ],
    );
}

#[test]
fn libreoffice_calc_itself() {
    check(
        include_str!("../../../../tests/fixtures/clipboard/libreoffice-calc.html"),
        &[
            "<table><tr><td><p>Aktivitāte</p></td><td><p>Summa</p></td><td><p>Datums</p></td></tr>",
            "<tr><td><p>Apmaiņa, Leszno</p></td><td><p>12500.5</p></td><td><p>2026-03-01</p></td></tr>",
            "<tr><td><p>Tulkošana</p></td><td><p>800</p></td><td><p>2026-04-15</p></td></tr></table>",
        ],
    );
}

#[test]
fn outlook_mails_are_laid_out_by_tables_and_divisions() {
    check(
        "<div class=WordSection1><table border=0 cellpadding=0><tr><td><p class=MsoNormal>Hello,<o:p></o:p></p>\
         <div><div><p class=MsoNormal>text<br>more<o:p></o:p></p></div></div></td></tr></table></div>",
        &["<p>Hello,</p><p>text<br>more</p>"],
    );
}

#[test]
fn spreadsheets_become_tables() {
    check(
        "<html><head><style><!--table {mso-displayed-decimal-separator:\"\\.\"}--></style></head><body>\
         <table border=0 cellpadding=0 cellspacing=0 width=128><!--StartFragment--><col width=64 span=2>\
         <tr height=20><td height=20 width=64>Budget</td><td class=xl65 align=right>30 000</td></tr>\
         <tr><td></td><td>x</td></tr><!--EndFragment--></table></body></html>",
        &[
            "<table><tr><td><p>Budget</p></td><td><p>30 000</p></td></tr>",
            "<tr><td><p></p></td><td><p>x</p></td></tr></table>",
        ],
    );
    check(
        "<google-sheets-html-origin><style type=\"text/css\"><!--td {border: 1px solid #cccccc;}--></style>\
         <table xmlns=\"http://www.w3.org/1999/xhtml\" cellspacing=0 dir=ltr data-sheets-root=1><colgroup>\
         <col width=100><col width=100></colgroup><tbody><tr style=\"height:21px;\"><td \
         style=\"font-weight:bold;\" data-sheets-value=\"{}\">a</td><td>b</td></tr></tbody></table>",
        &["<table><tr><td><p><b>a</b></p></td><td><p>b</p></td></tr></table>"],
    );
}

#[test]
fn notion_and_web_pages() {
    check(
        "<meta charset='utf-8'><!-- notionvc: 1 --><h3>Head</h3><ul><li>one<ul><li>inner</li></ul></li></ul>\
         <blockquote>said</blockquote><pre><code class=\"language-javascript\">let a\n</code></pre>",
        &[
            "<h3>Head</h3><ul><li><p>one</p><ul><li><p>inner</p></li></ul></li></ul>",
            "<quote><p>said</p></quote><pre javascript>let a</pre>",
        ],
    );
    check(
        "<span style=\"color: rgb(32, 33, 34); font-family: sans-serif; font-weight: 400; white-space: normal\">\
         Leszno is a city</span><sup id=cite><a href=\"/wiki#1\">[1]</a></sup>",
        &["<p>Leszno is a city[1]</p>"],
    );
}
