import pghistory


def tracked(model=None, *, exclude=None):
    """Class decorator: every change of a row becomes an append-only row of `<Model>Change`
    (so that a model called Event keeps its name), reachable as `row.changes`."""
    if model is None:
        return lambda cls: tracked(cls, exclude=exclude)
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        obj_field=pghistory.ObjForeignKey(related_name="changes"),
        model_name=f"{model.__name__}Change",
        meta={"verbose_name": f"{model._meta.verbose_name}变更"},
    )(model)
