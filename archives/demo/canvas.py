"""A canvas in picture units (1200 × 800), painted half as large again so that edges come out smooth."""

from functools import cache

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 800
SCALE = 1.5
FONT = ""  # set by the process that paints (see camera.prepare)

Colour = tuple[int, int, int]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def darker(colour: Colour, share: float = 0.2) -> Colour:
    return mix(colour, (20, 20, 30), share)


def lighter(colour: Colour, share: float = 0.2) -> Colour:
    return mix(colour, (255, 255, 255), share)


@cache
def _font(path, size):
    return ImageFont.truetype(path, size)


class Canvas:
    def __init__(self):
        self.image = Image.new("RGB", (round(WIDTH * SCALE), round(HEIGHT * SCALE)))
        self.draw = ImageDraw.Draw(self.image)

    def gradient(self, top: float, bottom: float, upper: Colour, lower: Colour) -> None:
        """A band over the whole width, from `upper` to `lower`."""
        column = Image.new("RGB", (1, 64))
        for row in range(64):
            column.putpixel((0, row), mix(upper, lower, row / 63))
        height = round((bottom - top) * SCALE)
        # First down, then across: every row is one colour, so the width needs no weighing.
        band = column.resize((1, height), Image.Resampling.BILINEAR)
        band = band.resize((round(WIDTH * SCALE), height), Image.Resampling.NEAREST)
        self.image.paste(band, (0, round(top * SCALE)))

    def polygon(self, points, fill: Colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def box(self, left, top, width, height, fill: Colour, radius: float = 0) -> None:
        area = (left * SCALE, top * SCALE, (left + width) * SCALE, (top + height) * SCALE)
        if radius:
            self.draw.rounded_rectangle(area, radius * SCALE, fill)
        else:
            self.draw.rectangle(area, fill)

    def oval(self, x, y, rx, ry, fill: Colour) -> None:
        self.draw.ellipse(((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE), fill)

    def fan(self, x, y, radius, start, end, fill: Colour) -> None:
        area = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self.draw.pieslice(area, start, end, fill)

    def line(self, points, fill: Colour, width: float) -> None:
        self.draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill, max(1, round(width * SCALE)), joint="curve"
        )

    def text(self, x, y, text: str, size: float, fill: Colour, fit: float = 0) -> None:
        """Centred on (x, y); with `fit` made smaller until it is at most that wide."""
        font = _font(FONT, round(size * SCALE))
        width = font.getlength(text) / SCALE
        if fit and width > fit:
            font = _font(FONT, max(12, int(size * SCALE * fit / width)))
        self.draw.text((x * SCALE, y * SCALE), text, fill, font=font, anchor="mm")

    def finished(self, zoom: tuple[float, float, float], *, upright: bool = False) -> Image.Image:
        """The picture at 1200 × 800; `zoom` is (share of the width kept, horizontal, vertical place 0–1).
        `upright` keeps the middle at 800 × 1200, as a telephone held upright sees it."""
        if upright:
            left = round((WIDTH * SCALE - HEIGHT) / 2)
            return self.image.crop((left, 0, left + HEIGHT, round(HEIGHT * SCALE)))
        share, across, down = zoom
        width, height = WIDTH * SCALE * share, HEIGHT * SCALE * share
        left, top = (WIDTH * SCALE - width) * across, (HEIGHT * SCALE - height) * down
        return self.image.resize(
            (WIDTH, HEIGHT),
            Image.Resampling.BILINEAR,
            (left, top, left + width, top + height),
            reducing_gap=1.5,
        )
