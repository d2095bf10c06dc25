from portal.contributions import Contribution


class NoticeContribution(Contribution):
    def hand_over(self, predecessor, successor):
        """The inbox follows the post: unread notices move to the successor."""
        return predecessor.notices.unread().update(user=successor)
