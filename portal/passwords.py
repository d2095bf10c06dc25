"""Password rule of 等保二级 (GB/T 22239-2019): several kinds of characters."""

import re

from django.core.exceptions import ValidationError

CLASSES = [r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]"]
TEXT = "密码至少包含小写字母、大写字母、数字、符号四类中的三类。"


class CharacterClassValidator:
    def validate(self, password, user=None):
        if sum(bool(re.search(kind, password)) for kind in CLASSES) < 3:
            raise ValidationError(TEXT, code="password_too_plain")

    def get_help_text(self):
        return TEXT
