"""What the scenes share: the open air, rows of people, and the colours of costumes and grounds."""

from tests.tools.drawing.canvas import HEIGHT, darker, lighter
from tests.tools.drawing.figures import hills, houses, person

SKIES = [
    ((126, 176, 220), (226, 238, 244)),
    ((158, 190, 214), (240, 236, 224)),
    ((110, 160, 212), (206, 228, 240)),
]
COSTUMES = [
    (206, 48, 66),
    (222, 92, 130),
    (240, 176, 60),
    (58, 128, 150),
    (96, 148, 88),
    (120, 84, 150),
    (232, 228, 220),
]
PAVING = [(206, 200, 190), (198, 190, 176), (188, 192, 190)]
GREEN = (128, 168, 104)


def outdoors(canvas, rng, *, horizon, ground, built=True):
    canvas.gradient(0, horizon + 20, *rng.choice(SKIES))
    if built:
        houses(canvas, rng, foot=horizon + 6, shade=(200, 210, 216))
    else:
        hills(canvas, rng, foot=horizon, colour=(120, 152, 130))
    canvas.gradient(horizon, HEIGHT, lighter(ground, 0.15), darker(ground, 0.06))


def row_of(canvas, rng, *, count, foot, height, left=150, right=1050, drift=8, **look):
    step = (right - left) / max(1, count - 1)
    for number in range(count):
        x = left + step * number + rng.uniform(-drift, drift)
        person(
            canvas, x, foot + rng.uniform(-drift, drift) * 0.5, height * rng.uniform(0.95, 1.05), rng, **look
        )
