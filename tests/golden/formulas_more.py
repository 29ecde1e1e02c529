#!/usr/bin/env python3
# Writes formulas_more.json: value, gradient and Hessian of every function and operator of the
# grammar, composed with inner functions of both variables, from sympy at 30 digits.
# The text is what Thalweg reads; the second column is the same for sympy.
import json
import pathlib

import sympy as s

x, y = s.symbols("x y", real=True)
inner = {"u": x * y + x / 2 + s.Rational(3, 10), "t": s.sin(x) * y - x**2 / 4 + s.Rational(1, 5)}
u, t = inner["u"], inner["t"]
U, T = "(x*y + x/2 + 0.3)", "(sin(x)*y - x^2/4 + 0.2)"

unary = {
    "sin": s.sin, "cos": s.cos, "tan": s.tan, "atan": s.atan, "sinh": s.sinh, "cosh": s.cosh,
    "tanh": s.tanh, "exp": s.exp, "erf": s.erf, "abs": s.Abs, "-": lambda a: -a,
}
positive = {
    "log": s.log, "ln": s.log, "log10": lambda a: s.log(a, 10), "log2": lambda a: s.log(a, 2),
    "sqrt": s.sqrt, "√": s.sqrt, "cbrt": lambda a: a ** s.Rational(1, 3),
}
rows = []
for name, f in unary.items():
    rows += [(f"{name}{U}", f(u)), (f"y*{name}(x - 2*y) + {name}{T}", y * f(x - 2 * y) + f(t))]
for name, f in positive.items():
    rows += [(f"{name}(1.5 + {U}^2)", f(s.Rational(3, 2) + u**2)),
             (f"{name}(exp(x)*y^2 + 0.1)/y", f(s.exp(x) * y**2 + s.Rational(1, 10)) / y)]
for name, f in {"asin": s.asin, "acos": s.acos}.items():
    rows += [(f"{name}(tanh{U}*0.9)", f(s.tanh(u) * s.Rational(9, 10))),
             (f"x*{name}(x*y/4)", x * f(x * y / 4))]
rows += [
    (f"{U} + {T}", u + t), (f"{U} - {T}", u - t), (f"{U}*{T}", u * t),
    (f"{U}/(2 + {T}^2)", u / (2 + t**2)), (f"{U}/{T}", u / t), (f"3/(1 + {U}^2)", 3 / (1 + u**2)),
    (f"{U}/7", u / 7), (f"7 - {U}", 7 - u),
    (f"atan2{U[:-1]}, {T[1:]}", s.atan2(u, t)), (f"atan2({T}, 2)", s.atan2(t, 2)),
    (f"hypot({U}, {T})", s.sqrt(u**2 + t**2)), (f"hypot({U}, 2)", s.sqrt(u**2 + 4)),
    (f"pow(1 + {U}^2, {T})", (1 + u**2) ** t), (f"(1 + x^2)^(y/3)", (1 + x**2) ** (y / 3)),
    (f"2^{T}", 2**t), (f"e^{U}", s.exp(u)), (f"(0.5 + {U}^2)^1.7", (s.Rational(1, 2) + u**2) ** s.Rational(17, 10)),
    (f"(0.5 + {U}^2)^0.5", s.sqrt(s.Rational(1, 2) + u**2)),
    (f"(1 + x^2)^-0.3", (1 + x**2) ** s.Rational(-3, 10)),
]
rows += [(f"{U}^{n}", u**n) for n in (0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 16, 31, -1, -2, -3)]
rows += [
    ("exp(-(x^2 + y^2)/2)*cos(3*x)*sin(2*y)", s.exp(-(x**2 + y**2) / 2) * s.cos(3 * x) * s.sin(2 * y)),
    ("1/(1 + exp(-(2*x - y)))", 1 / (1 + s.exp(-(2 * x - y)))),
    ("log(1 + exp(x*y))*sqrt(1 + (x - y)^2)", s.log(1 + s.exp(x * y)) * s.sqrt(1 + (x - y) ** 2)),
    ("x^2 y³ − 3·x·y² + 2π(x + y)²", x**2 * y**3 - 3 * x * y**2 + 2 * s.pi * (x + y) ** 2),
    ("(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
     (s.Rational(3, 2) - x + x * y) ** 2 + (s.Rational(9, 4) - x + x * y**2) ** 2
     + (s.Rational(21, 8) - x + x * y**3) ** 2),
    ("-20exp(-0.2√(0.5(x²+y²))) - exp(0.5(cos(2π x) + cos(2π y))) + e + 20",
     -20 * s.exp(-s.sqrt((x**2 + y**2) / 2) / 5) - s.exp((s.cos(2 * s.pi * x) + s.cos(2 * s.pi * y)) / 2)
     + s.E + 20),
]
points = [(0.7, -0.45), (1.9, 1.3), (-1.1, 0.6), (-0.35, -1.2)]

out = []
for text, f in rows:
    derivatives = [s.diff(f, *by) for by in ((x,), (y,), (x, x), (x, y), (y, y))]
    for px, py in points:
        at = {x: s.Float(repr(px), 40), y: s.Float(repr(py), 40)}
        number = [complex(s.N(d.doit().subs(at).doit(), 30)) for d in [f, *derivatives]]
        if any(abs(z.imag) > 1e-25 for z in number):
            continue
        v = [z.real for z in number]
        out.append({"formula": text, "x": px, "y": py, "f": v[0], "grad": v[1:3], "hess": v[3:]})
path = pathlib.Path(__file__).with_name("formulas_more.json")
path.write_text("[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in out) + "\n]\n")
print(len(out), "rows")
