"""Papers, opened again with python-docx: the measures of GB/T 9704-2012 and the order of the parts."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from portal import book
from portal.documents import Attachment, Paper, numbered, read_text, write_paper
from portal.documents.writer import width_of

TWIPS = 20


def opened(**parts):
    return Document(BytesIO(write_paper(Paper(**({"title": "工作小结"} | parts)))))


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def find(document, text):
    return next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith(text))


def fonts(holder):
    """The names for Chinese and for Latin text of a run or style."""
    found = holder.element.rPr.rFonts
    return found.get(qn("w:eastAsia")), found.get(qn("w:ascii"))


def indent(paragraph):
    """{name: hundredths of a character} of the paragraph itself, else of its style."""
    for holder in (paragraph, paragraph.style):
        ppr = holder._element.pPr
        if ppr is not None and ppr.ind is not None:
            found = {
                name: ppr.ind.get(qn(f"w:{name}Chars")) for name in ("left", "right", "firstLine", "hanging")
            }
            return {name: int(value) for name, value in found.items() if value and value != "0"}
    return {}


# The page --------------------------------------------------------------------------------------
def test_page_is_a4_with_the_margins_of_the_standard():
    page = opened().sections[0]
    measured = [page.page_width, page.page_height, page.top_margin, page.bottom_margin, page.left_margin]
    assert [round(length.mm) for length in [*measured, page.right_margin]] == [210, 297, 37, 35, 28, 26]


def test_twenty_two_lines_of_twenty_eight_characters_fill_the_text_area():
    style = opened().styles["Body Text"]
    page = opened().sections[0]
    assert 28 <= style.paragraph_format.line_spacing.pt <= 29
    height = page.page_height - page.top_margin - page.bottom_margin
    assert int(height / style.paragraph_format.line_spacing) == 22
    pitch = style.font.size.pt + int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / TWIPS
    assert int((page.page_width - page.left_margin - page.right_margin) / Pt(pitch)) == 28


def test_page_number_is_a_field_between_dashes_at_the_outer_side():
    document = opened()
    page = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, align, inner in ((page.footer, "RIGHT", "right"), (page.even_page_footer, "LEFT", "left")):
        line = footer.paragraphs[0]
        assert line.text == "—  —"
        assert [field.text for field in line._p.iter(qn("w:instrText"))] == ["PAGE"]
        assert line.alignment.name == align
        assert indent(line) == {inner: 100}
        assert (fonts(line.style)[0], line.style.font.size) == ("宋体", Pt(14))


# Fonts -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Body Text", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_style_names_its_font_for_chinese_too(style, font, size):
    found = opened().styles[style]
    assert fonts(found) == (font, font)
    assert found.font.size == Pt(size)
    assert found.font.bold is False
    assert not [name for name in found.element.rPr.rFonts.attrib if "heme" in name]


def test_font_table_names_what_stands_in_for_a_missing_font():
    with ZipFile(BytesIO(write_paper(Paper("工作小结")))) as package:
        table = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>' in table
    assert table.rstrip().endswith("</w:fonts>")


# Text ------------------------------------------------------------------------------------------
def test_paragraphs_are_indented_by_two_characters_and_headings_too():
    document = opened(blocks=[book.heading("基本情况"), book.para("全年活动 12 场。")])
    for start in ("一、基本情况", "全年活动"):
        assert indent(find(document, start)) == {"firstLine": 200}


def test_headings_are_numbered_by_level_and_begin_again():
    blocks = [
        book.heading("基本情况"),
        book.heading("活动", 3),
        book.heading("队伍", 3),
        book.heading("下步打算"),
        book.heading("阵地", 3),
    ]
    document = opened(blocks=blocks)
    assert [(line.text, line.style.name) for line in document.paragraphs[2:]] == [
        ("一、基本情况", "Heading 1"),
        ("（一）活动", "Heading 2"),
        ("（二）队伍", "Heading 2"),
        ("二、下步打算", "Heading 1"),
        ("（一）阵地", "Heading 2"),
    ]


def test_number_typed_by_hand_is_kept_and_not_doubled():
    assert "三、下步打算" in texts(opened(blocks=[book.heading("三、下步打算")]))


def test_points_are_numbered_on_two_levels():
    document = opened(blocks=[numbered(["按时报送", ("分工负责", ["初审", "汇总"])])])
    assert texts(document)[2:] == ["1. 按时报送", "2. 分工负责", "（1）初审", "（2）汇总"]


def test_heading_sentence_of_a_paragraph_is_set_in_kai():
    document = opened(blocks=[book.para("（一）加强领导。各社区要重视。"), book.para("一般的段落。另一句。")])
    lead, rest = find(document, "（一）").runs
    assert (lead.text, fonts(lead)[0]) == ("（一）加强领导。", "楷体_GB2312")
    assert (rest.text, rest.style.name) == ("各社区要重视。", "Default Paragraph Font")
    assert len(find(document, "一般").runs) == 1


def test_typed_text_becomes_headings_and_paragraphs():
    typed = "一、基本情况\n\n全年活动 12 场。\n（一）主要做法\n（二）加强领导。各社区要重视。\n二、统筹推进各项工作，取得实效。"
    assert [(block["kind"], block.get("text") or block["paras"][0]) for block in read_text(typed)] == [
        ("heading", "一、基本情况"),
        ("para", "全年活动 12 场。"),
        ("heading", "（一）主要做法"),
        ("para", "（二）加强领导。各社区要重视。"),
        ("para", "二、统筹推进各项工作，取得实效。"),
    ]
    assert read_text("") == []


def test_control_characters_of_a_form_do_not_break_the_file():
    document = opened(
        title="小结\x01", blocks=[book.para("一\x02二"), book.facts([("甲\x03", "乙")])], signer="街\x0b道"
    )
    assert document.paragraphs[0].text == "小结"
    assert "一二" in texts(document)


@pytest.mark.parametrize("block", [book.photos([]), book.bars([])])
def test_pictures_and_charts_are_refused(block):
    with pytest.raises(ValueError, match="office paper holds no"):
        write_paper(Paper("小结", [block]))


# Tables ----------------------------------------------------------------------------------------
def test_table_repeats_its_head_and_fills_the_width():
    columns = [("社区", 3, "left"), ("场次", 1, "right")]
    document = opened(blocks=[book.table(columns, [("滨河社区", 12), ("桃源社区", 9)], "表1 活动情况")])
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["社区", "场次"],
        ["滨河社区", "12"],
        ["桃源社区", "9"],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]
    assert sum(column.width for column in table.columns) == pytest.approx(Mm(156), abs=2000)
    assert table.columns[0].width == pytest.approx(3 * table.columns[1].width, rel=0.01)
    assert fonts(table.cell(0, 0).paragraphs[0].runs[0])[0] == "黑体"
    assert table.cell(1, 1).paragraphs[0].alignment.name == "RIGHT"
    assert indent(table.cell(1, 1).paragraphs[0]) == {}
    assert "表1 活动情况" in texts(document)


def test_key_figures_stand_two_pairs_to_a_row():
    table = opened(blocks=[book.facts([("场次", 12), ("人次", 300), ("支出", "9.00元")])]).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["场次", "12", "人次", "300"],
        ["支出", "9.00元", "", ""],
    ]


# The parts around the text ------------------------------------------------------------------------
def test_parts_follow_each_other_as_the_standard_orders():
    document = opened(
        title="关于报送小结的通知",
        number="龙街办〔2026〕12号",
        addressee="各社区：",
        blocks=[book.para("正文。")],
        attachments=[Attachment("统计表"), Attachment("报送要求")],
        present=[("出席", "周文化、李文体"), ("列席", "高主任")],
        signer="龙泉街道办事处",
        signed_on=date(2026, 3, 5),
        note="联系人：周文化",
    )
    assert [text for text in texts(document) if text] == [
        "龙街办〔2026〕12号",
        "关于报送小结的通知",
        "各社区：",
        "正文。",
        "附件：1. 统计表",
        "2. 报送要求",
        "出席：周文化、李文体",
        "列席：高主任",
        "龙泉街道办事处",
        "2026年3月5日",
        "（联系人：周文化）",
    ]
    assert indent(find(document, "各社区")) == {}


def test_bare_paper_is_its_title_and_a_blank_line():
    assert texts(opened()) == ["工作小结", ""]


def test_date_stands_four_characters_from_the_right_and_the_signer_centred_over_it():
    document = opened(signer="龙泉街道办事处", signed_on=date(2026, 12, 5))
    signer, day = find(document, "龙泉街道"), find(document, "2026年")
    assert (width_of(signer.text), width_of(day.text)) == (7, 6.5)
    assert signer.alignment.name == day.alignment.name == "RIGHT"
    assert indent(day) == {"right": 400}
    assert indent(signer) == {"right": 375}
    assert signer.paragraph_format.keep_with_next


def test_signer_longer_than_the_line_of_the_date_ends_at_the_margin():
    document = opened(signer="龙" * 20, signed_on=date(2026, 12, 5))
    assert indent(find(document, "龙龙")) == {}


def test_names_of_those_present_begin_below_the_first_name():
    document = opened(present=[("出席", "周文化、李文体")])
    line = find(document, "出席")
    assert indent(line) == {"left": 500, "hanging": 300}
    assert fonts(line.runs[0])[0] == "黑体"


def test_attachment_with_content_begins_a_new_page_with_its_own_numbering():
    document = opened(
        blocks=[book.heading("正文")],
        attachments=[Attachment("要求"), Attachment("统计表", [book.heading("总表")])],
    )
    mark = find(document, "附件2")
    assert mark.paragraph_format.page_break_before
    after = texts(document)[texts(document).index("附件2") :]
    assert after == ["附件2", "", "统计表", "", "一、总表"]
    assert "附件1" not in texts(document)


def test_title_breaks_where_it_was_broken_and_names_the_file_in_one_line():
    document = opened(title="关于开展社区文化活动\n有关事项的通知")
    assert document.paragraphs[0].text == "关于开展社区文化活动\n有关事项的通知"
    assert document.core_properties.title == "关于开展社区文化活动有关事项的通知"
    assert document.core_properties.comments == ""
