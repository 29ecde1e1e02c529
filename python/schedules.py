# How the rate lr changes; t = 0 is the rate of the first step.


def warm_up(t, n, lr, rest):
    """From lr/n to lr in n steps, as LinearLR has it; then rest(t - n)."""
    return lr * (t + 1) / n if t < n else rest(t - n)


def step_rate(t, lr, step_size, gamma):
    """As torch.optim.lr_scheduler.StepLR."""
    return lr * gamma ** (t // step_size)


def multistep_rate(t, lr, milestones, gamma):
    """As torch.optim.lr_scheduler.MultiStepLR."""
    return lr * gamma ** sum(milestone <= t for milestone in milestones)


def exponential_rate(t, lr, gamma):
    """As torch.optim.lr_scheduler.ExponentialLR."""
    return lr * gamma**t


def linear_rate(t, lr, start_factor, end_factor, total_iters):
    """As torch.optim.lr_scheduler.LinearLR."""
    return lr * (start_factor + (end_factor - start_factor) * min(t, total_iters) / total_iters)


def polynomial_rate(t, lr, total_iters, power):
    """As torch.optim.lr_scheduler.PolynomialLR."""
    return lr * (1 - min(t, total_iters) / total_iters) ** power


def cosine_rate(t, lr, t_max, eta_min):
    """As torch.optim.lr_scheduler.CosineAnnealingLR, which would rise again behind T_max."""
    return eta_min + (lr - eta_min) * (1 + math.cos(math.pi * min(t, t_max) / t_max)) / 2


def restarts_rate(t, lr, t_0, t_mult, eta_min):
    """As torch.optim.lr_scheduler.CosineAnnealingWarmRestarts."""
    length = t_0
    while t >= length:
        t -= length
        length *= t_mult
    return eta_min + (lr - eta_min) * (1 + math.cos(math.pi * t / length)) / 2


def one_cycle(t, low, high, end, total_steps, pct_start):
    """As torch.optim.lr_scheduler.OneCycleLR: half a wave from low to high, one to the end."""
    top, last = pct_start * total_steps - 1, total_steps - 1
    t = min(t, last)
    if t <= top and top > 0:
        return high + (low - high) * (1 + math.cos(math.pi * t / top)) / 2
    fallen = (t - top) / (last - top) if last > top else 1
    return end + (high - end) * (1 + math.cos(math.pi * fallen)) / 2


def cyclic(t, low, high, step_size_up, step_size_down, mode, gamma):
    """As torch.optim.lr_scheduler.CyclicLR."""
    total = step_size_up + step_size_down
    cycle = math.floor(1 + t / total)
    x, up = 1 + t / total - cycle, step_size_up / total
    height = x / up if x <= up else (x - 1) / (up - 1)
    scale = {"triangular": 1, "triangular2": 2.0 ** (1 - cycle), "exp_range": gamma**t}[mode]
    return low + (high - low) * height * scale


def inverse_rate(t, lr, k, power):
    """η / (1 + k t)ᵖ (Robbins & Monro 1951)."""
    return lr / (1 + k * t) ** power


def inverse_sqrt_rate(t, lr, warmup_steps):
    """η min((t+1)/w, √(w/(t+1))) (Vaswani 2017, equation 3)."""
    return lr * min((t + 1) / warmup_steps, math.sqrt(warmup_steps / (t + 1)))


def wsd_rate(t, lr, stable, decay, min_ratio, shape):
    """η until `stable`, then down along u = 0 .. 1 (Hu 2024; shapes: Hägele 2024)."""
    u = min(max((t - stable) / decay, 0), 1)
    left = {
        "sqrt": 1 - math.sqrt(u),
        "linear": 1 - u,
        "square": 1 - u * u,
        "cosine": (1 + math.cos(math.pi * u)) / 2,
    }[shape]
    return lr * (min_ratio + (1 - min_ratio) * left)


def chebyshev_rate(t, curvature_min, curvature_max, t_max):
    """1/(c − r cos((σₜ+½)π/T)) in the fractal order σ (Agarwal, Goel & Zhang 2021)."""
    order = [0]
    while len(order) < t_max:
        order = [k for s in order for k in (s, 2 * len(order) - 1 - s)]
    middle, half = (curvature_max + curvature_min) / 2, (curvature_max - curvature_min) / 2
    return 1 / (middle - half * math.cos((order[t % t_max] + 0.5) * math.pi / t_max))


class Plateau:
    """As torch.optim.lr_scheduler.ReduceLROnPlateau, behind a warm-up of n steps."""

    def __init__(self, lr, n, factor, patience, threshold, cooldown, min_lr):
        self.lr, self.n, self.factor, self.patience = lr, n, factor, patience
        self.threshold, self.cooldown, self.min_lr = threshold, cooldown, min_lr
        self.now, self.best, self.bad, self.rest = lr, math.inf, 0, 0

    def rate(self, t, loss):
        """Of step t, where `loss` is what the steps before it led to; None: not known."""
        if loss is not None and t > self.n:
            self.watch(loss)
        return self.lr * (t + 1) / self.n if t < self.n else self.now

    def watch(self, loss):
        if loss < self.best * (1 - self.threshold):
            self.best, self.bad = loss, 0
        else:
            self.bad += 1
        if self.rest > 0:
            self.rest, self.bad = self.rest - 1, 0
        if self.bad > self.patience:
            lower = max(self.now * self.factor, self.min_lr)
            if self.now - lower > 1e-8:
                self.now = lower
            self.rest, self.bad = self.cooldown, 0
