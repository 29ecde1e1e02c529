# Scripts of `thalweg code` against `thalweg trace`, number by number. A run is compared as long as
# it is not chaotic: as long as a start that differs by 1e-13 leads to the same to 1e-9.
# usage: torch_race.py PROGRAM [SCENES | FLAG...]   (SCENES: a program that prints the flags of races,
# a line each; with flags: that race alone)
import contextlib
import csv
import io
import random
import re
import shlex
import subprocess
import sys
import time

import torch

PROGRAM = sys.argv[1]
TOLERANCE, NUDGE = 1e-9, 1e-13
NUMBERS = slice(3, 9)  # x,y,loss,grad_x,grad_y,rate
FOUND = ("lbfgs", "cg", "barzilai_borwein", "polyak_step")
rows_all = rows_compared = races = wrong = 0


def told(*flags):
    return subprocess.run([PROGRAM, *flags], capture_output=True, text=True, check=False)


def table(text):
    return [line.split(",") for line in text.splitlines()[1:]]


def ran(script):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(script, "script", "exec"), {"__name__": "__main__"})
    return table(out.getvalue())


def differs(a, b, tolerance):
    a, b = [float(one) for one in a[NUMBERS]], [float(other) for other in b[NUMBERS]]
    slope = max(abs(a[3]), abs(a[4]))
    for one, other, size in zip(a, b, [abs(a[0]), abs(a[1]), abs(a[2]), slope, slope, abs(a[5])]):
        same = one == other or (one != one and other != other)
        if not same and not abs(one - other) <= tolerance * (1 + size):
            return True
    return False


def settled(row, before):
    """Whether a rate was found by differences of values or gradients that are all rounding."""
    loss, last = float(row[5]), float(before[5]) if before else float("inf")
    return row[1] in FOUND and abs(loss - last) <= 1e-12 * (1 + abs(loss))


def nudged(start):
    return ",".join(repr(at * (1 + NUDGE) if at else NUDGE) for at in start)


def complain(flags, what):
    global wrong
    wrong += 1
    if wrong <= 20:
        print("thalweg code", " ".join("'%s'" % f if " " in f else f for f in flags) + ":", what)


def compare(flags, start=None):
    """A race that begins at `start`, else where its flags say."""
    global rows_all, rows_compared, races
    races += 1
    if not start:
        first = table(told("trace", *flags).stdout)
        if not first:
            return  # nobody races
        start = [float(first[0][3]), float(first[0][4])]
        if "--start" in flags:
            at = flags.index("--start")
            flags = flags[:at] + flags[at + 2 :]
    at = ["--start=%r,%r" % tuple(start)]
    code = told("code", *flags, *at)
    if code.returncode:
        return complain(flags, code.stderr)
    try:
        found = {(row[0], row[2]): row for row in ran(code.stdout)}
    except Exception as problem:
        return complain(flags, repr(problem))
    other = {(row[0], row[2]): row for row in table(told("trace", *flags, "--start=" + nudged(start)).stdout)}
    chaotic, before = set(), {}
    for row in table(told("trace", *flags, *at).stdout):
        rows_all += 1
        key = (row[0], row[2])
        if row[0] in chaotic:
            continue
        if key not in other or other[key][9] != row[9] or differs(row, other[key], TOLERANCE):
            chaotic.add(row[0])
            continue
        if settled(row, before.get(row[0])):
            rows_compared += 1
            chaotic.add(row[0])
            continue
        before[row[0]] = row
        rows_compared += 1
        if key not in found or found[key][1] != row[1] or found[key][9] != row[9]:
            complain(flags, "run %s has no such row: %s; but %s" % (row[0], row, found.get(key)))
            chaotic.add(row[0])
        elif differs(row, found[key], TOLERANCE):
            complain(flags, "\n  %s\n  %s" % (row, found[key]))
            chaotic.add(row[0])


def listed(kind):
    return list(csv.reader(told("list", kind, "--csv").stdout.splitlines()))[1:]


def optimizers():
    keys = [row[0] for row in listed("optimizers")]
    return [key for key in keys if not told("trace", "--steps", "1", "--optimizer", key).returncode]


def every_one(landscapes, keys, steps):
    """Every landscape and every optimizer."""
    for landscape, start in landscapes:
        for first in range(0, len(keys), 12):
            flags = ["--landscape", landscape, "--steps", str(steps)]
            for key in keys[first : first + 12]:
                flags += ["--optimizer", key]
            compare(flags, start)


# What is not as by default; each with everything that is not always written.
SPECS = """
momentum beta=0.8 dampening=0.2
momentum ema=1
momentum beta=0 dampening=0.3
nesterov beta=0
rmsprop momentum=0.5
rmsprop centered=1
rmsprop momentum=0.5 centered=1
radam beta2=0
adam beta1=0 beta2=0
signsgd beta=0.9
newton saddle_free=1 damping=0.1
lbfgs c2=0.3 history=2
lbfgs history=3
cg restart=5
polyak_step scaling=0.5 eps=0.1
barzilai_borwein form=2
sophia interval=3
asgd t0=3
prodigy growth=1.5
schedulefree_sgd r=1 momentum=0.5
sgd coupled_decay=0.1
adamw coupled_decay=0.1
lion coupled_decay=0.1
sgd coupled_decay=0.1 clip=1
adam sam=0.1
momentum sam=0.1 coupled_decay=0.1 clip=2 clip_value=0.5
sgd clip=0.5
sgd clip_value=0.3
adam lookahead=4 lookahead_alpha=0.3
sgd average=polyak average_start=4
adam average=ema average_decay=0.9
polyak_step sam=0.05
newton clip=1
sgd schedule=step step_size=4 gamma=0.5
sgd schedule=multistep milestones=3,7
sgd schedule=exponential gamma=0.9
sgd schedule=linear start_factor=0.1 total_iters=6
sgd schedule=polynomial power=2
adam schedule=cosine eta_min=0.001
adam schedule=restarts t_0=3 t_mult=2
momentum schedule=one_cycle
momentum schedule=one_cycle base_momentum=0.85 max_momentum=0.95
adam schedule=one_cycle base_momentum=0.85 max_momentum=0.95 warmup=3
nadam schedule=cyclic base_momentum=0.8 max_momentum=0.9 step_size_up=3
nesterov beta=0 schedule=cyclic base_momentum=0.8 max_momentum=0.9
qhm schedule=cyclic mode=triangular2 step_size_up=3 base_momentum=0.8 max_momentum=0.9
sgd schedule=cyclic mode=exp_range gamma=0.9 step_size_up=3 step_size_down=2 base_lr=0.001
sgd schedule=inverse k=0.5 power=0.6
adam schedule=inverse_sqrt warmup_steps=4
adam schedule=wsd shape=sqrt
adam schedule=wsd shape=linear stable=4
adam schedule=wsd shape=square min_ratio=0.1
adam schedule=wsd shape=cosine
sgd schedule=plateau patience=1 factor=0.5
sgd schedule=plateau patience=0 factor=0.5 warmup=5 cooldown=2
sgd schedule=chebyshev
sgd schedule=chebyshev curvature_min=1 curvature_max=100 t_max=8 warmup=4
adam warmup=5
adam warmup=5 schedule=cosine
rprop warmup=3
asgd schedule=step step_size=4
schedulefree_adamw schedule=linear
prodigy schedule=cosine
""".split("\n")[1:-1]

# Functions, kinks at which they begin, numbers that Python computes otherwise, names it has taken.
FORMULAS = [
    ("sin(x)*cos(y) + tan(x/5) + x^2 + y^2", (1, 2)),
    ("asin(x/9) + acos(y/9) + atan(x) + atan2(y, x + 3)", (1, 2)),
    ("sinh(x/2) + cosh(y) + tanh(x*y) + exp(-x)", (1, 2)),
    ("log(x^2 + 1) + ln(y^2 + 2) + log10(x^2 + 3) + log2(y^2 + 4)", (1, 2)),
    ("sqrt(x^2 + y^2) + cbrt(x) + abs(y) + sign(x)", (1, 2)),
    ("min(x, y, 1) + max(x^2, y^2, 2, x) + hypot(x, y) + erf(x)", (1, 2)),
    ("floor(x) + step(y) + x^2 + y^2 + min(3, 2) + max(1, 2, 3)", (1, 2)),
    ("sqrt(x^2 + y^2)", (0, 0)),
    ("hypot(x, y) + hypot(x, 3)", (0, 0)),
    ("atan2(y, x) + x", (0, 0)),
    ("abs(x) + sign(y) + floor(x) + step(y) + y", (0, 0)),
    ("max(x, y) + min(x, y)/2", (1, 1)),
    ("(x^2 + y^2)^0.5 + (x^2)^(1/2)", (0, 0)),
    ("pow(x, 2) + pow(y^2, 0.5) + 2^x + 2^-y + x^y", (1, 2)),
    ("-x^2 + 3*x^4 - -y + 2(x + 1)y^2 - (x - (y - 2))", (1, 2)),
    ("x/2/y + x/(2*y) + 1/2x + 3x y + x/(y/(x + 3))", (1, 2)),
    ("2^3^2/1000*x + x^2 + (-x)^2 - 2*-y", (1, 2)),
    ("10^20*x^2/10^20 + 1e22x/1e22 + y^2", (1, 2)),
    ("sqrt(2)*x + cbrt(8)*y + log(10)x^2 + sign(-2)*y + (-8)^2 y^2", (1, 2)),
    ("√(x²+1) + x³ − y·x⁻¹ + π y² + e*x", (1, 2)),
    ("3", (1, 2)),
    ("x^2", (1, 2)),
    ("min(1, 2) + step(1)", (1, 2)),
    ("lambda*x^2 + p*y^2 + lambda_*x + f*y + seed + torch", (1, 2)),
    ("a*x^2 + x^n + b^x", (1, 2)),
    ("(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(x + 30)/100*(y^2 + 3 + x^2*y)", (0.1, 0.2)),
    ("x^2*y^2 + 3*x*y - 12*x + 13*y - 14*x^2 + 15*y^2 + 16*x^3 - 17*y^3 - (x + y)*x - -x*y", (0.1, 0.2)),
    ("1/0*x + y", (1, 2)),
    ("asin(2)*x + log(0)*y + 0^-1", (1, 2)),
]
PARAMS = {"lambda": 2, "lambda_": 0.5, "p": 3, "f": -0.5, "seed": 1, "torch": 2, "a": 1, "n": 3, "b": 2}


def formulas():
    for formula, start in FORMULAS:
        flags = ["--formula", formula, "--domain=-10,10,-10,10", "--steps", "8"]
        for name, value in PARAMS.items():
            if re.search(r"\b%s\b" % name, formula):
                flags += ["--param", "%s=%s" % (name, value)]
        for key in ("sgd lr=0.01", "adam lr=0.1", "newton damping=50"):
            flags += ["--optimizer", key]
        compare(flags, start)


def poles():
    """Where searches come upon what is no number, and runs are lost."""
    for formula in ("1/x", "log(x*y)", "x^2 + 1/y", "sqrt(x - 1) + y^2"):
        flags = ["--formula", formula, "--steps", "40"]
        for key in ("sgd lr=1", "adam lr=1", "newton", "cg", "lbfgs", "lbfgs c2=0.5", "barzilai_borwein"):
            flags += ["--optimizer", key]
        compare(flags, (1, 2))
    compare(["--landscape", "rosenbrock", "--optimizer", "sgd lr=1", "--optimizer", "normalized lr=90"], (1, 2))


def mixed(landscapes, count):
    """Races of every sort: penalties, noise, batches, schedules and what goes around."""
    draw = random.Random(1)
    specs = SPECS * (1 + 12 * count // len(SPECS))
    for k in range(count):
        landscape, start = draw.choice(landscapes)
        flags = ["--steps", str(draw.choice((9, 14, 23)))]
        batch = draw.choice((" batch=7", " batch=5 sampling=replace", ""))
        fits = landscape in ("linreg", "logreg", "neuron")
        flags += ["--landscape", landscape + batch * fits]
        flags += draw.choice(([], [], ["--l1", "0.1"], ["--l2", "0.2"], ["--l1", "0.1", "--l2", "0.3"]))
        flags += draw.choice(([], [], ["--noise", "0.3", "--seed", str(draw.randrange(10**18))]))
        for spec in specs[6 * k : 6 * k + 6]:
            flags += ["--optimizer", spec + draw.choice((" batch=3", "")) * fits]
        compare(flags, start)


def main():
    began = time.time()
    more = sys.argv[2:]
    if more and more[0].startswith("--"):
        compare(more)
    else:
        landscapes = [(row[0], (float(row[-3]), float(row[-2]))) for row in listed("landscapes")]
        every_one(landscapes, optimizers(), 9)
        formulas()
        poles()
        mixed(landscapes, 18)
        lines = subprocess.run([more[0], "40"], capture_output=True, text=True, check=True).stdout if more else ""
        for line in lines.splitlines():
            compare(shlex.split(line))
    share = 100 * rows_compared / max(rows_all, 1)
    print(f"torch {torch.__version__}: {races} races, {rows_compared} rows compared ({share:.1f} %),", end=" ")
    print(f"{wrong} differ, {time.time() - began:.1f} s")
    sys.exit(wrong > 0 or share < 80)


main()
