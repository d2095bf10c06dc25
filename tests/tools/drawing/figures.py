"""What stands in the pictures: people in their poses, trees in blossom, banners, houses."""

import math

from tests.tools.drawing.canvas import HEIGHT, WIDTH, Canvas, darker, lighter, mix

SKIN = [(242, 205, 172), (233, 190, 152), (224, 178, 140)]
HAIR = [(42, 36, 34), (58, 48, 44), (96, 92, 92), (150, 148, 146)]
CLOTHES = [
    (196, 62, 74),
    (54, 96, 150),
    (70, 130, 104),
    (226, 168, 74),
    (120, 92, 150),
    (230, 226, 216),
    (92, 110, 128),
    (206, 110, 132),
    (60, 72, 92),
    (168, 138, 110),
]
BLOSSOM = [(244, 170, 190), (236, 140, 168), (250, 200, 212), (228, 112, 148)]
LEAVES = [(96, 148, 92), (78, 130, 84), (120, 164, 96)]

# Where the hands are, in heights from the shoulder: (left x, left y), (right x, right y); y grows downward.
POSES = {
    "stand": ((-0.05, 0.36), (0.05, 0.36)),
    "sing": ((0.1, 0.2), (-0.1, 0.2)),
    "clap": ((0.12, 0.05), (-0.12, 0.05)),
    "cheer": ((-0.14, -0.32), (0.14, -0.32)),
    "wave": ((-0.05, 0.34), (0.18, -0.28)),
    "open": ((-0.3, -0.1), (0.3, -0.1)),
    "swing": ((-0.28, 0.12), (0.16, -0.26)),
    "reach": ((-0.34, 0.02), (0.3, 0.14)),
    "drum": ((-0.14, 0.22), (0.2, -0.2)),
    "run": ((0.16, 0.18), (-0.18, 0.12)),
    "write": ((0.12, 0.24), (0.0, 0.28)),
}


def person(
    canvas: Canvas, x, foot, height, rng, *, pose="stand", top=None, bottom=None, ground=None, seated=False
):
    """One person, `height` tall from `foot` up; clothes at random unless given."""
    top = top or rng.choice(CLOTHES)
    bottom = bottom or darker(rng.choice(CLOTHES), 0.45)
    skin, hair = rng.choice(SKIN), rng.choice(HAIR)
    shoulder, hip, head = foot - height * 0.79, foot - height * 0.44, foot - height * 0.9
    if ground:
        canvas.oval(x, foot, height * 0.2, height * 0.035, darker(ground, 0.18))
    if not seated:
        _legs(canvas, x, foot, hip, height, bottom, running=pose == "run")
    canvas.polygon(_body(x, shoulder, hip, height), top)
    _arms(canvas, x, shoulder + height * 0.035, height, POSES[pose], top, skin)
    canvas.box(x - height * 0.03, head + height * 0.05, height * 0.06, height * 0.08, darker(skin, 0.1))
    canvas.oval(x, head - height * 0.012, height * 0.08, height * 0.092, hair)
    canvas.oval(x, head + height * 0.012, height * 0.068, height * 0.076, skin)


def _body(x, shoulder, hip, height):
    """From the left shoulder over the neck to the hips."""
    wide, neck, waist = height * 0.125, height * 0.075, height * 0.1075
    return [
        (x - wide, shoulder + height * 0.03),
        (x - neck, shoulder - height * 0.01),
        (x + neck, shoulder - height * 0.01),
        (x + wide, shoulder + height * 0.03),
        (x + waist, hip + height * 0.04),
        (x - waist, hip + height * 0.04),
    ]


def _legs(canvas, x, foot, hip, height, colour, *, running):
    spread = height * (0.17 if running else 0.05)
    lift = height * (0.1 if running else 0)
    for side in (-1, 1):
        end = foot - (lift if side > 0 else 0)
        knee = (x + side * spread * 0.7, hip + (end - hip) * 0.5)
        canvas.line(
            [(x + side * height * 0.045, hip), knee, (x + side * spread, end)], colour, height * 0.085
        )
        canvas.oval(x + side * spread + height * 0.015, end, height * 0.055, height * 0.024, (50, 46, 48))


def _arms(canvas, x, shoulder, height, hands, sleeve, skin):
    for side, (dx, dy) in zip((-1, 1), hands, strict=True):
        start = (x + side * height * 0.105, shoulder)
        end = (start[0] + dx * height, start[1] + dy * height)
        elbow = ((start[0] + end[0]) / 2 + side * height * 0.04, (start[1] + end[1]) / 2 + height * 0.03)
        canvas.line([start, elbow, end], sleeve, height * 0.06)
        canvas.oval(*end, height * 0.033, height * 0.033, skin)


def back_of(canvas: Canvas, x, foot, height, rng, *, top=None):
    """Somebody in the audience, seen from behind: shoulders and hair."""
    top, hair = top or darker(rng.choice(CLOTHES), 0.15), rng.choice(HAIR)
    canvas.box(x - height * 0.34, foot - height * 0.62, height * 0.68, height, top, radius=height * 0.26)
    canvas.box(x - height * 0.08, foot - height * 0.72, height * 0.16, height * 0.2, darker(SKIN[1], 0.15))
    canvas.oval(x, foot - height * 0.82, height * 0.2, height * 0.24, hair)


def audience(canvas: Canvas, rng, *, top, rows=3, size=86, tone=None):
    """Rows of people from behind, the nearest largest and lowest."""
    for row in range(rows):
        height = size * (1 + 0.28 * row)
        foot = top + height * 0.9 + row * size * 0.62
        step = height * 0.86
        x = -rng.uniform(0, step)
        while x < WIDTH + step:
            shade = darker(tone, 0.05 * row) if tone and rng.random() < 0.7 else None
            back_of(
                canvas, x + rng.uniform(-0.12, 0.12) * step, foot + rng.uniform(-5, 5), height, rng, top=shade
            )
            x += step


def banner(canvas: Canvas, x, y, width, height, text, *, fill=(190, 36, 48), ink=(255, 240, 205), poles=0):
    """横幅 with its words; with `poles`, between two poles that reach down that far."""
    for side in (-1, 1) if poles else ():
        canvas.line(
            [(x + side * width / 2, y - height * 0.7), (x + side * width / 2, y + poles)], (150, 146, 140), 7
        )
    canvas.box(x - width / 2, y - height / 2, width, height, fill)
    canvas.box(x - width / 2, y - height / 2, width, height * 0.07, lighter(fill, 0.18))
    canvas.text(x, y, text, height * 0.56, ink, fit=width * 0.92)


def tree(canvas: Canvas, x, foot, height, rng, *, colours=LEAVES, trunk=(104, 80, 64)):
    canvas.line([(x, foot), (x + height * 0.02, foot - height * 0.55)], trunk, height * 0.07)
    for side in (-1, 1):
        canvas.line(
            [(x, foot - height * 0.42), (x + side * height * 0.2, foot - height * 0.66)],
            trunk,
            height * 0.035,
        )
    for _ in range(26):
        angle, reach = rng.uniform(0, math.tau), math.sqrt(rng.random())
        dx, dy = math.cos(angle) * reach * height * 0.34, math.sin(angle) * reach * height * 0.27
        radius = height * rng.uniform(0.07, 0.13)
        canvas.oval(
            x + dx, foot - height * 0.72 + dy, radius, radius * 0.9, mix(rng.choice(colours), colours[0], 0.3)
        )


def peach_tree(canvas: Canvas, x, foot, height, rng):
    tree(canvas, x, foot, height, rng, colours=BLOSSOM, trunk=(92, 66, 58))
    for _ in range(46):
        angle, reach = rng.uniform(0, math.tau), rng.random() ** 0.6
        dx, dy = math.cos(angle) * reach * height * 0.4, math.sin(angle) * reach * height * 0.31
        radius = height * rng.uniform(0.012, 0.024)
        canvas.oval(
            x + dx, foot - height * 0.72 + dy, radius, radius, rng.choice([(255, 226, 232), *BLOSSOM])
        )


def petals(canvas: Canvas, rng, *, count, top, bottom):
    for _ in range(count):
        size = rng.uniform(2.5, 5.5)
        canvas.oval(rng.uniform(0, WIDTH), rng.uniform(top, bottom), size, size * 0.6, rng.choice(BLOSSOM))


def houses(canvas: Canvas, rng, *, foot, shade):
    """A row of the quarter's houses with lit and dark windows."""
    x = -rng.uniform(0, 80)
    while x < WIDTH:
        width, height = rng.uniform(120, 210), rng.uniform(130, 270)
        wall = mix(shade, rng.choice([(226, 206, 184), (206, 214, 220), (222, 218, 206)]), 0.6)
        canvas.box(x, foot - height, width, height, wall)
        canvas.box(x, foot - height, width, 9, darker(wall, 0.2))
        for row in range(int(height // 44)):
            for column in range(int(width // 36)):
                canvas.box(
                    x + 10 + column * 36,
                    foot - height + 22 + row * 44,
                    19,
                    24,
                    darker(wall, rng.choice([0.2, 0.3, 0.36])),
                )
        x += width + rng.uniform(4, 36)


def hills(canvas: Canvas, rng, *, foot, colour):
    for layer in range(2):
        tone = mix(colour, (214, 226, 232), 0.5 - 0.3 * layer)
        points = [(0, HEIGHT), (0, foot)]
        peak = foot - 90 + 40 * layer
        points += [
            (x, peak + 46 * math.sin(x / rng.uniform(120, 190) + layer * 2)) for x in range(0, WIDTH + 1, 60)
        ]
        canvas.polygon([*points, (WIDTH, HEIGHT)], tone)
