"""A canvas in picture units (1200 × 800), painted half as large again so that edges come out smooth."""

from functools import cache

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 800
SCALE = 1.5

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
    def __init__(self, font: str):
        self.font = font
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
        font = _font(self.font, round(size * SCALE))
        width = font.getlength(text) / SCALE
        if fit and width > fit:
            font = _font(self.font, max(12, int(size * SCALE * fit / width)))
        self.draw.text((x * SCALE, y * SCALE), text, fill, font=font, anchor="mm")

    def finished(self, width: int) -> Image.Image:
        """The whole picture, `width` pixels wide."""
        size = (width, round(width * HEIGHT / WIDTH))
        return self.image.resize(size, Image.Resampling.LANCZOS)
