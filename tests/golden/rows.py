#!/usr/bin/env python3
# Writes rows.json beside it: what PyTorch (python3-torch of Debian 12, in float64) makes of pictures
# that are moved, of mixed rows and of pictures with a piece of another one. Moves are written as
# they read: mirrored, resized, turned, moved, each a matrix of pixels about the picture's centre;
# PyTorch is given what undoes them.
import json
import math
import pathlib

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(16)


def few(tensor):
    return [float(f"{number:.10g}") for number in tensor.reshape(-1).tolist()]


def drawn(*shape):
    return torch.rand(*shape).mul(1e3).round().div(1e3)


def matrix(a, b, c, d, x=0.0, y=0.0):
    return torch.tensor([[a, b, x], [c, d, y], [0.0, 0.0, 1.0]])


def moved(picture, paper, angle, zoom, right, down, flipped):
    """x goes right, y down; an angle turns from x to y."""
    height, width = picture.shape[1:]
    cos, sin = math.cos(angle), math.sin(angle)
    there = (matrix(1, 0, 0, 1, right, down) @ matrix(cos, -sin, sin, cos)
             @ matrix(zoom, 0, 0, zoom) @ matrix(-1 if flipped else 1, 0, 0, 1))
    pixels = matrix(width / 2, 0, 0, height / 2)  # of PyTorch's [-1, 1]²
    back = torch.linalg.inv(pixels) @ torch.linalg.inv(there) @ pixels
    places = F.affine_grid(back[None, :2], (1, *picture.shape), align_corners=False)
    return paper + F.grid_sample(picture[None] - paper, places, align_corners=False)[0]


def move(shape, angle=0.0, zoom=1.0, right=0.0, down=0.0, flipped=False, paper=0.0):
    picture = drawn(*shape)
    return {"shape": shape, "angle": angle, "zoom": zoom, "right": right, "down": down,
            "flipped": flipped, "paper": paper, "picture": few(picture),
            "moved": few(moved(picture, paper, angle, zoom, right, down, flipped))}


def mixtures(rows, wide):
    """Zhang et al. 2018."""
    x, other, share = drawn(rows, wide), torch.randperm(rows), round(torch.rand(1).item(), 3)
    return {"rows": rows, "wide": wide, "share": share, "from": other.tolist(), "x": few(x),
            "mixed": few(torch.lerp(x[other], x, share))}


def pieces(rows, shape, left, right, top, bottom):
    """Yun et al. 2019."""
    x, other = drawn(rows, *shape), torch.randperm(rows)
    inside = torch.zeros(shape[1:], dtype=torch.bool)
    inside[top:bottom, left:right] = True
    return {"rows": rows, "shape": shape, "left": left, "right": right, "top": top,
            "bottom": bottom, "from": other.tolist(), "x": few(x),
            "mixed": few(torch.where(inside, x[other], x)),
            "share": 1 - inside.double().mean().item()}


found = {
    "moves": [
        move((1, 5, 5)),
        move((1, 6, 4), right=1, down=-2),
        move((1, 6, 5), right=0.3, down=1.75, paper=0.5),
        move((1, 5, 6), flipped=True),
        move((2, 5, 5), angle=math.pi / 2, paper=1.0),
        move((1, 6, 6), angle=0.3, paper=0.25),
        move((1, 7, 4), angle=-0.5),
        move((1, 6, 6), zoom=1.3, paper=0.1),
        move((1, 5, 8), zoom=0.6, paper=0.7),
        move((3, 6, 5), angle=0.4, zoom=0.8, right=-1.2, down=0.6, flipped=True, paper=0.3),
        move((1, 8, 8), angle=-2.2, zoom=1.7, right=3.0, down=-2.5, flipped=True),
    ],
    "mixtures": [mixtures(2, 3), mixtures(5, 4), mixtures(9, 2), mixtures(1, 3)],
    "pieces": [pieces(4, (1, 5, 4), 1, 3, 0, 4), pieces(7, (2, 4, 4), 0, 4, 0, 4),
               pieces(3, (1, 6, 6), 2, 2, 1, 5)],
}
path = pathlib.Path(__file__).resolve().parent / "rows.json"
path.write_text(json.dumps(found) + "\n")
