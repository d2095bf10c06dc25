"""Password rule of 等保二级 (GB/T 22239-2019): several kinds of characters."""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

CLASSES = [r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]"]

TEXT = "密码至少包含小写字母、大写字母、数字、符号四类中的三类。"


class LengthValidator(MinimumLengthValidator):
    """Django's own rule, whose message has no Chinese translation."""

    def get_error_message(self):
        return f"密码太短，至少要有 {self.min_length} 个字符。"

    def get_help_text(self):
        return f"密码至少要有 {self.min_length} 个字符。"


class CharacterClassValidator:
    def validate(self, password, user=None):
        if sum(bool(re.search(kind, password)) for kind in CLASSES) < 3:
            raise ValidationError(TEXT, code="password_too_plain")

    def get_help_text(self):
        return TEXT
