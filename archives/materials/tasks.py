from celery import shared_task

from archives.materials import services as materials


# Named here because beat and the queue know tasks by name: moving the file must not lose one.
@shared_task(name=materials.DERIVATIVES_TASK)
def make_derivatives(material_id):
    materials.prepare_material(material_id)


@shared_task(name="archives.tasks.remake_missing_derivatives")
def remake_missing_derivatives():
    """What the broker refused or a dying worker dropped is asked for again."""
    return materials.enqueue_pending()
