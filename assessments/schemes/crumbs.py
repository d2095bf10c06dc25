"""The way to a scheme."""


def crumbs_of_scheme(scheme) -> list[tuple[str, str]]:
    return [
        ("考核办法", "assessments:scheme-list"),
        (f"{scheme.year}年考核办法", scheme.get_absolute_url()),
    ]
