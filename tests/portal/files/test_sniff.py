"""What files are, judged by their content."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files import sniff
from tests.factories.archives import samples


def sniffed(content, name="a.bin"):
    return sniff.sniff(io.BytesIO(content), name).content_type


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (samples.jpeg(), "a.txt", "image/jpeg"),
        (samples.encoded(samples.scene(), "PNG"), "a.jpg", "image/png"),
        (samples.encoded(samples.scene(), "WEBP"), "a.jpg", "image/webp"),
        (samples.encoded(samples.scene(), "HEIF"), "IMG_1.HEIC", "image/heic"),
        (samples.PDF, "通知.pdf", "application/pdf"),
        (
            samples.docx(),
            "节目单.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "方案.wps", "application/vnd.ms-works"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "方案.DOC", "application/msword"),
        (samples.MP4, "录像.mp4", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "录像.mov", "video/quicktime"),
        (b"ID3\x04" + bytes(50), "合唱.mp3", "audio/mpeg"),
    ],
)
def test_sniff_judges_by_content(content, name, expected):
    assert sniffed(content, name) == expected


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (samples.SVG, "开幕式.jpg", "矢量图"),
        (samples.HTML, "开幕式.jpg", "网页"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><svg/>", "a.png", "矢量图"),
        (b"MZ\x90\x00" + bytes(80), "照片.jpg", "程序"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(80), "安装.msi", "格式"),
        (b"Rar!\x1a\x07", "照片.rar", "压缩包"),
        (b"PK\x03\x04 not really a package", "a.docx", "打不开"),
        (b"", "a.jpg", "空文件"),
        (b"\x00\x01\x02\x03 whatever", "a.jpg", "可以上传"),
    ],
)
def test_sniff_refuses_with_a_sentence(content, name, words):
    with pytest.raises(sniff.UnacceptableFile, match=words):
        sniffed(content, name)


def verdict(content):
    try:
        return sniff.sniff(io.BytesIO(content), "x.doc").kind
    except sniff.UnacceptableFile as refusal:
        return str(refusal)[-1]


@given(st.binary(max_size=300))
def test_sniff_of_any_bytes_answers_or_refuses_with_a_sentence(content):
    assert verdict(content) in {"image", "document", "video", "audio", "。"}
