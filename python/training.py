# Networks in training.


def options(weights):
    """What stands behind the script's name."""
    words = argparse.ArgumentParser(description="Prints a row for each epoch of each network.")
    words.add_argument("--per", choices=["epoch", "step"], default="epoch", help="... or step")
    words.add_argument("--weights", metavar="FILE", default=weights, help="what Thalweg wrote")
    words.add_argument("--best", action="store_true", help="networks end as they were at their best")  #? patience
    return words.parse_args()


def read_weights(path, rows, networks):
    """What `thalweg code --weights` wrote: weights, data, and the rows of each step."""
    if path is None:
        return {}
    with open(path) as file:
        saved = json.load(file)
    known = len(saved.get("x", saved.get("order", []))), len(saved.get("networks", [saved]))
    if known != (rows, networks):
        sys.exit(f"{path} is of another lab")
    return saved


def class_right(out, y):
    return (out.argmax(1) == y).float().mean().item()


def one_hot_right(out, y):
    return (out.argmax(1) == y.argmax(1)).float().mean().item()


def side_right(out, y, threshold):
    return ((out > threshold) == (y > 0.5)).float().mean().item()


def with_entropy(loss_of, share):
    """That loss, and so much of the mean entropy of what softmax makes of the outputs."""
    def loss(out, y):
        log_p = F.log_softmax(out, 1)
        return loss_of(out, y) - share * (log_p.exp() * log_p).sum(1).mean()

    return loss if share != 0 else loss_of


def take_weights(net, layers):
    """What Thalweg's network begins with."""
    names = {"weight": ["weight", "gamma", "slope"], "bias": ["bias", "beta"]}
    names.update(weight_g=["g"], weight_v=["v"])  #? weightnorm
    own = [layer for layer in net.modules() if list(layer.parameters(recurse=False))]
    layers = [layer for layer in layers if layer["type"] != "activation"]  # a slope is a number there
    layers = [layer for layer in layers if {"weight", "v", "gamma", "slope"} & set(layer)]
    with torch.no_grad():
        for layer, known in zip(own, layers):
            for name, p in layer.named_parameters(recurse=False):
                part = torch.tensor(next(known[key] for key in names[name] if key in known))
                if part.numel() != p.numel() or len(layers) != len(own):
                    sys.exit("the weights are of another network")
                p.copy_(part.view_as(p))


def batches(known, epoch, batch, seed):
    """The rows of each step of an epoch (from 0), which goes through all of them in a new order.
    A last row alone joins the batch before it."""
    generator = torch.Generator().manual_seed(seed + epoch)
    order = list(torch.randperm(TRAIN, generator=generator).split(batch))
    if len(order[-1]) == 1 < batch:  #? lone
        order[-2:] = [torch.cat(order[-2:])]  #? lone
    known = known.get("batches", [])[epoch * len(order) : (epoch + 1) * len(order)]
    return [torch.tensor(rows) for rows in known] if len(known) == len(order) else order


def mean_of(optimizer, params):
    """The points that count in place of those that are trained: a mean of them."""
    while isinstance(optimizer, Around):
        if isinstance(optimizer, Averaged):
            return optimizer.mean
        optimizer = optimizer.inner
    if isinstance(optimizer, (ScheduleFreeSGD, ScheduleFreeAdamW)) and optimizer.t > 0:
        parts = optimizer.x.split([p.numel() for p in params])
        return [part.view_as(p) for part, p in zip(parts, params)]
    return [p.detach().clone() for p in params]


def scores(net, optimizer, loss_of, right, y):
    """Loss and share of right answers, on the training rows and on the validation rows."""
    found = []
    net.eval()
    with torch.no_grad():
        params = list(net.parameters())  #? mean
        trained = [p.clone() for p in params]  #? mean
        for p, mean in zip(params, mean_of(optimizer, params)):  #? mean
            p.copy_(mean)  #? mean
        for part in (slice(TRAIN), slice(TRAIN, ROWS)):
            out, target = net(x[part]), y[part]
            loss = loss_of(out, target).item() if len(out) > 0 else math.nan
            found.append((loss, right(out, target) if right and len(out) > 0 else math.nan))
        for p, kept in zip(params, trained):  #? mean
            p.copy_(kept)  #? mean
    net.train()
    return found


def learn(net, optimizer, loss_of, x, y, numbers):
    """A step. The loss of these rows before it, penalties in, and the length of its gradient."""
    params, lengths = list(net.parameters()), []
    weighted = [layer for layer in net.modules() if isinstance(layer, (nn.Linear, nn.Conv2d))]  #? penalties
    norms = [layer for layer in net.modules() if hasattr(layer, "running_var")]  #? norms
    loss_of = with_entropy(loss_of, numbers["entropy"])  #? entropy
    x = augmented(x, numbers)  #? augment
    x, y = mixed(x, y, numbers)  #? mix
    draws = torch.get_rng_state()  #? draws
    x = adversarial(net, loss_of, x, y, numbers["fgsm"])  #? fgsm

    def closure():
        """The loss, with its gradient in each p.grad. At a second look, which some optimizers take,
        the same units are dropped, and no statistics are moved."""
        for layer in norms:  #? norms
            layer.momentum = 0.0 if lengths else 0.1  #? norms
        torch.set_rng_state(draws)  #? draws
        net.zero_grad()
        loss = loss_of(net(x), y)
        weights = [layer.weight for layer in weighted]  #? penalties
        loss = loss + numbers["l1"] * sum(w.abs().sum() for w in weights)  #? l1
        loss = loss + numbers["l2"] * sum(w.square().sum() for w in weights)  #? l2
        loss.backward()
        slopes = [p.grad for p in params]  #! decay
        slopes = [p.grad + numbers["decay"] * p.detach() for p in params]  #? decay
        lengths.append(torch.cat([slope.reshape(-1) for slope in slopes]).norm().item())
        add_noise(params, numbers, len(lengths) == looks_before(optimizer))  #? noise
        return loss

    limit_within(net, optimizer, numbers["maxnorm"])  #? maxnorm
    loss = optimizer.step(closure).item()
    limit(net, numbers["maxnorm"])  #? maxnorm
    return loss, lengths[0]


def changed(net, optimizer, drops=(), make=None, **more):
    """The optimizer from here on; what it remembers stays. (Thalweg corrects means by the β that
    they had in each step, PyTorch as if they had always had that of now.)"""
    dropping = [layer for layer in net.modules() if hasattr(layer, "p")]
    for layer, p in zip(dropping, drops):
        layer.p = p
    if make is None:
        return optimizer
    first = fresh = make(list(net.parameters()))
    around = {}
    while hasattr(optimizer, "inner"):
        around[type(optimizer)], optimizer = optimizer, optimizer.inner
    layers = []
    while hasattr(fresh, "inner"):
        known = vars(around.get(type(fresh), fresh))
        vars(fresh).update({name: known[name] for name in ("slow", "mean", "t") if name in known})
        layers.append(fresh)
        fresh = fresh.inner
    if type(fresh) is not type(optimizer):
        return first
    for group, new in zip(optimizer.param_groups, fresh.param_groups):
        group.update({key: number for key, number in new.items() if key != "params"})
    vars(optimizer).update({"lr": fresh.lr} if hasattr(fresh, "lr") else {})
    for layer in layers:
        layer.param_groups, layer.state = optimizer.param_groups, optimizer.state
        layer.inner = optimizer if layer.inner is fresh else layer.inner
    return first if layers else optimizer


def lost(loss, params):
    """Whether it is not finite, or a weight is not."""
    return not (math.isfinite(loss) and all(bool(p.isfinite().all()) for p in params))


def print_row(number, epoch, step, loss, found, length, rate, lost):
    if step > 0 and not math.isfinite(loss):
        length = rate = math.nan
    values = ("%.9g" % value for value in (loss, *found[0], *found[1], length, rate))
    print(number, epoch, step, *values, "lost" if lost else "ok", sep=",")  #! patience
    print(number, epoch, step, *values, {False: "ok", True: "lost"}.get(lost, "best"), sep=",")  #? patience


def end_at_best():
    """Networks have the weights of their best epochs, of the lowest validation loss."""
    for _, (net, kept, row) in sorted(BEST.items()):
        net.load_state_dict(kept)
        print_row(*row)


def train(number, net, loss_of, right, y, make, batch, seed, **numbers):
    """One network. At each turn it goes through an epoch, at the first through none."""
    known = {**SAVED, **SAVED.get("networks", [{}] * number)[number - 1]}
    take_weights(net, known.get("layers", []))
    params, step, epoch = list(net.parameters()), 0, 0
    optimizer = make(params)
    told = None  #? schedule
    best, waited = math.inf, 0  #? patience
    changes = numbers.pop("changes", {})  #? changes
    found = scores(net, optimizer, loss_of, right, y)
    ended = lost(found[0][0], params)
    print_row(number, 0, 0, math.nan, found, math.nan, 0.0, ended)
    yield
    while not ended and epoch < EPOCHS:
        order, epoch = batches(known, epoch, batch, seed), epoch + 1
        for place, rows in enumerate(order, 1):
            if step in changes:  #? changes
                numbers.update(changes[step])  #? changes
                loss_of = numbers.pop("loss_of", loss_of)  #? changes
                optimizer = changed(net, optimizer, **changes[step])  #? changes
            if numbers["schedule"]:  #? schedule
                for group in optimizer.param_groups:  #? schedule
                    group.update(numbers["schedule"](step, told))  #? schedule
                told = None  #? schedule
            numbers["step"] = step  #? noise
            loss, length = learn(net, optimizer, loss_of, x[rows], y[rows], numbers)
            rate = optimizer.param_groups[0]["lr"]  #! found
            rate = rate_of(optimizer)  #? found
            step, found, ended = step + 1, [(math.nan, math.nan)] * 2, lost(loss, params)
            if place == len(order) and not ended:
                found = scores(net, optimizer, loss_of, right, y)
                ended = lost(found[0][0], params)
            if place == len(order) or ended or PER == "step":
                print_row(number, epoch, step, loss, found, length, rate, ended)
            if ended:
                return
        told = found[0][0] if math.isnan(found[1][0]) else found[1][0]  #? schedule
        if found[1][0] < best:  #? patience
            kept = {name: value.clone() for name, value in net.state_dict().items()}  #? patience
            BEST[number] = net, kept, (number, epoch, step, loss, found, length, rate, None)  #? patience
        best, waited = (found[1][0], 0) if found[1][0] < best else (best, waited + 1)  #? patience
        ended = 0 < numbers["patience"] <= waited  #? patience
        yield
