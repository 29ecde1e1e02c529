# Optimizers that torch.optim lacks or does otherwise.


class Flat(torch.optim.Optimizer):
    """Sees all parameters as one vector x and the gradient as g; a rule returns where x goes."""

    memory = ()  # vectors that begin as 0

    def __init__(self, params, hessian=None, **numbers):
        super().__init__(params, numbers)
        self.params = [p for group in self.param_groups for p in group["params"]]
        self.hessian, self.t, self.rate = hessian, 0, None

    def put(self, x):
        for p, part in zip(self.params, x.split([p.numel() for p in self.params])):
            p.copy_(part.view_as(p))

    def gradient(self):
        return torch.cat([p.grad.reshape(-1) for p in self.params])

    @torch.no_grad()
    def step(self, closure):
        def look(at):
            """Loss and gradient anywhere else."""
            self.put(at)
            with torch.enable_grad():
                return float(closure()), self.gradient()

        with torch.enable_grad():
            loss = closure()
        x = torch.cat([p.reshape(-1) for p in self.params])
        if self.t == 0:
            for name in self.memory:
                setattr(self, name, torch.zeros_like(x))
        self.t += 1
        self.loss, self.look = float(loss), look
        numbers = {key: n for key, n in self.param_groups[0].items() if key in self.defaults}
        self.put(self.rule(x, self.gradient(), **numbers))
        return loss


class Momentum(Flat):
    """Polyak 1964, with the numbers that torch.optim.SGD does not take."""

    memory = ("b",)

    def rule(self, x, g, lr, beta, dampening, ema):
        take = (1 - beta if ema else 1) * (1 - dampening if self.t > 1 else 1)
        self.b = beta * self.b + take * g
        return x - lr * self.b


class QHM(Flat):
    """Ma & Yarats 2019, equation 4."""

    memory = ("b",)

    def rule(self, x, g, lr, beta, nu):
        self.b = beta * self.b + (1 - beta) * g
        return x - lr * ((1 - nu) * g + nu * self.b)


class NAdam(Flat):
    """Dozat 2016; torch.optim.NAdam of torch 1.13 is another one."""

    memory = ("m", "v")

    def rule(self, x, g, lr, beta1, beta2, eps, momentum_decay):
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        mu, mu_next = (
            beta1 * (1 - 0.5 * 0.96 ** (t * momentum_decay)) for t in (self.t, self.t + 1)
        )
        self.product = mu * (self.product if self.t > 1 else 1)
        d = torch.sqrt(self.v / (1 - beta2**self.t)) + eps
        of_g, of_m = (1 - mu) / (1 - self.product), mu_next / (1 - self.product * mu_next)
        return x - lr * (of_g * g + of_m * self.m) / d


class QHAdam(Flat):
    """Ma & Yarats 2019, section 5."""

    memory = ("m", "v")

    def rule(self, x, g, lr, beta1, beta2, eps, nu1, nu2):
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        m, v = self.m / (1 - beta1**self.t), self.v / (1 - beta2**self.t)
        return x - lr * ((1 - nu1) * g + nu1 * m) / (torch.sqrt((1 - nu2) * g * g + nu2 * v) + eps)


class Lion(Flat):
    """Chen 2023, algorithm 2."""

    memory = ("m",)

    def rule(self, x, g, lr, beta1, beta2, weight_decay):
        u = torch.sign(beta1 * self.m + (1 - beta1) * g)
        self.m = beta2 * self.m + (1 - beta2) * g
        return x - lr * (u + weight_decay * x)


class AveragedSGD(Flat):
    """Polyak & Juditsky 1992; torch.optim.ASGD, whose rates are of single precision in old torch."""

    def rule(self, x, g, lr, lambd, alpha, t0):
        self.rate = lr / (1 + lambd * lr * (self.t - 1)) ** alpha
        x = x - self.rate * (g + lambd * x)
        if self.t - 1 - t0 <= 1:
            self.mean = x
        else:
            self.mean = self.mean + (x - self.mean) / (self.t - 1 - t0)
        return x


class AdaBelief(Flat):
    """Zhuang 2020, algorithm 2, as its authors' program has it."""

    memory = ("m", "s")

    def rule(self, x, g, lr, beta1, beta2, eps, weight_decay):
        self.m = beta1 * self.m + (1 - beta1) * g
        self.s = beta2 * self.s + (1 - beta2) * (g - self.m) ** 2 + eps
        m, s = self.m / (1 - beta1**self.t), self.s / (1 - beta2**self.t)
        return x - lr * weight_decay * x - lr * m / (torch.sqrt(s) + eps)


class Yogi(Flat):
    """Zaheer 2018, algorithm 2; m = v = 1e-6 at first, as Optax has it."""

    memory = ("m", "v")

    def rule(self, x, g, lr, beta1, beta2, eps):
        begun, first = self.v > 0, torch.full_like(x, 1e-6)
        idle = ~begun & (g == 0) & (x == 0)  # a coordinate that nothing has moved yet
        m, v = torch.where(begun, self.m, first), torch.where(begun, self.v, first)
        m = beta1 * m + (1 - beta1) * g
        v = v - (1 - beta2) * torch.sign(v - g * g) * g * g
        self.m, self.v = torch.where(idle, 0 * m, m), torch.where(idle, 0 * v, v)
        m = self.m / (1 - beta1**self.t)
        return x - lr * m / (torch.sqrt(v / (1 - beta2**self.t)) + eps)


class Adan(Flat):
    """Xie 2022, algorithm 1, with its authors' program's β, which are 1 minus the paper's."""

    memory = ("m", "v", "n")

    def rule(self, x, g, lr, beta1, beta2, beta3, eps, weight_decay):
        d = g - self.before if self.t > 1 else 0 * g
        self.before = g
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * d
        self.n = beta3 * self.n + (1 - beta3) * (g + beta2 * d) ** 2
        m, v = self.m / (1 - beta1**self.t), self.v / (1 - beta2**self.t)
        n = self.n / (1 - beta3**self.t)
        return (x - lr * (m + beta2 * v) / (torch.sqrt(n) + eps)) / (1 + lr * weight_decay)


class AdEMAMix(Flat):
    """Pagliardini 2024, algorithm 1 without its warm-ups."""

    memory = ("fast", "slow", "v")

    def rule(self, x, g, lr, beta1, beta2, beta3, alpha, eps, weight_decay):
        self.fast = beta1 * self.fast + (1 - beta1) * g
        self.slow = beta3 * self.slow + (1 - beta3) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        m, v = self.fast / (1 - beta1**self.t), self.v / (1 - beta2**self.t)
        return x - lr * weight_decay * x - lr * (m + alpha * self.slow) / (torch.sqrt(v) + eps)


class Prodigy(Flat):
    """Mishchenko & Defazio 2023, algorithm 4, in its authors' order."""

    memory = ("m", "v", "s")

    def rule(self, x, g, lr, beta1, beta2, eps, d0, d_coef, growth):
        if self.t == 1:
            self.x0, self.d, self.farthest, self.r = x, d0, d0, 0.0
        d, beta3 = self.d, math.sqrt(beta2)
        share = d / d0 * d * lr
        self.m = beta1 * self.m + d * (1 - beta1) * g
        self.v = beta2 * self.v + d * d * (1 - beta2) * g * g
        self.s = beta3 * self.s + share * g
        self.r = beta3 * self.r + share * float(g.dot(self.x0 - x))
        size = float(self.s.abs().sum())
        if size == 0:
            return x  # no gradient yet
        estimate = d_coef * self.r / size
        if d == d0:
            self.d = max(d, estimate)
        self.farthest = max(self.farthest, estimate)
        self.d = min(self.farthest, self.d * growth)
        return x - d * lr * self.m / (torch.sqrt(self.v) + self.d * eps)


class SignSGD(Flat):
    """Bernstein 2018, algorithm 1; with β it is Signum."""

    memory = ("m",)

    def rule(self, x, g, lr, beta):
        self.m = beta * self.m + (1 - beta) * g
        return x - lr * torch.sign(self.m)


class Normalized(Flat):
    """Nesterov 1984: every step is as long."""

    def rule(self, x, g, lr):
        length = torch.linalg.vector_norm(g)
        return x - lr * g / length if length > 0 else x


class ScheduleFreeSGD(Flat):
    """Defazio 2024: what is moved is y, where the gradient is taken; the mean self.x counts."""

    def rule(self, y, g, lr, momentum, r, weight_lr_power, weight_decay):
        if self.t == 1:
            self.z, self.x, self.most, self.weights = y, y, 0.0, 0.0
        self.most = max(self.most, lr)
        weight = self.t**r * self.most**weight_lr_power
        self.weights += weight
        self.z = self.z - lr * (g + weight_decay * y)
        self.x = self.x + (weight / self.weights if self.weights > 0 else 0) * (self.z - self.x)
        return (1 - momentum) * self.z + momentum * self.x


class ScheduleFreeAdamW(Flat):
    """Defazio 2024: what is moved is y, where the gradient is taken; the mean self.x counts."""

    memory = ("v",)

    def rule(self, y, g, lr, beta1, beta2, eps, r, weight_lr_power, weight_decay):
        if self.t == 1:
            self.z, self.x, self.most, self.weights = y, y, 0.0, 0.0
        self.v = beta2 * self.v + (1 - beta2) * g * g
        self.most = max(self.most, lr)
        weight = self.t**r * self.most**weight_lr_power
        self.weights += weight
        u = g / (torch.sqrt(self.v / (1 - beta2**self.t)) + eps)
        self.z = self.z - lr * (u + weight_decay * y)
        self.x = self.x + (weight / self.weights if self.weights > 0 else 0) * (self.z - self.x)
        return (1 - beta1) * self.z + beta1 * self.x


class FullAdaGrad(Flat):
    """Duchi, Hazan & Singer 2011, the full matrix."""

    def rule(self, x, g, lr, eps):
        self.sum = torch.outer(g, g) + (self.sum if self.t > 1 else 0)
        values, vectors = torch.linalg.eigh(self.sum + eps * torch.eye(len(x)))
        return x - lr * vectors @ (vectors.T @ g / torch.sqrt(values.clamp(min=eps)))


class PolyakStep(Flat):
    """Polyak 1987, section 5.3: as far as a straight line would need to come down to f_min."""

    def rule(self, x, g, f_min, max, scaling, eps):
        gg, above = float(g.dot(g)), self.loss - f_min
        self.rate = scaling * min(max, above / (gg + eps)) if above > 0 and gg > 0 else 0.0
        return x - self.rate * g


class BarzilaiBorwein(Flat):
    """Barzilai & Borwein 1988; negative curvature counts by its size."""

    def rule(self, x, g, lr, form):
        if self.t == 1:
            self.rate = lr
        else:
            s, y = x - self.x_before, g - self.g_before
            sy, rest = float(abs(s.dot(y))), float(y.dot(y) if form == 2 else s.dot(s))
            above, below = (sy, rest) if form == 2 else (rest, sy)
            if above > 0 and below > 0 and math.isfinite(above / below):
                self.rate = above / below
        self.x_before, self.g_before = x, g
        return x - self.rate * g


class Newton(Flat):
    """Newton's method with a damped Hessian; saddle-free: Dauphin 2014, algorithm 1."""

    def rule(self, x, g, lr, damping, saddle_free):
        values, vectors = torch.linalg.eigh(self.hessian(x))
        values = (values.abs() if saddle_free else values) + damping
        return x - lr * vectors @ (vectors.T @ g / values)


class Sophia(Flat):
    """Liu 2023, algorithm 3, in Optax's form, with the Hessian's exact diagonal."""

    memory = ("m", "h")

    def rule(self, x, g, lr, beta1, beta2, gamma, interval, eps, weight_decay):
        self.m = beta1 * self.m + (1 - beta1) * g
        if (self.t - 1) % interval == 0:
            self.h = beta2 * self.h + (1 - beta2) * self.hessian(x).diagonal()
        m = self.m / (1 - beta1**self.t)
        u = (m / (gamma * self.h).clamp(min=eps)).clamp(-1, 1)
        return x - lr * (weight_decay * x + u)


class LineSearch(Flat):
    """Goes along d to where the strong Wolfe conditions hold, by the search of torch.optim.LBFGS."""

    def search(self, x, d, g, first, c2):
        from torch.optim.lbfgs import _strong_wolfe

        def along(x, t, d):
            return self.look(x + t * d)

        _, _, t, _ = _strong_wolfe(
            along, x, first, d, self.loss, g, float(g.dot(d)), c2=c2
        )
        self.rate = float(t)
        return self.rate * d


class LBFGS(LineSearch):
    """Liu & Nocedal 1989, as torch.optim.LBFGS with one iteration a step, which has c2 = 0.9."""

    def rule(self, x, g, history, c2):
        if self.t == 1:
            self.pairs, self.begun = [], False
        if self.begun:
            y = g - self.g_before
            if y.dot(self.way) > 1e-10:
                self.pairs = (self.pairs + [(y, self.way)])[-history:]
        else:
            self.pairs = []
        d, alphas = -g, []
        for y, s in reversed(self.pairs):
            alphas.append(s.dot(d) / y.dot(s))
            d = d - alphas[-1] * y
        if self.pairs:
            y, s = self.pairs[-1]
            d = d * (y.dot(s) / y.dot(y))
        for (y, s), alpha in zip(self.pairs, reversed(alphas)):
            d = d + (alpha - y.dot(d) / y.dot(s)) * s
        if not g.dot(d) < 0:
            self.pairs, self.begun, d = [], False, -g
        self.g_before, self.rate = g, 0.0
        if not g.dot(d) < 0:
            return x
        self.way = self.search(x, d, g, 1.0 if self.begun else min(1, 1 / float(g.abs().sum())), c2)
        self.begun = self.rate > 0
        return x + self.way


class ConjugateGradients(LineSearch):
    """Polak & Ribière 1969 with β at least 0; the first trials are those of SciPy's fmin_cg."""

    memory = ("d", "g_before")

    def rule(self, x, g, restart, c2):
        if self.t == 1:
            self.since, self.begun, self.loss_before = 0, False, 0.0
        gg, beta = float(g.dot(g)), 0.0
        if self.begun and self.since < (restart if restart > 0 else len(x)):
            before = float(self.g_before.dot(self.g_before))
            beta = max(0.0, (gg - float(self.g_before.dot(g))) / before) if before > 0 else 0.0
        self.d = beta * self.d - g
        slope = float(g.dot(self.d))
        if not slope <= -0.01 * gg:
            beta, self.d, slope = 0.0, -g, -gg
        self.since = self.since + 1 if beta > 0 else 1
        self.g_before, self.rate = g, 0.0
        if not slope < 0:
            return x
        fallen = self.loss_before - self.loss if self.begun else math.sqrt(gg) / 2
        first = min(1.0, -2.02 * fallen / slope)
        way = self.search(x, self.d, g, first if first > 0 else 1.0, c2)
        self.begun, self.loss_before = self.rate > 0, self.loss
        return x + way


class Around:
    """An optimizer with something around it."""

    def __init__(self, inner, **numbers):
        self.inner = inner
        self.__dict__.update(numbers)
        self.param_groups, self.state = inner.param_groups, inner.state
        self.params = [p for group in self.param_groups for p in group["params"]]
        self.begin()

    def begin(self):
        pass

    def length(self):
        """Of the gradient."""
        return torch.linalg.vector_norm(torch.cat([p.grad.reshape(-1) for p in self.params]))

    def changed(self, closure):
        """The loss; behind it p.grad is what the optimizer inside is given."""
        return closure()

    def step(self, closure):
        return self.inner.step(lambda: self.changed(closure))


class CoupledDecay(Around):
    """g + λx: the gradient of ½ λ |x|², too."""

    def changed(self, closure):
        loss = closure()
        for p in self.params:
            p.grad += self.decay * p.detach()
        return loss


class SAM(Around):
    """Sharpness-aware minimization (Foret 2021, algorithm 1): the gradient at x + ρ g/‖g‖."""

    def changed(self, closure):
        loss = closure()
        with torch.no_grad():
            kept = [p.clone() for p in self.params]
            scale = self.rho / (self.length() + 1e-12)
            for p in self.params:
                p += scale * p.grad
        closure()
        with torch.no_grad():
            for p, x in zip(self.params, kept):
                p.copy_(x)
        return loss


class ClipNorm(Around):
    """A gradient longer than c is cut to that length, as torch.nn.utils.clip_grad_norm_."""

    def changed(self, closure):
        loss = closure()
        factor = torch.clamp(self.c / (self.length() + 1e-6), max=1)
        for p in self.params:
            p.grad *= factor
        return loss


class ClipValue(Around):
    """Each number of the gradient is cut to −c .. c, as torch.nn.utils.clip_grad_value_."""

    def changed(self, closure):
        loss = closure()
        for p in self.params:
            p.grad.clamp_(-self.c, self.c)
        return loss


class Lookahead(Around):
    """Every k steps: slow ← slow + α (x − slow), x ← slow (Zhang 2019, algorithm 1)."""

    def begin(self):
        self.slow, self.t = [p.detach().clone() for p in self.params], 0

    @torch.no_grad()
    def step(self, closure):
        with torch.enable_grad():
            loss = self.inner.step(closure)
        self.limit()  #? maxnorm
        self.t += 1
        if self.t % self.k == 0:
            for p, slow in zip(self.params, self.slow):
                slow += self.alpha * (p - slow)
                p.copy_(slow)
        return loss


class Averaged(Around):
    """Keeps a mean of the points beside them, in `mean`; nothing moves by it."""

    def begin(self):
        self.mean, self.t = [p.detach().clone() for p in self.params], 0

    @torch.no_grad()
    def step(self, closure):
        with torch.enable_grad():
            loss = self.inner.step(closure)
        self.limit()  #? maxnorm
        self.t += 1
        share = self.share()
        for p, mean in zip(self.params, self.mean):
            mean += share * (p - mean) if share < 1 else p - mean
        return loss


class PolyakMean(Averaged):
    """Of all points behind the first t₀ (Polyak & Juditsky 1992)."""

    def share(self):
        return 1 / max(1, self.t - self.after)


class ExponentialMean(Averaged):
    """a ← d a + (1−d) x (torch.optim.swa_utils)."""

    def share(self):
        return 1 - self.decay if self.t > 1 else 1
