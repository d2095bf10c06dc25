"""Occasions in halls, rooms and in the dark. Each scene paints one canvas from `(canvas, rng, words)`, where `words` stands on the banner."""

from tests.tools.drawing.canvas import HEIGHT, WIDTH, darker, lighter, mix
from tests.tools.drawing.figures import audience, back_of, banner, houses, person
from tests.tools.drawing.grounds import COSTUMES, row_of


def choir(canvas, rng, words):
    """合唱、戏曲: a stage indoors, curtains, singers in rows, the audience in the dark."""
    curtain = rng.choice([(140, 30, 44), (70, 44, 92), (36, 70, 96)])
    canvas.gradient(0, 560, darker(curtain, 0.15), curtain)
    for x in range(0, WIDTH, 44):
        canvas.box(x, 0, 20, 540, mix(curtain, (255, 255, 255), 0.06))
    canvas.gradient(500, 640, (176, 128, 88), (142, 98, 66))
    canvas.gradient(640, HEIGHT, (30, 28, 36), (20, 18, 26))
    banner(canvas, 600, 96, 860, 78, words, fill=darker(curtain, 0.4), ink=(255, 226, 160))
    costume = rng.choice(COSTUMES)
    for level in range(3):
        canvas.box(210 - level * 10, 420 + level * 52, 780 + level * 20, 16, (120, 86, 60))
        count = 11 - level % 2
        row_of(
            canvas,
            rng,
            count=count,
            foot=424 + level * 52,
            height=178,
            left=250 - level * 6,
            right=950 + level * 6,
            drift=4,
            pose="sing",
            top=costume,
            bottom=darker(costume, 0.3),
        )
    person(
        canvas, 600 + rng.uniform(-70, 70), 640, 196, rng, pose="open", top=(38, 40, 48), bottom=(30, 30, 36)
    )
    audience(canvas, rng, top=620, rows=2, size=92, tone=(46, 44, 54))


def stage_solo(canvas, rng, words):
    """One or two performers close by, lights above."""
    curtain = rng.choice([(120, 28, 46), (52, 52, 104), (24, 78, 84)])
    canvas.gradient(0, 610, darker(curtain, 0.45), curtain)
    for x in (260, 600, 940):
        canvas.polygon(
            [(x - 22, 0), (x + 22, 0), (x + 150, 600), (x - 150, 600)], mix(curtain, (255, 240, 200), 0.16)
        )
        canvas.oval(x, 6, 26, 14, (255, 246, 214))
    canvas.gradient(600, HEIGHT, (186, 138, 96), (120, 82, 58))
    canvas.text(600, 110, words, 44, (255, 230, 170), fit=900)
    costume = rng.choice(COSTUMES)
    for x in rng.choice([(600,), (430, 770), (340, 600, 860)]):
        person(
            canvas,
            x + rng.uniform(-20, 20),
            730,
            470,
            rng,
            pose=rng.choice(["sing", "open", "swing", "wave"]),
            top=costume,
            bottom=darker(costume, 0.3),
            ground=(150, 104, 72),
        )


def ball_court(canvas, rng, words):
    """球赛、拔河、跳绳: a hall or court with two teams."""
    floor = rng.choice([(206, 160, 104), (92, 140, 120), (88, 124, 160)])
    canvas.gradient(0, 380, (226, 228, 226), (204, 208, 208))
    for x in range(40, WIDTH, 170):
        canvas.box(x, 40, 120, 130, (190, 214, 228))
    banner(canvas, 600, 236, 760, 66, words)
    canvas.gradient(370, HEIGHT, lighter(floor, 0.12), darker(floor, 0.08))
    for points in ([(60, 470), (1140, 470)], [(0, 690), (WIDTH, 690)], [(600, 380), (600, HEIGHT)]):
        canvas.line(points, (246, 244, 236), 5)
    for number in range(12):
        person(
            canvas,
            70 + number * 97 + rng.uniform(-12, 12),
            420,
            112,
            rng,
            pose=rng.choice(["clap", "cheer", "stand"]),
        )
    teams = rng.sample(COSTUMES[:6], 2)
    for number in range(8):
        side = number % 2
        x = rng.uniform(130, 560) + side * 510
        person(
            canvas,
            x,
            560 + number * 24,
            230,
            rng,
            pose=rng.choice(["run", "reach", "cheer", "open"]),
            top=teams[side],
            bottom=darker(teams[side], 0.4),
            ground=floor,
        )
    ball = (rng.uniform(420, 780), rng.uniform(330, 430))
    canvas.oval(*ball, 21, 21, (222, 120, 52))
    canvas.line([(ball[0] - 20, ball[1]), (ball[0] + 20, ball[1])], (120, 60, 30), 2)


def tables(canvas, rng, words):
    """书画、棋牌、手工、咨询: long tables, people bent over them, scrolls on the wall."""
    wall = rng.choice([(236, 228, 214), (226, 232, 230), (238, 224, 206)])
    canvas.gradient(0, 430, lighter(wall, 0.3), wall)
    banner(canvas, 600, 74, 760, 64, words)
    for number in range(7):
        x = 90 + number * 165
        canvas.box(x - 42, 140, 84, 190, (250, 246, 234))
        canvas.box(x - 46, 134, 92, 9, (150, 110, 74))
        for stroke in range(rng.randint(3, 6)):
            canvas.line(
                [
                    (x + rng.uniform(-22, 22), 168 + stroke * 25),
                    (x + rng.uniform(-22, 22), 182 + stroke * 25),
                ],
                (46, 44, 46),
                rng.uniform(3, 8),
            )
    canvas.gradient(430, HEIGHT, (198, 176, 150), (160, 138, 116))
    for row in range(2):
        top, height = 500 + row * 150, 200 + row * 52
        row_of(
            canvas,
            rng,
            count=7 - row,
            foot=top + 60,
            height=height,
            left=140,
            right=1060,
            drift=12,
            pose="write",
        )
        cloth = rng.choice([(172, 44, 52), (60, 96, 120), (92, 76, 64)])
        canvas.box(50, top, 1100, 16, lighter(cloth, 0.22))
        canvas.box(50, top + 16, 1100, 78 + row * 60, cloth)
        for number in range(6):
            x = 110 + number * 175 + rng.uniform(-12, 12)
            canvas.polygon(
                [(x, top + 1), (x + 96, top + 1), (x + 112, top + 13), (x - 16, top + 13)], (252, 250, 242)
            )


def classroom(canvas, rng, words):
    """讲座、培训、上课: a speaker before a screen, the class from behind."""
    wall = rng.choice([(232, 230, 220), (222, 230, 234), (236, 226, 212)])
    canvas.gradient(0, 520, lighter(wall, 0.35), wall)
    board = rng.choice([(38, 84, 70), (244, 246, 248), (40, 62, 104)])
    canvas.box(240, 90, 720, 300, (128, 108, 92))
    canvas.box(252, 102, 696, 276, board)
    ink = (52, 56, 66) if board[0] > 200 else (248, 246, 238)
    canvas.text(600, 176, words, 46, ink, fit=640)
    for number in range(3):
        canvas.line(
            [(330, 246 + number * 40), (330 + rng.uniform(260, 520), 246 + number * 40)],
            mix(board, ink, 0.5),
            7,
        )
    for x in (90, 1110):
        canvas.box(x - 60, 120, 120, 230, (186, 212, 226))
        canvas.box(x - 3, 120, 6, 230, (240, 240, 236))
    canvas.gradient(500, HEIGHT, (188, 170, 150), (150, 134, 118))
    x = rng.choice([180, 1020])
    person(canvas, x, 560, 300, rng, pose=rng.choice(["wave", "open", "reach"]))
    canvas.box(x - 70, 470, 140, 96, (140, 100, 68), radius=6)
    for row in range(3):
        height = 112 + row * 26
        for number in range(8 - row):
            seat = 80 + number * (1040 / (7 - row)) + rng.uniform(-14, 14)
            back_of(canvas, seat, 640 + row * 84, height, rng)
        canvas.box(0, 640 + row * 84 + 8, WIDTH, 12, (206, 178, 140))


def night_film(canvas, rng, words):
    """露天电影: the screen in the dark, the neighbours before it."""
    canvas.gradient(0, 460, (22, 28, 58), (62, 66, 100))
    for _ in range(60):
        canvas.oval(rng.uniform(0, WIDTH), rng.uniform(0, 240), 1.6, 1.6, (230, 230, 240))
    houses(canvas, rng, foot=440, shade=(40, 44, 70))
    canvas.gradient(430, HEIGHT, (60, 62, 78), (28, 28, 40))
    canvas.box(316, 96, 568, 330, (30, 30, 36))
    top, low = rng.choice(
        [
            ((250, 214, 160), (196, 120, 90)),
            ((176, 214, 240), (90, 130, 170)),
            ((220, 232, 190), (110, 150, 110)),
        ]
    )
    for line in range(30):
        canvas.box(328, 108 + line * 10.2, 544, 11, mix(top, low, line / 30))
    person(canvas, 500 + rng.uniform(-60, 60), 408, 220, rng, pose="wave", top=(90, 60, 60))
    person(canvas, 700 + rng.uniform(-60, 60), 408, 210, rng, pose="stand", top=(70, 76, 96))
    canvas.text(600, 140, words, 30, (255, 250, 240), fit=480)
    audience(canvas, rng, top=470, rows=4, size=78, tone=(34, 36, 52))
