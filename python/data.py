# Data to learn from: what the kinds of data draw, and what files hold. Each gives the points
# x [rows][features] and their targets, classes from 0 or values.


def circle(rows, noise):
    """A disc of class 1 within a ring of class 0."""
    inner = torch.arange(rows) % 2
    square = torch.where(inner == 1, 0.25 * torch.rand(rows), 0.49 + 0.51 * torch.rand(rows))
    radius, angle = square.sqrt(), 2 * math.pi * torch.rand(rows)
    return moved(radius * angle.cos(), radius * angle.sin(), noise / 4), inner


def xor(rows, noise):
    """Four squares, of class 1 where the signs of x and y differ."""
    differ = torch.arange(rows) % 2
    sign = 2 * torch.randint(2, (rows,)) - 1
    across, up = 0.05 + 0.95 * torch.rand(2, rows)
    return moved(sign * across, torch.where(differ == 1, -sign, sign) * up, noise / 4), differ


def gauss(rows, noise):
    """Two clouds."""
    upper = torch.arange(rows) % 2
    centre = 0.8 * upper - 0.4
    return moved(centre, centre, 0.1 + 0.4 * noise), upper


def spiral(rows, noise, arms):
    """Arms that wind around each other by 1¼ turns."""
    point = torch.arange(rows)
    arm, t = point % arms, along(point // arms)
    radius, angle = 0.1 + 0.9 * t, 2 * math.pi * (1.25 * t + arm / arms)
    return moved(radius * angle.sin(), radius * angle.cos(), noise / 4), arm


def moons(rows, noise):
    """Two half circles that reach into each other."""
    point = torch.arange(rows)
    lower, t = point % 2, math.pi * along(point // 2)
    across = torch.where(lower == 1, 1 - t.cos(), t.cos())
    up = torch.where(lower == 1, 0.5 - t.sin(), t.sin())
    return moved((across - 0.5) / 1.5, (up - 0.25) / 1.5, noise / 4), lower


def checkerboard(rows, noise):
    """Four by four fields."""
    odd = torch.arange(rows) % 2
    column = torch.randint(4, (rows,))
    row = 2 * torch.randint(2, (rows,)) + (column + odd) % 2
    across, up = 0.03 + 0.44 * torch.rand(2, rows)
    return moved(0.5 * column - 1 + across, 0.5 * row - 1 + up, noise / 4), odd


def blobs(rows, noise, k):
    """Clouds around the middle, one for each of k classes."""
    blob = torch.arange(rows) % k
    angle = 2 * math.pi * blob / k
    return moved(0.7 * angle.sin(), 0.7 * angle.cos(), 0.05 + 0.3 * noise), blob


def plane(rows, noise):
    """The value (x + y)/4, moved by noise."""
    x = 4 * torch.rand(rows, 2) - 2
    return x, x.sum(1) / 4 + noise * torch.randn(rows)


def wave(rows, noise):
    """The value sin(πx/2)·cos(πy/2), moved by noise."""
    x = 4 * torch.rand(rows, 2) - 2
    value = torch.sin(math.pi / 2 * x[:, 0]) * torch.cos(math.pi / 2 * x[:, 1])
    return x, value + noise * torch.randn(rows)


def sine(rows, noise):
    """The value sin 2x of one input, moved by noise."""
    x = 4 * along(torch.arange(rows)) - 2
    return x[:, None], torch.sin(2 * x) + noise * torch.randn(rows)


def jump(rows, noise):
    """The value 0 of inputs below 0, else 1, moved by noise."""
    x = 4 * along(torch.arange(rows)) - 2
    return x[:, None], (x >= 0).float() + noise * torch.randn(rows)


def poly(rows, noise, degree):
    """Chebyshev's polynomial of a degree at x/2, moved by noise."""
    x = 4 * along(torch.arange(rows)) - 2
    value = torch.cos(degree * torch.acos((x / 2).clamp(-1, 1)))
    return x[:, None], value + noise * torch.randn(rows)


def normal_inputs(rows, features, classes):
    """Inputs N(0, 1), and classes that have nothing to do with them."""
    return torch.randn(rows, features), torch.arange(rows) % classes


def along(points):
    """Even places 0..1 along a curve, for any number of points (Weyl's sequence)."""
    return (torch.rand(1) + 0.6180339887498949 * points) % 1


def moved(across, up, spread):
    """Points of [-1, 1]² moved by N(0, spread²), in [-2, 2]²."""
    points = torch.stack([across, up], 1)
    return 2 * (points + spread * torch.randn(points.shape))


def thinned(x, target, train, imbalance=1, subset=0):
    """Fewer training rows, of class k imbalance^(-k/(K-1)); then as many as the subset has."""
    rows, most = torch.arange(train), int(target.max())
    for k in range(1, most + 1) if imbalance > 1 else ():
        of_class = rows[target[rows] == k]
        count = int(len(of_class) * imbalance ** (-k / most) + 0.5)
        left_out = of_class[torch.randperm(len(of_class))[count:]]
        rows = rows[~torch.isin(rows, left_out)]
    rows = rows[:subset] if subset else rows
    kept = torch.cat([rows, torch.arange(train, len(x))])
    return x[kept], target[kept], len(rows)


def mislabelled(classes, train, noise):
    """Training rows have the label of another class with this probability."""
    first, wrong = classes[:train], torch.rand(train) < noise
    others = torch.randint(int(classes.max()), (train,))
    others = others + (others >= first)
    return torch.cat([torch.where(wrong, others, first), classes[train:]])


def scaled(x, train, to, alike):
    """Inputs by what the training rows have: mean 0 and deviation 1, or 0 to 1; pixels alike."""
    known = x[:train].double().reshape(-1, 1) if alike else x[:train].double()
    low, high = known.amin(0), known.amax(0)
    constant = high == low
    middle = torch.where(constant | (to == "unit"), low, known.mean(0))
    spread = high - low if to == "unit" else known.std(0, unbiased=False)
    return ((x - middle) / torch.where(constant, 1, spread)).float()


def digits(rows, noise):
    """The strokes of 0 to 9, each drawn a little differently, on 16x16 pixels."""
    digit = torch.arange(rows) % 10
    x = torch.stack([draw_digit(GLYPHS[d][torch.randint(2, ())]) for d in digit])
    return (x + noise * torch.randn(x.shape)).clamp(0, 1), digit


def draw_digit(strokes):
    """Curves through a glyph's knots, moved a little, by a round pen: 256 greys."""
    height = 0.104 * (1 + 0.09 * deviation())
    width, slant = height * (1.02 + 0.13 * deviation()), 0.1 + 0.17 * deviation()
    turn, radius = 0.09 * deviation(), 0.74 + 0.15 * deviation()
    cos, sin = torch.cos(turn), torch.sin(turn)
    across = torch.stack([width * cos, width * sin])
    down = torch.stack([-width * slant * cos - height * sin, height * cos - width * slant * sin])
    middle = 16 * (0.5 + 0.036 * deviation(2))
    begins, ends = [], []
    for stroke in strokes:
        knots = torch.tensor([knot[:2] for knot in stroke], dtype=torch.float32)
        x, y = (knots - torch.tensor([0.0, 50.0]) + 3.2 * deviation((len(stroke), 2))).T
        points = middle + torch.outer(x, across) + torch.outer(y, down)
        sharp = [knot[2] for knot in stroke]
        for i in range(len(stroke) - 1):
            curve = spline(points, sharp, i)
            begins.append(curve[:-1])
            ends.append(curve[1:])
    pixels = torch.cartesian_prod(torch.arange(16), torch.arange(16)).flip(1) + 0.5
    a, b = torch.cat(begins)[:, None], torch.cat(ends)[:, None]
    t = ((pixels - a) * (b - a)).sum(2) / ((b - a) ** 2).sum(2).clamp(min=1e-12)
    away = (pixels - a - t.clamp(0, 1)[..., None] * (b - a)).norm(dim=2)
    return (radius + 0.5 - away).clamp(0, 1).amax(0)


def deviation(size=()):
    """N(0, 1) without the rare large ones, which would push a digit out of its picture."""
    return torch.randn(size).clamp(-2, 2)


def spline(points, sharp, i):
    """From knot i to the next in eight pieces (Catmull & Rom 1974); straight at corners, ends."""
    p1, p2 = points[i], points[i + 1]
    p0 = p1 if i == 0 or sharp[i] else points[i - 1]
    p3 = p2 if i + 2 == len(points) or sharp[i + 1] else points[i + 2]
    t = torch.linspace(0, 1, 9)[:, None]
    bend = 2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)
    return p1 + 0.5 * t * (p2 - p0 + t * bend)


def shapes(rows, noise, turn):
    """Filled circles, squares and triangles of the same areas, anywhere on 16x16 pixels."""
    shape = torch.arange(rows) % 3
    x = torch.stack([draw_shape((60, 4, 3)[s], turn) for s in shape])  # 60 sides are round
    return (x + noise * torch.randn(x.shape)).clamp(0, 1), shape


def draw_shape(sides, turn):
    """A polygon that stands on a side but for a turn of some degrees: 256 greys."""
    radius = 2.7 + 1.9 * torch.rand(1)  # of a circle of the same area
    inner = radius * math.sqrt(math.pi / (sides * math.tan(math.pi / sides)))
    angle = math.radians(turn) * (2 * torch.rand(1) - 1) + math.pi / 2
    angle = angle + 2 * math.pi * torch.arange(sides) / sides
    normals = torch.stack([angle.cos(), angle.sin()])
    between = angle + math.pi / sides
    corners = inner / math.cos(math.pi / sides) * torch.stack([between.cos(), between.sin()])
    low, high = 0.5 - corners.amin(1), 15.5 - corners.amax(1)
    middle = low + (high - low) * torch.rand(2)
    pixels = torch.cartesian_prod(torch.arange(16), torch.arange(16)).flip(1) + 0.5
    return (0.5 + inner - ((pixels - middle) @ normals).amax(1)).clamp(0, 1)


def read_csv(path, rows, words):
    """Numbers from a file, as they are; the last column is the class or the value."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        first = next(line for line in file if line.strip())
        separator = next((mark for mark in ",;\t" if mark in first), ",")
        file.seek(0)
        lines = list(csv.reader(file, delimiter=separator, skipinitialspace=True))
    lines = [[field.strip() for field in line] for line in lines if any(line)][-rows:]  # no header
    x = torch.tensor([[float(field) for field in line[:-1]] for line in lines])
    if words is None:
        return x, torch.tensor([float(line[-1]) for line in lines])
    kind = str.encode if words else float
    classes = sorted({kind(line[-1]) for line in lines})
    return x, torch.tensor([classes.index(kind(line[-1])) for line in lines])


def read_mnist(images, labels):
    """Pictures and their labels from two files in MNIST's format (IDX)."""
    with open(images, "rb") as file:
        greys = torch.frombuffer(bytearray(file.read()[16:]), dtype=torch.uint8)
    with open(labels, "rb") as file:
        classes = torch.frombuffer(bytearray(file.read()[8:]), dtype=torch.uint8).long()
    return greys.view(len(classes), -1) / 255, classes
