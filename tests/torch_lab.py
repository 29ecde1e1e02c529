# Scripts that `thalweg code` writes of labs against `thalweg train`: every number of the first ten
# steps, given the same weights, data and batches. A network is compared as long as rounding does
# not show: as long as the script comes to the same in double precision.
# usage: torch_lab.py PROGRAM [FLAG...]   (with flags: that lab alone, whole)
import ast
import builtins
import contextlib
import csv
import io
import json
import math
import os
import random
import struct
import subprocess
import sys
import tempfile
import time

import torch

PROGRAM = sys.argv[1]
TOLERANCE, ROUNDING, STEPS = 2e-4, 5e-5, 10
NAMES = "batch_loss train_loss train_accuracy validation_loss validation_accuracy grad_norm rate"
labs = rows_all = rows_compared = wrong = 0


def told(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)


def table(text):
    """(network, step): epoch, the numbers, status."""
    lines = [line.split(",") for line in text.splitlines()[1:]]
    return {(int(f[0]), int(f[2])): (f[1], list(map(float, f[3:10])), f[10]) for f in lines}


def ran(script, *words, environment=None):
    out, kept = io.StringIO(), sys.argv
    sys.argv = ["script", *words]
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(script, "script", "exec"), environment or {"__name__": "__main__"})
    finally:
        sys.argv = kept
    return table(out.getvalue())


def doubled(script, *words):
    """The same in double precision."""
    script = script.replace("torch.float32", "torch.float64").replace(".float()", ".double()")
    torch.set_default_dtype(torch.float64)
    try:
        return ran(script, *words)
    finally:
        torch.set_default_dtype(torch.float32)


def untidy(script):
    """What of a script's own nobody uses, and what it uses that nobody defines."""
    tree = ast.parse(script)
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    used = {node.id for node in named if isinstance(node.ctx, ast.Load)}
    known = {node.id for node in named if isinstance(node.ctx, ast.Store)} | set(dir(builtins))
    known |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            known.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            known |= {alias.asname or alias.name for alias in node.names}
    for node in tree.body:
        names = [node.name] if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else []
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.asname or alias.name for alias in node.names]
        yield from (f"nobody uses {name}" for name in names if name not in used)
    yield from (f"nobody defines {name}" for name in sorted(used - known))


def difference(a, b):
    """The largest of two rows, by which number it is. Shares of right answers may differ by one."""
    worst = 0.0, "nothing"
    for name, one, other in zip(NAMES.split(), a[1], b[1]):
        if math.isnan(one) and math.isnan(other) or one == other:
            continue
        away = abs(one - other) / max(abs(one), 1e-3)
        away = away if away == away else math.inf
        away *= 0 if "accuracy" in name and abs(one - other) < 0.04 else 1
        away *= 0.1 if name in ("grad_norm", "rate") else 1
        worst = max(worst, (away, name))
    return worst if a[0] == b[0] and a[2] == b[2] else (math.inf, "epoch or status")


def complain(flags, what):
    global wrong
    wrong += 1
    if wrong <= 20:
        print("thalweg code", " ".join("'%s'" % f if " " in f else f for f in flags) + ":", what)


def compare(flags, steps=STEPS, more=()):
    global labs, rows_all, rows_compared
    labs += 1
    with tempfile.TemporaryDirectory() as folder:
        weights, code = os.path.join(folder, "weights.json"), os.path.join(folder, "lab.py")
        written = told("code", *flags, "--weights", weights, "-o", code)
        if written.returncode:
            return complain(flags, written.stderr)
        with open(code, encoding="utf-8") as file:
            script = file.read()
        for problem in untidy(script):
            complain(flags, problem)
        try:
            mine, exact = ran(script, "--per", "step", *more), doubled(script, "--per", "step", *more)
        except (Exception, SystemExit) as problem:
            return complain(flags, repr(problem))
    chaotic = set()
    for (network, step), row in table(told("train", *flags, "--per", "step", *more).stdout).items():
        if step > steps:
            continue
        rows_all += 1
        other, key = mine.get((network, step)), (network, step)
        if network in chaotic:
            continue
        if other and (key not in exact or difference(other, exact[key])[0] > ROUNDING):
            chaotic.add(network)
            continue
        rows_compared += 1
        away, name = difference(row, other) if other else (math.inf, "no such row")
        if away > TOLERANCE:
            chaotic.add(network)
            complain(flags, f"network {network}, step {step}, {name}\n  {row}\n  {other}")


def keys(kind):
    return [row[0] for row in csv.reader(told("list", kind, "--csv").stdout.splitlines())][1:]


SPECS = """
momentum lr=0.05 dampening=0.3
momentum lr=0.05 ema=1
rmsprop momentum=0.5 centered=1 rho=0.9
adamw weight_decay=0.1
asgd lr=0.05 t0=3
signsgd beta=0.9
prodigy d0=0.001
muon match_rms=1 nesterov=0 weight_decay=0.1 schedule=cosine
adafactor weight_decay=0.1 d=0.5
schedulefree_sgd lr=0.5 r=1 momentum=0.5
lbfgs c2=0.3 history=2
sgd lr=0.1 coupled_decay=0.1
nesterov lr=0.05 coupled_decay=0.1 clip=0.3
adam sam=0.05
adam clip=0.5 clip_value=0.1
sgd lr=0.1 lookahead=3 lookahead_alpha=0.7
momentum lr=0.05 average=polyak average_start=2
adam average=ema average_decay=0.9 sam=0.1
sgd lr=0.9 schedule=plateau patience=0 factor=0.5
momentum schedule=one_cycle base_momentum=0.85 max_momentum=0.95
adam schedule=one_cycle base_momentum=0.85 max_momentum=0.95 warmup=3
adam schedule=wsd warmup=4
sgd lr=0.1 schedule=step step_size=3 gamma=0.5
""".split("\n")[1:-1]
ALL = ("lbfgs", "cg", "barzilai_borwein", "polyak_step")  # that need all rows in each step


def batch(spec, draw):
    return " batch=" + ("all" if spec.split()[0] in ALL else draw.choice(("10", "32", "25", "all")))


def every_optimizer(draw):
    """Six networks a lab, in every optimizer and every number that it has."""
    usual = [key for key in keys("optimizers") if trains(key)]
    specs = usual + SPECS
    for first in range(0, len(specs), 6):
        flags = ["--data", "moons noise=0.2 n=100", "--epochs", "2", "--seed", "3"]
        for spec in specs[first : first + 6]:
            flags += ["--network", "hidden=2x6 activation=tanh optimizer=" + spec + batch(spec, draw)]
        compare(flags)


def trains(key):
    text = "hidden=none batch=all optimizer=" + key
    return told("train", "--epochs", "0", "--network", text).returncode == 0


def network(draw, values):
    """Any layers, start, loss, penalties and optimizer."""
    words = ["hidden=" + draw.choice(("none", "4", "2x8", "16,5", "3x6"))]
    words.append("activation=" + draw.choice(keys("activations")))
    init = draw.choice(keys("inits"))
    words.append("init=" + init + {"uniform": " range=0.3", "normal": " std=0.2"}.get(init, ""))
    loss = draw.choice(("mse",) if values else ("mse", "bce_with_logits", "softmax_cross_entropy"))
    words.append("loss=" + loss)
    for share, text in (
        (0.3, "bias=0.1"),
        (0.2 if init != "sparse" else 0, "batchnorm=" + draw.choice(("before", "after"))),
        (0.2, "layernorm=" + draw.choice(("before", "after"))),
        (0.3 if loss[0] == "s" else 0, "label_smoothing=0.1"),
        (0.3, "l1=0.001"),
        (0.3, "l2=0.003"),
    ):
        words += [text] * (draw.random() < share)
    spec = draw.choice(SPECS + ["adam", "sgd lr=0.1", "momentum lr=0.05", "cg"])
    return " ".join(words) + " optimizer=" + spec + batch(spec, draw)


def mixed(draw, count):
    data = ["circle", "xor noise=0.2", "spiral arms=3 noise=0.1", "blobs k=5", "plane noise=0.1", "wave"]
    data += ["moons scale=standard subset=60", "blobs k=3 imbalance=5 label_noise=0.2", "digits n=80 scale=unit subset=40"]
    data += ["sine scale=unit", "step n=40 noise=0", "poly degree=5"]
    data += ["noise features=7 classes=4 n=100", "digits n=60 noise=0.1", "shapes n=60 noise=0.1", "gauss train=1 n=60"]
    for _ in range(count):
        kind = draw.choice(data)
        flags = ["--data", kind, "--epochs", draw.choice("23"), "--seed", str(draw.randrange(10**6))]
        stops = ["--patience", "1"] if kind[:5] not in ("noise", "gauss") else []  # it validates
        flags += draw.choice(([], stops))
        for _ in range(draw.choice((1, 2, 3))):
            flags += ["--network", network(draw, kind.split()[0] in ("plane", "wave", "sine", "step", "poly"))]
        compare(flags)


PICTURE_LAYERS = """
conv 4 3x3 pad=1, norm, relu, maxpool 2, conv 6 3x3 stride=2, gelu, gap, dense 8, tanh
conv 3 5x5 stride=3 pad=2, groupnorm 3, elu alpha=0.5, avgpool 3 stride=2, flatten, dense 6, rmsnorm, mish
conv 4 2x2, layernorm, swish beta=1.5, avgpool 5, instancenorm, prelu
res(conv 1 3x3 pad=1, tanh), conv 4 3x3, 2*(res(conv 4 3x3 pad=1, norm, silu, conv 4 3x3 pad=1, norm), relu), maxpool 4
avgpool 2, conv 3 3x3, rmsnorm, hardswish, res(leaky_relu slope=0.2, conv 3 1x1), gap
maxpool 3 stride=2, dense 9, layernorm, softplus, dense 7
conv 5 16x16, norm, tanh, res(dense 5, tanh)
""".split("\n")[1:-1]
LAYERS = """
dense 8, tanh, 3*(res(dense 8, norm, relu, dense 8, norm), relu)
dense 6, res(rmsnorm, tanh, dense 6, res(dense 6, gelu), dense 6), norm, prelu, dense 4
dense 12, groupnorm 3, leaky_relu slope=0.3, dense 8, batchnorm, hardswish
2*(dense 9, norm, swish beta=0.5), res(dense 9, mish)
""".split("\n")[1:-1]
SHORT = """
hidden=5x8 residual=2 activation=tanh
hidden=4x6 residual=2 residual_order=pre batchnorm=before
hidden=3x8 residual=1 rmsnorm=before activation=swish beta=2
hidden=3x8 groupnorm=after groups=2 activation=elu alpha=0.5
""".split("\n")[1:-1]


def deep_network(draw, pictures):
    """Layers of every kind, with everything that can be said of them."""
    texts = ['layers="%s"' % text for text in (PICTURE_LAYERS if pictures else LAYERS)]
    words = [draw.choice(texts + ([] if pictures else SHORT))]
    init = draw.choice(keys("inits"))
    words.append("init=" + init + {"uniform": " range=0.3", "normal": " std=0.2"}.get(init, ""))
    for share, text in (
        (0.3 if init not in ("zeros", "sparse", "identity") else 0, "weightnorm=on"),  # 0/0 in PyTorch
        (0.3, "bias=0.1"),
        (0.3, "l1=0.001"),
        (0.3, "l2=0.003"),
        (0.5 if words[0][0] == "l" else 0, "norm=" + draw.choice(("layer", "rms", "group groups=1"))),
    ):
        words += [text] * (draw.random() < share)
    spec = draw.choice(["adam", "momentum lr=0.05", "muon lr=0.01", "adafactor", "adam sam=0.05", "lbfgs"])
    return " ".join(words) + " optimizer=" + spec + batch(spec, draw)


def deep(draw, count):
    for i in range(count):
        data = draw.choice(["digits n=60 noise=0.1", "shapes n=60 noise=0.1"] if i % 2 else ["spiral n=100", "moons n=100"])
        flags = ["--data", data, "--epochs", "2", "--seed", str(draw.randrange(10**6))]
        for _ in range(3):
            flags += ["--network", deep_network(draw, i % 2)]
        compare(flags)


PAINTED = [
    """
  data: canvas scale=standard
  network: hidden=4 optimizer=sgd lr=0.1
  epochs: 3
  classes: 2
  points:
    - 0.5,0.5,0
    - -0.5,0.25,1
    - 0.1,-0.7,1
    - 1.5,0.5,0
    - 0.5,0.9,0
    - -1.5,0.2,1
""",
    """
  data: moons subset=3
  network: hidden=4 jitter=1e-8 optimizer=sgd lr=0.1
  epochs: 3
  classes: 3
  points:
    - 0.5,0.5,0
    - -0.5,0.25,1
    - 0.1,-0.7,2
    - 1.5,0.5,0
    - -1.5,0.2,1
""",
]
GROWN = [
    ("moons n=60 train=0.7", ["hidden=2x6 batchnorm=before batch=8", "hidden=4 batch=41", "hidden=4 batch=1"]),
    ("moons n=60", ["inputs=x,y,x2,y2,xy,sinx,siny hidden=8 optimizer=adam",
                    "hidden=8 entropy=0.3 label_smoothing=0.1", "hidden=8 entropy=-0.2 l1=0.001 batch=all"]),
    ("spiral n=60", ["inputs=xy,siny hidden=2x6 entropy=0.1", "hidden=6 loss=bce_with_logits entropy=0"]),
    ("plane n=60", ["layers=\"features x2,y, dense 7, tanh\"", "hidden=none"]),
    ("circle n=60", ["hidden=6 jitter=1e-8", "hidden=6 rotate=1e-6", "hidden=6 batch=all mixup=1e-6", "hidden=6"]),
    ("moons n=60", ["hidden=8 maxnorm=1.2", "hidden=2x6 maxnorm=0.7 weightnorm=on fgsm=0.1", "hidden=4"]),
    ("moons n=60", ["hidden=8 maxnorm=0.9 optimizer=sgd lr=0.3 lookahead=3 average=ema average_decay=0.9",
                    "hidden=6 fgsm=0.2 entropy=0.1 batchnorm=before optimizer=adam sam=0.05"]),
    ("moons n=60", ["hidden=4x6 tie=on activation=tanh", "hidden=3x5 tie=on weightnorm=on layernorm=before l2=0.01",
                    "hidden=5x6 tie=on residual=2 maxnorm=0.9 optimizer=muon lr=0.01"]),
    ("moons n=60", ['layers="dense 6, tie 3*(dense 6, norm, relu)" fgsm=0.1 optimizer=sgd lr=0.1',
                    'layers="dense 5, tanh, tie 2*(res(dense 5, tanh, dense 5))" init=orthogonal', "hidden=3x6 tie=off"]),
    ("wave n=60", ["hidden=2x6 fgsm=0.1 maxnorm=1.5 batch=all optimizer=rmsprop", "hidden=6 fgsm=0.3 layernorm=before"]),
    ("spiral n=60", ["hidden=8 gradient_noise=1e-16 optimizer=momentum lr=0.05",
                     "hidden=8 gradient_noise=1e-16 optimizer=sgd lr=0.1 sam=0.05 clip=0.2"]),
    ("digits n=60", ['layers="conv 4 3x3 stride=2, batchnorm, relu" maxnorm=0.8 fgsm=0.05 optimizer=sgd lr=0.05',
                     'layers="conv 4 4x4 stride=4, tanh, dense 5, tanh" weightnorm=on maxnorm=0.9']),
    ("digits n=60", ['layers="conv 4 3x3 pad=1, tie 2*(conv 4 3x3 pad=1, relu), maxpool 4" optimizer=sgd lr=0.05']),
    ("digits n=60", ["hidden=8 shift=1e-7 optimizer=sgd", "hidden=8 zoom=1e-8 rotate=1e-6 optimizer=sgd", "hidden=8 loss=mse"]),
]
SEEN = [
    ("digits n=200", "shift=3 rotate=20 zoom=0.3"),
    ("digits n=200", "flip=on cutout=7"),
    ("digits n=200", "mixup=0.4 fgsm=0"),
    ("shapes n=200", "cutmix=1"),
    ("wave n=200", "mixup=2"),
    ("moons n=200", "rotate=90 jitter=0.3"),
    ("moons n=200", "gradient_noise=0.3 optimizer=sgd lr=0.1"),
]

# Labs that were changed while they trained: what remembers, remembers on.
CHANGED = [
    """
  data: spiral n=100
  network:
    - hidden=2x6 l2=0.01 label_smoothing=0.1 optimizer=momentum lr=0.01 beta=0.5
    - hidden=4 optimizer=adam lr=0.02 clip=0.1
  epochs: 5
  changes:
    - 0 network=1 hidden=2x6 optimizer=momentum lr=0.1 schedule=step step_size=2 gamma=0.5
    - 2 network=1 optimizer=momentum lr=0.01 beta=0.5 schedule=constant
    - 6 network=1 l2=0.01
    - 8 network=1 label_smoothing=0.1
    - 0 network=2 hidden=4 optimizer=adam lr=0.01
    - 5 network=2 optimizer=adam lr=0.01 clip=0.1
    - 7 network=2 optimizer=adam lr=0.02 clip=0.1
""",
    """
  data: moons n=100
  network:
    - hidden=2x6 entropy=0.1 maxnorm=1 fgsm=0.1 optimizer=momentum lr=0.05
  epochs: 6
  changes:
    - 0 network=1 hidden=2x6 optimizer=momentum lr=0.05
    - 4 network=1 maxnorm=1
    - 6 network=1 entropy=0.1
    - 9 network=1 fgsm=0.1
""",
    """
  data: moons n=100
  network:
    - hidden=2x6 batch=all optimizer=adam lr=0.05 sam=0.1 average=ema average_decay=0.9 lookahead=3 l1=0.01
    - hidden=4 batch=30 optimizer=muon lr=0.01
  epochs: 9
  changes:
    - 0 network=1 hidden=2x6 batch=all optimizer=adam lr=0.01 average=ema average_decay=0.5 lookahead=3
    - 4 network=1 optimizer=adam lr=0.05 average=ema average_decay=0.9 sam=0.1 lookahead=3
    - 5 network=1 l1=0.01
    - 0 network=2 hidden=4 batch=30 optimizer=muon lr=0.02
    - 5 network=2 optimizer=muon lr=0.01
""",
]


def changed():
    for text in CHANGED + PAINTED:
        with tempfile.NamedTemporaryFile("w", suffix=".thalweg") as file:
            file.write("thalweg: 1\nlab:" + text)
            file.flush()
            compare([file.name], 20)


def grown():
    """What a network is given, what pulls at it, and rows that change from step to step: the same
    numbers where nothing is drawn, or so little that it cannot be seen."""
    for data, networks in GROWN:
        flags = ["--data", data, "--epochs", "3", "--seed", "5"]
        compare(flags + [word for network in networks for word in ("--network", network)])
    flags = ["--data", "moons n=60", "--epochs", "9", "--patience", "2", "--network", "hidden=16 activation=tanh optimizer=sgd lr=1.5"]
    compare([*flags, "--network", "hidden=4 activation=tanh optimizer=sgd lr=0.3"], 60, ["--best"])  # the row says "best"
    for data, network in SEEN:
        about(["--data", data, "--epochs", "10", "--network", "hidden=16 " + network])


def about(flags):
    """Draws of their own, of the same sort: losses that are as large on the whole."""
    with tempfile.TemporaryDirectory() as folder:
        weights, code = os.path.join(folder, "weights.json"), os.path.join(folder, "lab.py")
        told("code", *flags, "--weights", weights, "-o", code)
        with open(code, encoding="utf-8") as file:
            script = file.read()
        for problem in untidy(script):
            complain(flags, problem)
        mine = ran(script, "--per", "step")
    its = table(told("train", *flags, "--per", "step").stdout)
    means = [sum(row[1][0] for (_, step), row in rows.items() if step > 0) / (len(rows) - 1) for rows in (mine, its)]
    if not abs(means[0] - means[1]) < 0.1 * means[1]:
        complain(flags, f"losses of {means[0]}, not {means[1]}")


def data_of(flags):
    """The program's data, and those that the script draws or reads: x, and classes or values."""
    with tempfile.TemporaryDirectory() as folder:
        weights = os.path.join(folder, "weights.json")
        flags = [*flags, "--epochs", "0", "--network", "hidden=none"]
        written = told("code", *flags, "--weights", weights)
        if written.returncode:
            raise ValueError(written.stderr)
        with open(weights, encoding="utf-8") as file:
            saved = json.load(file)
    own = {"__name__": "__main__"}
    ran(written.stdout.replace(weights, "").replace('weights=""', "weights=None"), environment=own)
    target = own["classes"] if "classes" in own else own["values"]
    return (torch.tensor(saved["x"]), torch.tensor(saved["y"]).view(-1)), (own["x"], target)


def drawn():
    """Data that scripts draw themselves are such as the program's: of every class as many rows,
    which lie as far out and as far apart."""
    for kind in keys("datasets"):
        if kind in ("csv", "mnist", "canvas"):
            continue
        variants = ("", " noise=0.3") if kind in ("digits", "shapes") else ("", " noise=0.3", " scale=standard")
        for more in variants if kind != "noise" else ("",):
            flags = ["--data", kind + more + (" n=600" if kind in ("digits", "shapes") else " n=4000")]
            (x, y), (own_x, own_y) = data_of(flags)
            classes = y.unique() if y.dtype == torch.int64 else [None]
            for k in classes:
                mine, its = (own_x, x) if k is None else (own_x[own_y == k], x[y == k])
                if len(mine) != len(its) or not alike(mine, its):
                    complain(flags, f"class {k}: {len(mine)} rows, {len(its)} of the program's")
            if classes[0] is None and not alike(own_y[:, None] * own_x, y[:, None] * x):
                complain(flags, "values")


def fewer():
    """Rows that are left out, and labels that are wrong, are as many."""
    for data in ("blobs imbalance=20", "moons imbalance=4 subset=700", "spiral subset=300", "blobs label_noise=0.4"):
        flags = ["--data", data + " n=3000 train=0.8"]
        (_, y), (_, own) = data_of(flags)
        its, mine = (classes.long().bincount(minlength=4).float() for classes in (y, own))
        if len(own) != len(y) and abs(len(own) - len(y)) > 0.03 * len(y):
            complain(flags, f"{len(own)} rows, {len(y)} of the program's")
        if not torch.allclose(mine, its, rtol=0.12, atol=15):
            complain(flags, f"{mine.tolist()} rows of the classes, {its.tolist()} of the program's")


def alike(a, b):
    """Whether the moments of some numbers are as near as chance has them; pictures on the whole."""
    if b.shape[1] > 200:
        off = (a.mean(0) - b.mean(0)).norm() / b.mean(0).norm()
        a, b = (torch.stack([rows.mean(1), rows.std(1)], 1) for rows in (a, b))
        return off < 0.3 and alike(a, b)
    spread = 5 * b.std(0) / len(b) ** 0.5 + 0.02
    return bool(((a.mean(0) - b.mean(0)).abs() < spread).all() and
                ((a.abs().mean(0) - b.abs().mean(0)).abs() < spread).all() and
                ((a.std(0) - b.std(0)).abs() < spread).all())


BEGINNINGS = (
    ["digits n=300", 'layers="conv 40 3x3, relu, maxpool 2, conv 30 5x5 stride=2, norm, relu, dense 50, relu"'],
    ["digits n=300", 'layers="conv 12 4x4 stride=4, tanh, dense 90, tanh, dense 30, tanh" weightnorm=on'],
)


def begun():
    """Networks that scripts draw themselves begin as the program's: by the same fans."""
    for init in keys("inits"):
        for data, layers in BEGINNINGS:
            flags = ["--data", data, "--epochs", "0", "--network", f"{layers} init={init} bias=0.1"]
            with tempfile.TemporaryDirectory() as folder:
                weights = os.path.join(folder, "weights.json")
                written = told("code", *flags, "--weights", weights)
                with open(weights, encoding="utf-8") as file:
                    saved = json.load(file)["layers"]
            own = {"__name__": "__main__"}
            ran(written.stdout.replace(weights, "").replace('weights=""', "weights=None"), environment=own)
            its = [layer for layer in saved if layer["type"] in ("dense", "conv2d")]
            kinds = (torch.nn.Linear, torch.nn.Conv2d)
            mine = [layer for layer in own["network_1"](seed=1).modules() if isinstance(layer, kinds)]
            if len(its) != len(mine):
                complain(flags, "other layers")
            for layer, known in zip(mine, its):
                weight = weight_of(known)
                if not begins_alike(init, layer.weight.detach(), weight.view_as(layer.weight)):
                    complain(flags, f"{tuple(weight.shape)} {layer.weight.std()} {weight.std()}")
                if not torch.equal(layer.bias.detach(), torch.tensor(known["bias"]).float()):
                    complain(flags, "bias")


def weight_of(known):
    if "weight" in known:
        return torch.tensor(known["weight"]).float()
    v, g = torch.tensor(known["v"]).float(), torch.tensor(known["g"]).float()
    return (v.flatten(1) * (g / v.flatten(1).norm(dim=1).clamp(min=1e-30))[:, None]).view_as(v)


def begins_alike(init, a, b):
    if init in ("zeros", "constant", "identity"):
        return bool(torch.allclose(a.nan_to_num(), b, atol=1e-6))
    zeros = (a == 0).sum() == (b == 0).sum()
    off = (0.8 if init == "lsuv" else 0.02) + 4 / a.numel() ** 0.5  # a few directions count there
    return bool(zeros and abs(a.std() / b.std() - 1) < off and abs(a.mean() - b.mean()) < off * b.std() + 1e-6)


def read():
    """Rows of files are the program's, in another order."""
    with tempfile.TemporaryDirectory() as folder:
        for flags in files(folder):
            own, its = [sorted((*row.tolist(), float(t)) for row, t in zip(*both)) for both in data_of(flags)]
            if not torch.allclose(torch.tensor(own), torch.tensor(its)):
                complain(flags, "other rows")


def files(folder):
    """Labs of data in files of every sort."""
    at = [(0.37 * i % 1, 0.71 * i % 1, i) for i in range(60)]
    tables = {
        "words": "a,b,kind\n" + "".join("%g,%g,%s\n" % (a, b, ('red', '"a, b"', 'ö')[i % 3]) for a, b, i in at),
        "marks": "\n".join("%g;%g;%s" % (a, b, (" 3", " 7 ")[i % 2]) for a, b, i in at) + "\n\n",
        "values": "a\tb\tc\r\n" + "".join("%g\t%g\t%g\r\n" % (a, b, a * b) for a, b, i in at),
    }
    for name, text in tables.items():
        path = os.path.join(folder, name + ".csv")
        with open(path, "w", newline="", encoding="utf-8") as file:
            file.write(text)
        yield ["--data", f"csv file={path}"]
    images, labels = os.path.join(folder, "images"), os.path.join(folder, "labels")
    with open(images, "wb") as file:
        file.write(struct.pack(">IIII", 2051, 50, 4, 5) + bytes(i * 97 % 256 for i in range(1000)))
    with open(labels, "wb") as file:
        file.write(struct.pack(">II", 2049, 50) + bytes(i % 3 for i in range(50)))
    yield ["--data", f"mnist images={images} labels={labels}"]


def large():
    """A file that the weights do not write once more."""
    draw = random.Random(2)
    with tempfile.TemporaryDirectory() as folder:
        images, labels = os.path.join(folder, "images"), os.path.join(folder, "labels")
        with open(images, "wb") as file:
            file.write(struct.pack(">IIII", 2051, 1300, 28, 28) + draw.randbytes(1300 * 784))
        with open(labels, "wb") as file:
            file.write(struct.pack(">II", 2049, 1300) + bytes(i % 10 for i in range(1300)))
        flags = ["--data", f"mnist images={images} labels={labels}", "--epochs", "1", "--batch", "100"]
        compare([*flags, "--network", "hidden=10", "--network", "hidden=none loss=mse"])
        for more in (" scale=standard label_noise=0.3 subset=1290 train=1", " scale=unit"):
            compare([flags[0], flags[1] + more, *flags[2:], "--network", "hidden=10", "--network", "hidden=none loss=mse"])


def main():
    began, draw = time.time(), random.Random(1)
    torch.set_num_threads(1)
    if len(sys.argv) > 2:
        compare(sys.argv[2:], math.inf)
    else:
        every_optimizer(draw)
        mixed(draw, 24)
        deep(draw, 24)
        changed()
        grown()
        drawn()
        fewer()
        begun()
        read()
        large()
    share = 100 * rows_compared / max(rows_all, 1)
    print(f"torch {torch.__version__}: {labs} labs, {rows_compared} rows compared ({share:.1f} %),", end=" ")
    print(f"{wrong} differ, {time.time() - began:.1f} s")
    sys.exit(wrong > 0 or share < 80)


main()
