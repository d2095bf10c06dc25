from io import BytesIO
from urllib.parse import quote

from docx import Document

from portal import book
from portal.documents import CONTENT_TYPE, Paper
from portal.documents.delivery import paper_response
from portal.models import AuditEvent


def test_paper_is_a_download_and_an_export_in_the_audit_trail(rf, officer):
    request = rf.get("/")
    request.user = officer
    response = paper_response(request, Paper("工作小结", [book.para("正文。")]), "2026年工作小结")
    assert response["Content-Type"] == CONTENT_TYPE
    assert quote("2026年工作小结.docx") in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    assert Document(BytesIO(response.content)).paragraphs[-1].text == "正文。"
    event = AuditEvent.objects.get()
    assert (event.kind, event.user, event.target) == ("export", officer, "2026年工作小结")
