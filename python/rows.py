# What happens in every step anew, to the rows before it trains on them, to its gradient and behind
# it to the weights. All draws are PyTorch's own.


def augmented(x, numbers):
    """Rows as no other step sees them."""
    x = turned(x, numbers["rotate"])  #? turns
    x = displaced(x.view(-1, *SHAPE), **numbers).flatten(1)  #? moves
    x = x + numbers["jitter"] * torch.randn(x.shape)  #? jitter
    x = cut_out(x.view(-1, *SHAPE), numbers["cutout"]).flatten(1)  #? cutout
    return x


def either_way(most, rows):
    """Uniform in [-most, most]."""
    return most * (2 * torch.rand(rows) - 1)


def turned(x, degrees):
    """Points of the plane about (0, 0)."""
    angle = either_way(math.radians(degrees), len(x))
    cos, sin = angle.cos(), angle.sin()
    return torch.stack([cos * x[:, 0] - sin * x[:, 1], sin * x[:, 0] + cos * x[:, 1]], 1)


def displaced(x, shift=0.0, rotate=0.0, zoom=0.0, flip=False, **_):
    """Pictures moved by pixels, turned by degrees, resized and mirrored, in one map, paper around."""
    height, width = x.shape[2:]
    angle, size = either_way(math.radians(rotate), len(x)), 1 + either_way(zoom, len(x))
    right, down = 2 * either_way(shift, len(x)) / width, 2 * either_way(shift, len(x)) / height
    mirror = 1.0 - 2 * (torch.rand(len(x)) < 0.5) if flip else torch.ones(len(x))
    cos, sin = angle.cos() / size, angle.sin() / size
    across = torch.stack([cos, sin * height / width], 1)  # back to where a pixel comes from
    up = torch.stack([-sin * width / height, cos], 1)
    aside = torch.stack([right, down], 1)
    across = mirror[:, None] * torch.cat([across, -(across * aside).sum(1, keepdim=True)], 1)
    up = torch.cat([up, -(up * aside).sum(1, keepdim=True)], 1)
    places = F.affine_grid(torch.stack([across, up], 1), x.shape, align_corners=False)
    return PAPER + F.grid_sample(x - PAPER, places, align_corners=False)


def cut_out(x, side):
    """A square of each picture blanked, anywhere (DeVries & Taylor 2017)."""
    inside = []
    for size in x.shape[2:]:
        first = torch.randint(size, (len(x), 1)) - side // 2
        inside.append((torch.arange(size) >= first) & (torch.arange(size) < first + side))
    square = inside[0][:, None, :, None] & inside[1][:, None, None, :]
    return torch.where(square, torch.tensor(PAPER, dtype=x.dtype), x)


def share_of(alpha):
    """A share of Beta(α, α); of less than 0.002 torch's own draws come to ½."""
    alpha = torch.tensor(max(alpha, 0.002), dtype=torch.double)
    return torch.distributions.Beta(alpha, alpha).sample().item()


def mixed(x, y, numbers):
    """Rows of a batch mixed with others of it, and their targets in the same shares."""
    y = F.one_hot(y, CLASSES).float()  #? soft
    if numbers["mixup"] > 0:  #? mixup
        x, y = mixed_up(x, y, numbers["mixup"])  #? mixup
    if numbers["cutmix"] > 0:  #? cutmix
        x, y = mixed_cut(x, y, numbers["cutmix"])  #? cutmix
    return x, y


def mixed_up(x, y, alpha):
    """Mixtures of two rows (Zhang et al. 2018)."""
    share, other = share_of(alpha), torch.randperm(len(x))
    return share * x + (1 - share) * x[other], share * y + (1 - share) * y[other]


def mixed_cut(x, y, alpha):
    """Pictures with a piece of another one (Yun et al. 2019)."""
    share, other = share_of(alpha), torch.randperm(len(x))
    x, piece = x.view(-1, *SHAPE).clone(), []
    for size in SHAPE[1:]:
        length = round(size * math.sqrt(1 - share))
        first = torch.randint(size, ()).item() - length // 2
        piece.append(slice(max(first, 0), min(first + length, size)))
    x[:, :, piece[0], piece[1]] = x[other][:, :, piece[0], piece[1]]
    share = 1 - x[0, 0, piece[0], piece[1]].numel() / x[0, 0].numel()
    return x.flatten(1), share * y + (1 - share) * y[other]


def adversarial(net, loss_of, x, y, far):
    """Rows moved to where the loss grows by the signs of its gradient (Goodfellow et al. 2015).
    This pass moves no statistics."""
    if far == 0:
        return x
    for layer in net.modules():  #? norms
        if hasattr(layer, "running_var"):  #? norms
            layer.momentum = 0.0  #? norms
    x = x.clone().requires_grad_()
    slope, = torch.autograd.grad(loss_of(net(x), y), x)
    return (x + far * slope.sign()).detach()


def limit(net, longest):
    """No unit's weights are longer than that (Srivastava et al. 2014); 0: as they are."""
    if longest == 0:
        return
    with torch.no_grad():
        for layer in net.modules():
            if hasattr(layer, "weight_g"):  #? weightnorm
                layer.weight_g.clamp_(-longest, longest)  #? weightnorm
            elif isinstance(layer, (nn.Linear, nn.Conv2d)):  #? weightnorm
            if isinstance(layer, (nn.Linear, nn.Conv2d)):  #! weightnorm
                units = layer.weight.data.flatten(1)
                units *= (longest / units.norm(dim=1, keepdim=True)).clamp(max=1)


def limit_within(net, optimizer, longest):
    """The same of the points that a mean is of: where the optimizer's own step has led to."""
    inmost = None
    while hasattr(optimizer, "inner"):
        optimizer.limit = lambda: None
        inmost, optimizer = optimizer if hasattr(optimizer, "t") else inmost, optimizer.inner
    if inmost is not None:
        inmost.limit = lambda: limit(net, longest)


def looks_before(optimizer):
    """At how many looks the gradient of a step is found: sam has a second one."""
    layers = [optimizer]
    while hasattr(layers[-1], "inner"):
        layers.append(layers[-1].inner)
    return 2 if any(hasattr(layer, "rho") for layer in layers[:-1]) else 1


def add_noise(params, numbers, now):
    """In every p.grad: less and less in time (Neelakantan et al. 2015)."""
    spread = math.sqrt(numbers["gradient_noise"] / (1 + numbers["step"]) ** 0.55)
    for p in params:
        p.grad += now * spread * torch.randn(p.shape)
