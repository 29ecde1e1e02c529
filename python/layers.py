# Layers and beginnings that torch.nn lacks.


class Residual(nn.Module):
    """A branch with a connection around it (He, Zhang, Ren & Sun 2016)."""  #! depth
    """A branch with a connection around it, which each row may miss (Huang et al. 2016)."""  #? depth

    def __init__(self, *branch):  #! depth
    def __init__(self, *branch, drop=0.0):  #? depth
        super().__init__()
        self.branch = nn.Sequential(*branch)
        self.p = drop  #? depth

    def forward(self, x):
        return x + self.branch(x)  #! depth
        branch = self.branch(x)  #? depth
        if self.training and self.p > 0:  #? depth
            kept = torch.rand(len(x), *[1] * (x.dim() - 1)) >= self.p  #? depth
            branch = branch * kept / (1 - self.p)  #? depth
        return x + branch  #? depth


class DropConnect(torch.nn.Linear):
    """Drops weights where dropout drops units (Wan 2013)."""

    def __init__(self, inputs, outputs, p, bias=True):
        super().__init__(inputs, outputs, bias)
        self.p = p

    def forward(self, x):
        return F.linear(x, F.dropout(self.weight, self.p, self.training), self.bias)


class DropConnect2d(torch.nn.Conv2d):
    """Drops weights of a convolution."""

    def __init__(self, inputs, outputs, kernel, stride=1, padding=0, p=0.0, bias=True):
        super().__init__(inputs, outputs, kernel, stride, padding, bias=bias)
        self.p = p

    def forward(self, x):
        weight = F.dropout(self.weight, self.p, self.training)
        return F.conv2d(x, weight, self.bias, self.stride, self.padding)


class RMSNorm(nn.Module):
    """Zhang & Sennrich 2019: layer normalization without a mean."""

    def __init__(self, shape):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(shape))

    def forward(self, x):
        square = x.square().mean(tuple(range(1, x.dim())), keepdim=True)
        return x * torch.rsqrt(square + 1e-5) * self.weight


class Features(nn.Module):
    """What a network is given of a point (x, y) of the plane."""

    def __init__(self, *names):
        super().__init__()
        self.names = names

    def forward(self, points):
        x, y = points.unbind(1)
        known = {"x": x, "y": y, "x2": x * x, "y2": y * y, "xy": x * y}
        known.update(sinx=torch.sin(math.pi * x), siny=torch.sin(math.pi * y))
        return torch.stack([known[name] for name in self.names], 1)


class Swish(nn.Module):
    """x·σ(βx) (Ramachandran, Zoph & Le 2017); nn.SiLU has β = 1."""

    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)


def identity_(weight, gain):
    """What comes in goes out, as far as there is room; of convolutions in the kernel's middle."""
    (nn.init.eye_ if weight.dim() == 2 else nn.init.dirac_)(weight)
    with torch.no_grad():
        weight *= gain


def lsuv(net, x, tol, rounds):
    """Divides the weights of one layer after the other by the deviation of what it gives of x."""
    net.eval()  # no masks, but norms by the statistics of x
    norms = [layer for layer in net.modules() if isinstance(layer, nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.train()
    for layer in net.modules():
        if isinstance(layer, (nn.Linear, nn.Conv2d)):
            given = []
            hook = layer.register_forward_hook(lambda layer, x, y: given.append(y.detach()))
            for _ in range(rounds):
                net(x)
                variance = given[0].var(unbiased=False)  # where a layer is used several times: first
                given.clear()
                if not variance > 0 or abs(variance - 1) < tol:
                    break
                layer.weight.data /= variance.sqrt()
            hook.remove()
    for norm in norms:
        norm.reset_running_stats()
    net.train()
