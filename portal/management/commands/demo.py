from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.build import build_demo


class Command(BaseCommand):
    help = "填入演示数据：龙泉街道与鹤鸣街道，去年全年和今年至今（可重复执行，不联网）"

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("这是正式环境（已配置 SECRET_KEY），不能填入演示数据。")
        build_demo(say=self.stderr.write)
