"""Office papers (公文) as .docx in the form of GB/T 9704-2012. Knows no HTTP and no database.

    paper = Paper("关于……的通知", blocks=[book.heading("时间地点"), book.para("……")], signer="龙泉街道办事处")
    content = write_paper(paper)

`portal.documents.delivery.paper_response` sends one to the browser.
"""

from portal.documents.paper import Attachment, Paper, numbered
from portal.documents.typed import read_text
from portal.documents.writer import CONTENT_TYPE, write_paper

__all__ = ["CONTENT_TYPE", "Attachment", "Paper", "numbered", "read_text", "write_paper"]
