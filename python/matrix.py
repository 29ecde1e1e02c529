# Optimizers that know which weights form a matrix.


def is_matrix(p):
    """Weights of a layer; a convolution's are a row for each output."""
    return p.dim() in (2, 4)  #! weightnorm
    return p.dim() in (2, 4) and p[0].numel() > 1  #? weightnorm


class Muon(torch.optim.Optimizer):
    """Jordan 2024: momentum of the hidden layers' weights, made orthogonal; the others by AdamW."""

    def __init__(self, params, **numbers):
        super().__init__(params, numbers)
        params = [p for group in self.param_groups for p in group["params"]]
        self.hidden = [p for p in params if is_matrix(p)][:-1]  # without the output layer's
        others = [p for p in params if all(p is not weight for weight in self.hidden)]
        self.others = [(p, torch.zeros_like(p), torch.zeros_like(p)) for p in others]
        self.means, self.t, self.lr = [torch.zeros_like(p) for p in self.hidden], 0, numbers["lr"]

    def step(self, closure):
        loss = closure()
        self.t += 1
        numbers = self.param_groups[0]
        with torch.no_grad():
            for p, b in zip(self.hidden, self.means):
                self.turn(p, b, numbers)
            for p, m, v in self.others:
                self.adamw(p, m, v, numbers)
        return loss

    def turn(self, p, b, numbers):
        lr, mu, decay = numbers["lr"], numbers["beta"], numbers["weight_decay"]
        b += (1 - mu) * (p.grad - b)
        u = p.grad + mu * (b - p.grad) if numbers["nesterov"] else b
        x = u.flatten(1) / (u.norm() + 1e-7)
        out, inputs = x.shape
        x = x.T if out > inputs else x
        for _ in range(int(numbers["ns_steps"])):
            s = x @ x.T
            x = 3.4445 * x + (-4.7750 * s + 2.0315 * s @ s) @ x
        x = x.T if out > inputs else x
        longer = 0.2 * max(out, inputs) ** 0.5 if numbers["match_rms"] else max(1, out / inputs) ** 0.5
        p.mul_(1 - lr * decay).sub_(lr * longer * x.reshape(p.shape))

    def adamw(self, p, m, v, numbers):
        beta1, beta2 = numbers["beta1"], numbers["beta2"]
        lr = numbers["adam_lr"] * numbers["lr"] / self.lr  # a schedule moves both
        p *= 1 - lr * numbers["weight_decay"]
        m.mul_(beta1).add_((1 - beta1) * p.grad)
        v.mul_(beta2).add_((1 - beta2) * p.grad**2)
        p -= lr * m / (1 - beta1**self.t) / ((v / (1 - beta2**self.t)).sqrt() + numbers["eps"])


class Adafactor(torch.optim.Optimizer):
    """Shazeer & Stern 2018, algorithms 4 and 5: mean squares of rows and columns alone."""

    def __init__(self, params, **numbers):
        super().__init__(params, numbers)
        self.t, self.rate = 0, None

    def step(self, closure):
        loss = closure()
        self.t += 1
        numbers = self.param_groups[0]
        self.rate = min(numbers["lr"], self.t**-0.5)
        with torch.no_grad():
            for p in numbers["params"]:
                self.scale(p, numbers)
        return loss

    def scale(self, p, numbers):
        take, least = self.t ** numbers["beta2_decay"], numbers["eps1"]
        g = p.grad.flatten(1) if is_matrix(p) else p.grad
        squares, memory = g**2, self.state[p]
        if is_matrix(p):
            rows = memory.setdefault("rows", torch.zeros(g.shape[0]))
            columns = memory.setdefault("columns", torch.zeros(g.shape[1]))
            rows += take * (squares.mean(1) - rows)
            columns += take * (squares.mean(0) - columns)
            v = torch.outer(rows, columns) / columns.mean().clamp(min=least)
        else:
            v = memory.setdefault("v", torch.zeros_like(g))
            v += take * (squares - v)
        u = g / v.sqrt().clamp(min=least)
        step = self.rate * max(numbers["eps2"], self.rms(p)) / max(1.0, self.rms(u) / numbers["d"])
        p.mul_(1 - numbers["lr"] * numbers["weight_decay"]).sub_(step * u.view_as(p))

    @staticmethod
    def rms(v):
        return float(v.square().mean().sqrt())
