"""Occasions in the open air. Each scene paints one canvas from `(canvas, rng, words)`, where `words` stands on the banner."""

from tests.tools.drawing.canvas import HEIGHT, WIDTH, darker, lighter, mix
from tests.tools.drawing.figures import (
    CLOTHES,
    audience,
    back_of,
    banner,
    hills,
    peach_tree,
    person,
    petals,
    tree,
)
from tests.tools.drawing.grounds import COSTUMES, GREEN, PAVING, SKIES, outdoors, row_of


def blossom_stage(canvas, rng, words):
    """桃花节: an open-air stage among peach trees, the audience before it."""
    ground = GREEN
    outdoors(canvas, rng, horizon=420, ground=ground, built=False)
    for x in (70, 220, 980, 1130):
        peach_tree(canvas, x + rng.uniform(-25, 25), 470 + rng.uniform(-14, 20), rng.uniform(300, 390), rng)
    backdrop = rng.choice([(198, 44, 70), (214, 82, 120), (186, 36, 52)])
    canvas.box(300, 170, 600, 290, backdrop)
    canvas.box(300, 170, 600, 14, lighter(backdrop, 0.3))
    canvas.text(600, 236, words, 46, (255, 244, 220), fit=540)
    for _ in range(16):
        canvas.oval(
            rng.uniform(315, 885), rng.uniform(280, 440), 9, 9, lighter(backdrop, rng.uniform(0.15, 0.4))
        )
    canvas.polygon([(250, 460), (950, 460), (1000, 520), (200, 520)], (150, 60, 62))
    canvas.box(200, 520, 800, 26, (110, 44, 48))
    costume = rng.choice(COSTUMES[2:])
    row_of(
        canvas,
        rng,
        count=rng.randint(5, 8),
        foot=502,
        height=150,
        left=320,
        right=880,
        pose=rng.choice(["open", "swing", "cheer"]),
        top=costume,
        bottom=darker(costume, 0.25),
    )
    audience(canvas, rng, top=540, rows=3, size=80)
    petals(canvas, rng, count=50, top=60, bottom=620)


def blossom_walk(canvas, rng, words):
    """Visitors under the trees."""
    outdoors(canvas, rng, horizon=380, ground=GREEN, built=False)
    canvas.polygon([(520, 380), (680, 380), (980, 800), (220, 800)], (214, 204, 188))
    for depth in range(3):
        for side in (-1, 1):
            x = 600 + side * (190 + depth * 150) + rng.uniform(-24, 24)
            peach_tree(canvas, x, 450 + depth * 110, 250 + depth * 110, rng)
    banner(canvas, 600, 300, 420, 56, words, poles=130)
    for depth in range(7):
        foot = 450 + depth * 48
        person(
            canvas,
            600 + rng.uniform(-1, 1) * (60 + depth * 36),
            foot,
            90 + depth * 24,
            rng,
            pose=rng.choice(["stand", "wave", "stand"]),
            ground=(214, 204, 188),
        )
    petals(canvas, rng, count=90, top=120, bottom=790)


def square_dance(canvas, rng, words, *, pose=None, extra=None):
    """广场舞、扇舞: rows of dancers on the square."""
    paving = rng.choice(PAVING)
    outdoors(canvas, rng, horizon=360, ground=paving)
    for x in (60, 330, 890, 1140):
        tree(canvas, x + rng.uniform(-40, 40), 400, rng.uniform(150, 210), rng)
    banner(canvas, 600, 300, 640, 64, words, poles=110)
    costume = rng.choice(COSTUMES)
    pose = pose or rng.choice(["open", "swing", "cheer"])
    for row in range(4):
        count, height = 8 - row, 118 + row * 44
        left = 130 - row * 6
        step = (WIDTH - 2 * left) / max(1, count - 1)
        for number in range(count):
            x, foot = left + step * number + rng.uniform(-6, 6), 440 + row * 92 + rng.uniform(-4, 4)
            person(
                canvas,
                x,
                foot,
                height,
                rng,
                pose=pose,
                top=costume,
                bottom=darker(costume, 0.3),
                ground=paving,
            )
            if extra:
                extra(canvas, x, foot, height)


def fans(canvas, x, foot, height):
    canvas.fan(x + height * 0.27, foot - height * 0.96, height * 0.15, 200, 340, (232, 88, 124))
    canvas.fan(x + height * 0.27, foot - height * 0.96, height * 0.09, 200, 340, (250, 196, 208))


def drums(canvas, x, foot, height):
    canvas.box(
        x - height * 0.16,
        foot - height * 0.56,
        height * 0.32,
        height * 0.12,
        (200, 40, 40),
        radius=height * 0.04,
    )
    for side in (-1, 1):
        canvas.oval(
            x + side * height * 0.16, foot - height * 0.5, height * 0.028, height * 0.06, (244, 226, 190)
        )


def fan_dance(canvas, rng, words):
    square_dance(canvas, rng, words, pose="swing", extra=fans)


def drum_dance(canvas, rng, words):
    square_dance(canvas, rng, words, pose="drum", extra=drums)


def track(canvas, rng, words):
    """运动会: lanes, runners, flags."""
    outdoors(canvas, rng, horizon=300, ground=(122, 164, 98))
    for number in range(15):
        x = 20 + number * 84
        canvas.line([(x, 340), (x, 236)], (170, 166, 160), 4)
        canvas.polygon([(x, 236), (x + 46, 250), (x, 266)], rng.choice(COSTUMES))
    banner(canvas, 600, 206, 720, 66, words, poles=130)
    lane = (188, 92, 70)
    canvas.polygon([(0, 470), (WIDTH, 420), (WIDTH, HEIGHT), (0, HEIGHT)], lane)
    for number in range(5):
        canvas.line([(0, 470 + number * 80), (WIDTH, 420 + number * 80)], (240, 226, 214), 4)
    for number in range(14):
        person(
            canvas,
            40 + number * 86 + rng.uniform(-14, 14),
            424,
            116,
            rng,
            pose=rng.choice(["cheer", "clap", "stand"]),
        )
    for number in range(5):
        shirt = rng.choice(COSTUMES)
        x = rng.uniform(170, 1030)
        person(
            canvas,
            x,
            540 + number * 60,
            190 + number * 26,
            rng,
            pose="run",
            top=shirt,
            bottom=darker(shirt, 0.45),
            ground=lane,
        )


def taiji(canvas, rng, words):
    """太极拳、健身操: early light in the park, white suits."""
    canvas.gradient(0, 420, (250, 214, 170), (250, 238, 214))
    canvas.oval(rng.uniform(260, 940), 250, 58, 58, (255, 246, 214))
    hills(canvas, rng, foot=390, colour=(140, 166, 150))
    canvas.gradient(400, HEIGHT, (164, 184, 128), (120, 150, 100))
    for x in (40, 190, 1010, 1160):
        tree(canvas, x + rng.uniform(-30, 30), 450, rng.uniform(250, 340), rng)
    banner(canvas, 600, 360, 460, 52, words, poles=90)
    pose = rng.choice(["reach", "open", "swing"])
    suit = rng.choice([(244, 242, 236), (250, 236, 224), (222, 232, 240)])
    for row in range(3):
        row_of(
            canvas,
            rng,
            count=7 - row,
            foot=510 + row * 116,
            height=146 + row * 46,
            left=150 - row * 10,
            right=1050 + row * 10,
            drift=5,
            pose=pose,
            top=suit,
            bottom=suit,
            ground=(130, 158, 106),
        )


def corridor(canvas, rng, words):
    """文化长廊、展览: panels along a wall, people reading."""
    paving = rng.choice(PAVING)
    outdoors(canvas, rng, horizon=470, ground=paving)
    canvas.box(0, 120, WIDTH, 30, (104, 62, 50))
    canvas.box(0, 150, WIDTH, 350, (236, 228, 212))
    for x in range(0, WIDTH + 1, 240):
        canvas.box(x - 14, 120, 28, 400, (138, 58, 50))
    for number in range(5):
        x = 30 + number * 240
        sheet = rng.choice([(250, 246, 236), (224, 236, 226), (250, 230, 226), (226, 234, 246)])
        canvas.box(x, 186, 180, 250, (120, 96, 78))
        canvas.box(x + 8, 194, 164, 234, sheet)
        canvas.box(x + 24, 210, 132, 22, rng.choice(COSTUMES))
        canvas.box(x + 24, 244, 60, 56, mix(sheet, rng.choice(CLOTHES), 0.6))
        for line in range(8):
            canvas.line(
                [(x + 24, 316 + line * 13), (x + rng.uniform(110, 156), 316 + line * 13)],
                darker(sheet, 0.35),
                3,
            )
    canvas.text(600, 136, words, 22, (255, 232, 186), fit=900)
    for _ in range(7):
        back_of(canvas, rng.uniform(60, 1140), 720 + rng.uniform(-30, 60), rng.uniform(190, 250), rng)


def group_photo(canvas, rng, words):
    """合影: two rows before the banner."""
    paving = rng.choice(PAVING)
    outdoors(canvas, rng, horizon=430, ground=paving, built=rng.random() < 0.6)
    for x in (70, 1130):
        tree(canvas, x, 470, 320, rng)
    banner(canvas, 600, 232, 900, 84, words, poles=330)
    costume = rng.choice(COSTUMES) if rng.random() < 0.7 else None
    for row in range(3):
        row_of(
            canvas,
            rng,
            count=11 - row % 2,
            foot=520 + row * 76,
            height=214 + row * 16,
            left=196,
            right=1004,
            drift=5,
            pose=rng.choice(["stand", "sing"]) if row < 2 else "stand",
            top=costume,
            ground=paving if row == 2 else None,
        )


def sign_in(canvas, rng, words):
    """签到: the desk at the entrance."""
    paving = rng.choice(PAVING)
    outdoors(canvas, rng, horizon=400, ground=paving)
    banner(canvas, 600, 210, 760, 74, words, poles=230)
    for number in range(3):
        person(canvas, 430 + number * 170, 600, 280, rng, pose="write")
    canvas.box(300, 500, 600, 18, (216, 70, 76))
    canvas.box(300, 518, 600, 120, (184, 44, 54))
    canvas.text(600, 576, "签 到 处", 50, (255, 240, 210))
    for x in (360, 560, 760):
        canvas.polygon([(x, 502), (x + 90, 502), (x + 100, 514), (x - 10, 514)], (252, 250, 244))
    for x in (80, 310, 880, 1110):  # the words on the desk stay free
        back_of(canvas, x + rng.uniform(-30, 30), 800 + rng.uniform(-10, 30), rng.uniform(210, 260), rng)


def close_up(canvas, rng, words):
    """Three people near the camera, the square out of focus behind them."""
    ground = rng.choice(PAVING)
    canvas.gradient(0, 460, *rng.choice(SKIES))
    for _ in range(26):
        canvas.oval(
            rng.uniform(0, WIDTH),
            rng.uniform(180, 470),
            rng.uniform(40, 90),
            rng.uniform(40, 80),
            mix(rng.choice([GREEN, (210, 206, 196), (190, 204, 214)]), (240, 240, 236), 0.35),
        )
    canvas.gradient(450, HEIGHT, lighter(ground, 0.2), ground)
    banner(canvas, 600, 120, 620, 60, words)
    costume = rng.choice(COSTUMES)
    for x in (300, 600, 900):
        person(
            canvas,
            x + rng.uniform(-30, 30),
            960,
            720 + rng.uniform(-30, 30),
            rng,
            pose=rng.choice(["clap", "wave", "sing", "cheer"]),
            top=costume if rng.random() < 0.8 else None,
        )
