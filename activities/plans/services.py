from activities.plans.models import Plan


def plan_of(row) -> Plan | None:
    """The plan under which a row of this owner and year stands, if there is one."""
    street = row.community.street_id if row.community_id else row.street_id
    return Plan.objects.filter(street=street, community=row.community_id, year=row.year).first()
