"""A paper as a download."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from portal.audit.trail import record
from portal.documents.paper import Paper
from portal.documents.writer import CONTENT_TYPE, write_paper


def paper_response(request: HttpRequest, paper: Paper, filename: str) -> HttpResponse:
    """`paper` as `filename` (without ending), noted as an export in the audit trail. The caller has checked access."""
    content = write_paper(paper)
    record("export", user=request.user, request=request, target=filename)
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": content_disposition_header(True, f"{filename}.docx")},
    )
