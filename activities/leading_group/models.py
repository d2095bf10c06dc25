from django.db import models
from django.db.models import Case, F, When

from portal.access import Owned, YearQuerySet
from portal.audit.history import tracked
from portal.links import link


class GroupMemberQuerySet(YearQuerySet):
    def in_rank(self):
        """The street's own group first, then the communities; 组长 before 副组长 before the members."""
        ranks = [When(post=post, then=place) for place, post in enumerate(GroupMember.RANKS)]
        return self.order_by(
            "-year", F("community__position").asc(nulls_first=True), Case(*ranks, default=len(ranks)), "pk"
        )


@tracked
class GroupMember(Owned):
    """社区文化工作领导小组: 主要领导亲自抓、分管领导具体抓、文化员落实."""

    class Post(models.TextChoices):
        HEAD = "head", "组长"
        DEPUTY = "deputy", "副组长"
        MEMBER = "member", "成员"
        CLERK = "clerk", "联络员"

    RANKS = (Post.HEAD, Post.DEPUTY, Post.CLERK, Post.MEMBER)

    year = models.PositiveSmallIntegerField("年度")
    post = models.CharField("小组职务", max_length=10, choices=Post.choices)
    name = models.CharField("姓名", max_length=40)
    position = models.CharField("单位及职务", max_length=60, blank=True)
    duty = models.CharField("分工", max_length=120, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "领导小组成员"
        ordering = ["-year", "pk"]

    def __str__(self):
        return f"{self.get_post_display()} {self.name}"

    def get_absolute_url(self):
        return link("activities:groupmember-detail", self.pk)
