#!/usr/bin/env python3
# Writes formulas_extreme.json: value, gradient and Hessian at arguments where squares overflow or
# differences cancel, from sympy's derivatives in numbers of 1000 digits. null: larger than a double
# holds; what is smaller than one holds with all its digits is 0. out: f, fx, fy, fxx, fxy, fyy.
import json
import pathlib

import mpmath
import sympy as s

mpmath.mp.dps = 1000  # the differences in question cancel up to 800 digits
x, y = s.symbols("x y", real=True)
N = s.Integer
big = N(10) ** 200

hyp = s.sqrt(x**2 + y**2)
rows = [
    ("hypot(1e200*x, y)", s.sqrt((big * x) ** 2 + y**2), [(0.5, 1e199), (-3.0, 1e190), (1e-200, 0.75), (0.5, 2.0), (-1e-100, 3.0)]),
    ("(1e200*x)*(1e200*y)", big * x * big * y, [(1e-150, 1e-150), (1e-200, 3e-190), (-1e-250, 1e-100)]),
    ("x^-64", x**-64, [(1e5, 0.0), (1e4, 0.0), (0.01, 0.0), (2.5, 0.0)]),
    ("x^-5", x**-5, [(1e70, 0.0), (1e55, 0.0), (1e-40, 0.0)]),
    ("1/exp(x)", s.exp(-x), [(800.0, 0.0), (710.0, 0.0), (300.0, 0.0), (-50.0, 0.0)]),
    ("1/(1 + exp(-x))", 1 / (1 + s.exp(-x)), [(-800.0, 0.0), (-300.0, 0.0), (30.0, 0.0)]),
    ("x/cosh(x)", x / s.cosh(x), [(800.0, 0.0), (300.0, 0.0)]),
    ("atan2(y, x)", None, [(2e-200, 1e-200), (-2e-200, 1e-200), (1e-100, 3e-100), (1e150, -1e150), (3.0, 4.0), (1e-200, 1e-200), (-1e-200, 1e-200), (3.0, 3.0000001), (1e200, 1e200)]),
    ("hypot(x, y)", hyp, [(3e-170, 4e-170), (3e-170, 1e-170), (1e200, 2e200), (1.0, 1e-9), (1e-12, 1.0)]),
    ("tanh(x)", s.tanh(x), [(15.0, 0.0), (-20.0, 0.0), (100.0, 0.0), (350.0, 0.0), (1e-9, 0.0), (800.0, 0.0)]),
    ("log(cosh(x))", s.log(s.cosh(x)), [(15.0, 0.0), (20.0, 0.0), (-50.0, 0.0), (300.0, 0.0), (0.25, 0.0)]),
    ("log(sinh(x))", s.log(s.sinh(x)), [(15.0, 0.0), (50.0, 0.0), (0.25, 0.0)]),
    ("log2(cosh(x*y))", s.log(s.cosh(x * y), 2), [(5.0, 3.0), (-4.0, 10.0)]),
    ("sinh(x)/cosh(x)", s.tanh(x), [(15.0, 0.0), (20.0, 0.0), (0.5, 0.0)]),
    ("log(1 + exp(x))", s.log(1 + s.exp(x)), [(15.0, 0.0), (30.0, 0.0), (50.0, 0.0), (2.0, 0.0), (0.5, 0.0)]),
    ("exp(x)/(1 + exp(x))", 1 / (1 + s.exp(-x)), [(15.0, 0.0), (40.0, 0.0), (-30.0, 0.0), (0.5, 0.0)]),
    ("x*y/(x*y + 3)", x * y / (x * y + 3), [(1e20, 2.0), (0.5, 2.0)]),
    ("x*tanh(x*y)", x * s.tanh(x * y), [(15.0, 1.5), (4.0, 5.0)]),
    ("atan(1e155*x)", s.atan(N(10) ** 155 * x), [(1.0, 0.0), (1e-155, 0.0), (1e-160, 0.0)]),
    ("atan(x)", s.atan(x), [(1e160, 0.0), (1e100, 0.0), (1e-9, 0.0)]),
    ("asin(x)", s.asin(x), [(1 - 2.0**-40, 0.0), (1e-10, 0.0), (-1 + 2.0**-30, 0.0)]),
    ("acos(x)", s.acos(x), [(1 - 2.0**-40, 0.0), (1e-10, 0.0)]),
    ("sqrt(x)", s.sqrt(x), [(1e-190, 0.0), (1e300, 0.0)]),
    ("cbrt(x)", x ** s.Rational(1, 3), [(1e-170, 0.0), (1e250, 0.0)]),
    ("log(x)", s.log(x), [(1e-150, 0.0), (1e300, 0.0)]),
    ("erf(x)", s.erf(x), [(5.0, 0.0), (20.0, 0.0)]),
    ("exp(-1/x^2)", s.exp(-1 / x**2), [(1e-120, 0.0), (-1e-3, 0.0), (0.25, 0.0)]),
    ("exp(-exp(-x))", s.exp(-s.exp(-x)), [(-800.0, 0.0), (-2.0, 0.0), (30.0, 0.0)]),
    ("tanh(1/x)", s.tanh(1 / x), [(1e-160, 0.0), (0.125, 0.0)]),
    ("log(1/x)", s.log(1 / x), [(1e-200, 0.0), (1e-100, 0.0), (1e200, 0.0), (3.0, 0.0)]),
    ("sqrt(y/x)", s.sqrt(y / x), [(1e-100, 1e-100), (1e150, 1e100), (0.5, 3.0)]),
    ("atan(1/x)", s.atan(1 / x), [(1e-200, 0.0), (1e-8, 0.0), (1e100, 0.0)]),
    ("y/(1/x)", x * y, [(1e-100, 2.0), (1e100, 2.0), (0.5, 3.0)]),
    ("1e200*(1/x)", big / x, [(1e200, 0.0), (1e-50, 0.0)]),
    ("sqrt(x^2 + y^2)", hyp, [(3e-100, 4e-100), (1e150, 1e150)]),
    ("exp(-x^2)", s.exp(-(x**2)), [(20.0, 0.0), (1e200, 0.0)]),
    ("x/(x^2 + y^2)", x / (x**2 + y**2), [(1e100, 2e100), (1e-60, 2e-60)]),
]


def expression(text, f):
    if text.startswith("atan2"):
        fx, fy = -y / (x**2 + y**2), x / (x**2 + y**2)
        return [s.atan2(y, x), fx, fy, s.diff(fx, x), s.diff(fx, y), s.diff(fy, y)]
    fx, fy = s.diff(f, x), s.diff(f, y)
    return [f, fx, fy, s.diff(fx, x), s.diff(fx, y), s.diff(fy, y)]


def number(e, px, py):
    value = s.lambdify((x, y), e, "mpmath")(mpmath.mpf(px), mpmath.mpf(py))
    size = abs(value)
    if size != 0 and not 2.3e-308 < size < 1.7e308:
        return 0.0 if size < 1 else None
    return float(value)


def main():
    out = []
    for text, f, points in rows:
        parts = expression(text, f)
        for px, py in points:
            out.append({"formula": text, "x": px, "y": py, "out": [number(e, px, py) for e in parts]})
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text("[\n" + ",\n".join(json.dumps(row) for row in out) + "\n]\n")


main()
