"""Draws the scenes of the demo's photos into archives/materials/demo_photos: `python -m tests.tools.draw_demo_photos`.

Nothing in them shows a real person. Run it after a change of `drawing/` and commit what it writes; the same code
gives the same pictures. The demo only crops and lights them (`archives/materials/demo_camera.py`).
"""

import sys
from pathlib import Path
from random import Random

from tests.tools.drawing import indoor, outdoor
from tests.tools.drawing.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "archives" / "materials" / "demo_photos"
FONT = ROOT / "node_modules/@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf"
WIDTH, QUALITY = 1280, 46

# How often a view is drawn, and the words on its banner: they must suit every occasion that shows the view.
SCENES = {
    outdoor.blossom_stage: (1, "桃花节文艺演出"),
    outdoor.blossom_walk: (1, "桃花节"),
    outdoor.square_dance: (2, "欢乐社区 舞动生活"),
    outdoor.fan_dance: (1, "社区群众文艺展演"),
    outdoor.drum_dance: (1, "社区群众文艺展演"),
    outdoor.track: (1, "全民健身 你我同行"),
    outdoor.taiji: (1, "全民健身"),
    outdoor.corridor: (1, "社区文化长廊"),
    outdoor.group_photo: (2, "社区群众文化活动"),
    outdoor.sign_in: (2, "社区群众文化活动"),
    outdoor.close_up: (2, "社区群众文化活动"),
    indoor.choir: (2, "社区群众文艺演出"),
    indoor.stage_solo: (2, "社区群众文艺演出"),
    indoor.ball_court: (1, "友谊第一 比赛第二"),
    indoor.tables: (2, "我们的节日 邻里同乐"),
    indoor.classroom: (1, "市民学校"),
    indoor.night_film: (1, "社区露天电影"),
}


def draw(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for view, (times, words) in SCENES.items():
        for number in range(1, times + 1):
            name = f"{view.__name__}_{number}"
            canvas = Canvas(str(FONT))
            view(canvas, Random(name), words)
            canvas.finished(WIDTH).save(
                folder / f"{name}.jpg", "JPEG", quality=QUALITY, optimize=True, progressive=True
            )


if __name__ == "__main__":
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
