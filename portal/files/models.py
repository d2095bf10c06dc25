from django.db import models


class Blob(models.Model):
    """One stored original, addressed by its content (SHA-256), immutable and shared by whoever uploaded it.

    A blob grants nothing: views deliver it only through the business row that refers to it.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("字节数")
    content_type = models.CharField("类型", max_length=100)
    created_at = models.DateTimeField("存入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "原件"

    def __str__(self):
        return self.sha256[:12]

    @property
    def path(self):
        """Storage name of the original, two levels deep so that no folder grows without bound."""
        return f"originals/{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    def derived_path(self, variant):
        """Storage name of a derivative (`thumb`, `large`), always a JPEG without EXIF."""
        return f"derived/{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}-{variant}.jpg"
