#!/usr/bin/env python3
# Writes net-more-*.json beside it: small networks of every kind of layer, trained by PyTorch in
# float64 (python3-torch of Debian 12). The form is that of the other files here; what those lack:
# activations with a number, prelu and rmsnorm, convolutions with weight norm, layers that share
# weights, features of the plane; max norm, mixed rows and adversarial steps.
import json
import pathlib

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
FOLDER = pathlib.Path(__file__).resolve().parent
STEPS, BATCH = 12, 8


# ---- layers: what stands in the file, which of it is trained, and what it computes

def drawn(*shape):
    """N(0, 1) in few digits: the files are long enough."""
    return torch.randn(*shape).mul(1e3).round().div(1e3)


def param(*shape, spread=1.0, middle=0.0):
    return (middle + spread * drawn(*shape)).mul(1e4).round().div(1e4).requires_grad_()


def dense(wide, bias=True, weight_norm=False):
    def make(shape):
        inputs = shape[0] * shape[1] * shape[2]
        v = param(wide, inputs, spread=(1.5 / inputs) ** 0.5)
        layer = {"type": "dense", "in": inputs, "out": wide}
        return weighted(layer, v, bias, weight_norm, lambda x, w, b: F.linear(x.flatten(1), w, b))

    return make


def conv(out, kernel, stride=1, pad=0, bias=True, weight_norm=False):
    def make(shape):
        v = param(out, shape[0], kernel, kernel, spread=(1.5 / (shape[0] * kernel**2)) ** 0.5)
        layer = {"type": "conv2d", "in": shape[0], "out": out, "kernel": kernel,
                 "stride": stride, "padding": pad}
        return weighted(layer, v, bias, weight_norm,
                        lambda x, w, b: F.conv2d(x, w, b, stride, pad))

    return make


def weighted(layer, v, bias, weight_norm, apply):
    params = {"v": v} if weight_norm else {"weight": v}
    if weight_norm:
        layer["weight_norm"] = True
        params = {"g": param(len(v), spread=0.3, middle=1.2), **params}
    if bias:
        params["bias"] = param(len(v), spread=0.2)

    def forward(x, **_):
        return apply(x, weight_of(params), params.get("bias"))

    return layer, params, forward


def weight_of(params):
    """Salimans & Kingma 2016: g v/|v|, a length for each output."""
    if "v" not in params:
        return params.get("weight")
    v = params["v"]
    length = v.flatten(1).norm(dim=1)
    return (params["g"] / length).view(-1, *[1] * (v.dim() - 1)) * v


FUNCTIONS = {
    "relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "gelu": F.gelu, "silu": F.silu,
    "softplus": F.softplus, "hardswish": F.hardswish, "mish": F.mish,
    "leaky_relu": lambda x, slope: F.leaky_relu(x, slope), "elu": lambda x, alpha: F.elu(x, alpha),
    "swish": lambda x, beta: x * torch.sigmoid(beta * x),
}


def act(name, **number):
    def make(shape):
        layer = {"type": "activation", "name": name, **number}
        return layer, {}, lambda x, **_: FUNCTIONS[name](x, **number)

    return make


def prelu(shape):
    """One slope for all, as nn.PReLU() has it."""
    slope = param(1, spread=0.1, middle=0.25)
    return {"type": "prelu"}, {"slope": slope}, lambda x, **_: F.prelu(x, slope)


def affine(features):
    return {"gamma": param(features, spread=0.2, middle=1.0), "beta": param(features, spread=0.2)}


def batchnorm(shape):
    params = affine(shape[0])
    mean, var = torch.zeros(shape[0]), torch.ones(shape[0])
    layer = {"type": "batchnorm", "features": shape[0], "eps": 1e-5, "momentum": 0.1}

    def forward(x, training):
        return F.batch_norm(x, mean, var, params["gamma"], params["beta"], training, 0.1, 1e-5)

    forward.running = [mean, var]
    return layer, params, forward


def layernorm(shape):
    features = shape[0] * shape[1] * shape[2]
    params = affine(features)
    layer = {"type": "layernorm", "features": features, "eps": 1e-5}
    return layer, params, lambda x, **_: F.layer_norm(
        x, shape, params["gamma"].view(shape), params["beta"].view(shape), 1e-5)


def rmsnorm(shape):
    """Zhang & Sennrich 2019: no mean is taken away, there is no beta."""
    features = shape[0] * shape[1] * shape[2]
    params = {"gamma": param(features, spread=0.2, middle=1.0)}
    layer = {"type": "rmsnorm", "features": features, "eps": 1e-5}

    def forward(x, **_):
        mean = x.square().mean((1, 2, 3), keepdim=True)
        return x / torch.sqrt(mean + 1e-5) * params["gamma"].view(shape)

    return layer, params, forward


def groupnorm(groups):
    def make(shape):
        params = affine(shape[0])
        layer = {"type": "groupnorm", "features": shape[0], "eps": 1e-5, "groups": groups}
        return layer, params, lambda x, **_: F.group_norm(
            x, groups, params["gamma"], params["beta"], 1e-5)

    return make


def pool(kind, kernel, stride):
    function = {"maxpool2d": F.max_pool2d, "avgpool2d": F.avg_pool2d}[kind]

    def make(shape):
        layer = {"type": kind, "kernel": kernel, "stride": stride}
        return layer, {}, lambda x, **_: function(x, kernel, stride)

    return make


def gap(shape):
    return {"type": "global_avgpool"}, {}, lambda x, **_: x.mean((2, 3))


def flatten(shape):
    return {"type": "flatten"}, {}, lambda x, **_: x.flatten(1)


def dropout(**more):
    """Without a mask: those are PyTorch's own random numbers."""
    return lambda shape: ({"type": "dropout", "p": 0.0, **more}, {}, lambda x, **_: x)


FEATURES = {
    "x": lambda x, y: x, "y": lambda x, y: y, "x2": lambda x, y: x * x, "y2": lambda x, y: y * y,
    "xy": lambda x, y: x * y, "sinx": lambda x, y: torch.sin(torch.pi * x),
    "siny": lambda x, y: torch.sin(torch.pi * y),
}


def features(*names):
    """What the network is given of a point of the plane."""
    return lambda shape: ({"type": "features", "features": names}, {}, lambda x, **_: torch.stack(
        [FEATURES[name](*x.flatten(1).T) for name in names], 1))


def tied(source):
    """Layer `source` once more, with the same weights."""
    return lambda shape: ({"tied": source}, {}, None)


def add(source, **more):
    return lambda shape: ({"type": "add", "from": source, **more}, {}, None)


# ---- networks

def image(x):
    """[B, C, H, W] of features too."""
    return x if x.dim() == 4 else x[:, :, None, None]


class Net:
    def __init__(self, shape, makers):
        self.layers, at, x = [], {-1: torch.zeros(2, *shape)}, torch.zeros(2, *shape)
        for i, make in enumerate(makers):
            layer, params, forward = make(tuple(x.shape[1:]))
            if "tied" in layer:
                layer, forward = {**self.layers[layer["tied"]][0], **layer}, self.layers[layer["tied"]][2]
            self.layers.append((layer, params, forward))
            x = at[i] = self.step(i, at, x, training=True)
        self.forget()
        self.params = [p for _, params, _ in self.layers for p in params.values()]

    def step(self, i, at, x, training):
        layer, _, forward = self.layers[i]
        return image(x + at[layer["from"]] if forward is None else forward(x, training=training))

    def __call__(self, x, training):
        at = {-1: x}
        for i in range(len(self.layers)):
            x = at[i] = self.step(i, at, x, training)
        return x.flatten(1)

    def norms(self):
        return [forward.running for _, _, forward in self.layers if hasattr(forward, "running")]

    def forget(self):
        for mean, var in self.norms():
            mean.zero_(), var.fill_(1)

    def weights(self):
        """Of the penalties: with weight norm g v/|v|."""
        return [w for _, params, _ in self.layers if (w := weight_of(params)) is not None]


def loss_of(kind, out, y, smoothing, entropy):
    if kind == "mse":
        return F.mse_loss(out, y)
    if kind == "bce_with_logits":
        return F.binary_cross_entropy_with_logits(out, y)
    log_p = F.log_softmax(out, 1)
    loss = F.cross_entropy(out, y, label_smoothing=smoothing)
    return loss - entropy * (log_p.exp() * log_p).sum(1).mean()


def limit(net, longest):
    """Srivastava et al. 2014: no unit's incoming weights are longer; of weight norm |g| is what they are."""
    with torch.no_grad():
        for _, params, _ in net.layers:
            if "g" in params:
                params["g"].clamp_(-longest, longest)
            elif "weight" in params:
                rows = params["weight"].view(len(params["weight"]), -1)
                rows *= (longest / rows.norm(dim=1, keepdim=True)).clamp(max=1)


def adversarial(net, value_of, x, far):
    """Goodfellow et al. 2015: to where the loss grows; running statistics do not see this pass."""
    kept = [[m.clone() for m in norm] for norm in net.norms()]
    x = x.clone().requires_grad_()
    slope, = torch.autograd.grad(value_of(x), x)
    for norm, (mean, var) in zip(net.norms(), kept):
        norm[0].copy_(mean), norm[1].copy_(var)
    return (x + far * slope.sign()).detach()


def mixed(x, y, outputs, batches):
    """Zhang et al. 2018: rows and targets of each batch mixed with those of an order of it."""
    xs, ys, targets = [], [], F.one_hot(y, outputs).double()
    for batch in batches:
        share, other = torch.rand(1), batch[torch.randperm(len(batch))]
        xs.append(share * x[batch] + (1 - share) * x[other])
        ys.append(share * targets[batch] + (1 - share) * targets[other])
    return torch.cat(xs), torch.cat(ys), list(torch.arange(len(torch.cat(batches))).split([len(b) for b in batches]))


OPTIMIZERS = {
    "sgd": lambda p, lr: torch.optim.SGD(p, lr),
    "momentum": lambda p, lr, beta: torch.optim.SGD(p, lr, beta),
    "nesterov": lambda p, lr, beta: torch.optim.SGD(p, lr, beta, nesterov=True),
    "rmsprop": lambda p, lr, rho, eps: torch.optim.RMSprop(p, lr, rho, eps),
    "adam": lambda p, lr, beta1, beta2, eps: torch.optim.Adam(p, lr, (beta1, beta2), eps),
}
ADAM = {"name": "adam", "lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
MOMENTUM = {"name": "momentum", "lr": 0.05, "beta": 0.9}
NESTEROV = {"name": "nesterov", "lr": 0.02, "beta": 0.8}
RMSPROP = {"name": "rmsprop", "lr": 0.005, "rho": 0.99, "eps": 1e-8}
SGD = {"name": "sgd", "lr": 0.1}


def short(numbers):
    """Twelve digits: more than the comparison sees."""
    if isinstance(numbers, list):
        return [short(number) for number in numbers]
    return float(f"{numbers:.12g}")


def listed(tensors):
    return [short(t.detach().reshape(-1).tolist()) for t in tensors]


def write(name, shape, makers, optimizer, loss="softmax_cross_entropy", rows=20, smoothing=0.0,
          entropy=0.0, l1=0.0, l2=0.0, clip=0.0, max_norm=0.0, fgsm=0.0, mixup=False):
    torch.manual_seed(sum(name.encode()))
    net = Net((*shape, 1, 1)[:3] if len(shape) == 1 else shape, makers)
    begins = [dict(layer, **{key: p.detach().tolist() for key, p in params.items()})
              for layer, params, _ in net.layers]
    x = drawn(rows, *shape)
    outputs = net(image(x), True).shape[1]
    net.forget()
    y = {"mse": lambda: drawn(rows, outputs),
         "bce_with_logits": lambda: (torch.randn(rows, outputs) > 0).double(),
         "softmax_cross_entropy": lambda: torch.randint(outputs, (rows,))}[loss]()
    numbers = {key: value for key, value in optimizer.items() if key != "name"}
    steps = OPTIMIZERS[optimizer["name"]](net.params, **numbers)
    batches = [torch.randperm(rows)[:BATCH - i % 3] for i in range(STEPS)]
    if mixup:
        x, y, batches = mixed(x, y, outputs, batches)
    losses, first = [], None
    for batch in batches:
        def value_of(rows):
            return loss_of(loss, net(image(rows), True), y[batch], smoothing, entropy)

        rows = adversarial(net, value_of, x[batch], fgsm) if fgsm else x[batch]
        value = value_of(rows)
        value = value + l1 * sum(w.abs().sum() for w in net.weights())
        value = value + l2 * sum(w.square().sum() for w in net.weights())
        steps.zero_grad()
        value.backward()
        losses.append(value.item())
        first = first or listed(p.grad for p in net.params)
        if clip:
            torch.nn.utils.clip_grad_norm_(net.params, clip)
        steps.step()
        if max_norm:
            limit(net, max_norm)
    running = [[m.tolist() for m in norm] for norm in net.norms()]
    with torch.no_grad():
        output = net(image(x), False)
    found = {
        "name": f"more-{name}", "input_shape": shape, "layers": begins, "loss": loss,
        "label_smoothing": smoothing, "entropy": entropy, "l1": l1, "l2": l2, "clip_norm": clip,
        "optimizer": optimizer, "x": x.flatten(1).tolist(), "y": y.tolist(),
        "batches": [batch.tolist() for batch in batches],
        "expected": {"loss": short(losses), "grad": first, "final": listed(net.params),
                     "running": short(running), "eval_output": short(output.tolist())},
    }
    if max_norm or fgsm:
        found.update(max_norm=max_norm, fgsm=fgsm, gradient_noise=0.0)
    (FOLDER / f"net-more-{name}.json").write_text(json.dumps(found) + "\n")
    print(name, *(f"{value:.4f}" for value in losses[:3]), "...", f"{losses[-1]:.4f}")


RELU, TANH = act("relu"), act("tanh")

write("conv-stride-pad", [2, 9, 7], [conv(5, 3, stride=2, pad=2), TANH, conv(4, 2, stride=3),
                                     RELU, dense(3)], ADAM)
write("conv-1x1-bce", [3, 4, 5], [conv(6, 1), act("silu"), conv(3, 4, pad=1, bias=False), TANH,
                                  flatten, dense(2)], MOMENTUM, "bce_with_logits")
write("conv-l1-l2-clip", [1, 6, 6], [conv(4, 3, pad=1), RELU, pool("maxpool2d", 2, 2), dense(5),
                                     TANH, dense(3)], NESTEROV, l1=0.003, l2=0.01, clip=0.5)
write("conv-weightnorm", [2, 6, 6], [conv(4, 3, pad=1, weight_norm=True), act("gelu"),
                                     conv(3, 3, stride=2, weight_norm=True, bias=False), TANH,
                                     dense(5, weight_norm=True), TANH, dense(2)], MOMENTUM)
write("weightnorm-l1-l2", [4], [dense(7, weight_norm=True), TANH, dense(6), act("mish"),
                                dense(3, weight_norm=True)], MOMENTUM, l1=0.004, l2=0.02)
write("pools-apart", [2, 9, 8], [pool("avgpool2d", 3, 2), conv(4, 2), TANH,
                                 pool("maxpool2d", 2, 1), pool("avgpool2d", 1, 2), dense(3)],
      RMSPROP)
write("pool-first-and-last", [3, 7, 5], [pool("maxpool2d", 3, 2), conv(3, 2, pad=1), gap], SGD)
write("layernorm-image", [2, 5, 4], [layernorm, conv(3, 3, pad=1), layernorm, RELU, conv(4, 3),
                                     TANH, layernorm, gap, dense(3)], ADAM)
write("rmsnorm", [6], [rmsnorm, dense(9), rmsnorm, act("swish", beta=1.5), dense(7), TANH,
                       rmsnorm, dense(3)], ADAM)
write("rmsnorm-image", [2, 5, 5], [conv(4, 3), rmsnorm, act("mish"), pool("avgpool2d", 3, 3),
                                   dense(2)], MOMENTUM, "mse")
write("prelu", [5], [dense(8), prelu, dense(20), prelu, dense(3)], ADAM)
write("prelu-channels", [2, 6, 6], [conv(4, 3), prelu, pool("maxpool2d", 2, 2), conv(3, 2), prelu,
                                    dense(3)], MOMENTUM)
write("activations", [4], [dense(12), act("hardswish"), dense(11), act("mish"), dense(10),
                           act("elu", alpha=0.5), dense(9), act("leaky_relu", slope=0.2),
                           dense(8), act("swish", beta=0.7), dense(3)], ADAM)
write("groupnorm-features", [4], [dense(12), groupnorm(3), RELU, dense(10), act("elu", alpha=1.7),
                                  groupnorm(2), dense(8), groupnorm(1), TANH, dense(2)], MOMENTUM)
write("groupnorm-image", [4, 5, 3], [groupnorm(2), conv(6, 2), groupnorm(3), act("softplus"),
                                     conv(4, 2), groupnorm(4), RELU, dense(3)], SGD)
write("batchnorm-image", [3, 6, 6], [batchnorm, conv(5, 3, bias=False), batchnorm, RELU,
                                     conv(4, 3, stride=2), TANH, batchnorm, dense(3)], MOMENTUM)
write("residual-image", [2, 6, 6], [conv(4, 3, pad=1, bias=False), batchnorm, RELU,
                                    conv(4, 3, pad=1, bias=False), batchnorm, RELU,
                                    conv(4, 3, pad=1, bias=False), batchnorm, add(2), RELU, gap,
                                    dense(3)], MOMENTUM)
write("residual-nested", [6], [dense(6), TANH, dense(6), act("gelu"), dense(6), add(1), TANH,
                               dense(6), add(-1), dense(6), act("silu"), add(8), add(-1),
                               dense(3)], ADAM)
write("residual-pre", [5], [dense(8), layernorm, RELU, dense(8), layernorm, RELU, dense(8),
                            add(0), layernorm, RELU, dense(8), add(7, drop=0.0), layernorm, RELU,
                            dense(2)], ADAM)
write("residual-twice-the-same", [4], [dense(7), act("mish"), add(1), dense(7), add(1), add(2),
                                       TANH, dense(7), dense(2)], SGD, "mse")
write("residual-of-the-input", [3, 4, 4], [add(-1), conv(3, 3, pad=1), add(-1), RELU, add(-1),
                                           gap, dense(3)], MOMENTUM)
write("nothing-dropped", [2, 5, 5], [dropout(channels=True), conv(4, 3), RELU,
                                     dropout(channels=True), dense(6), act("hardswish"),
                                     dropout(), dense(3)], ADAM)
write("entropy-l2", [4], [dense(9), TANH, dense(4)], SGD, entropy=-0.1, l2=0.01)
write("entropy-less", [3], [dense(8), RELU, dense(5)], ADAM, entropy=-0.4, smoothing=0.1)
write("entropy-more", [3], [dense(8), RELU, dense(5)], MOMENTUM, entropy=0.7, l1=0.002)

write("features", [2], [features("x", "y", "x2", "y2", "xy", "sinx", "siny"), dense(6), TANH,
                        dense(3)], ADAM)
write("features-some", [2], [features("y", "xy", "siny"), dense(5), batchnorm, RELU, dense(2)],
      MOMENTUM, "mse")
write("tied", [4], [dense(6), TANH, dense(6), TANH, tied(2), TANH, tied(2), TANH, dense(3)], ADAM,
      l1=0.003, l2=0.01)
write("tied-of-the-input", [5], [dense(5, bias=False), act("gelu"), tied(0), RELU, dense(2)],
      NESTEROV, "mse", clip=0.4)
write("tied-norms", [3], [dense(7), layernorm, RELU, dense(7), layernorm, RELU, tied(3), layernorm,
                          RELU, dense(2)], MOMENTUM)
write("tied-weightnorm", [4], [dense(5), TANH, dense(5, weight_norm=True), TANH, tied(2), TANH,
                               dense(3)], MOMENTUM, l2=0.02, max_norm=0.9)
write("tied-residual", [4], [dense(6), TANH, dense(6), TANH, add(1), tied(2), TANH, add(4),
                             dense(3)], SGD)
write("max-norm", [4], [dense(8), RELU, dense(6), TANH, dense(3)], MOMENTUM, max_norm=0.8)
write("max-norm-conv", [2, 6, 6], [conv(5, 3), RELU, pool("maxpool2d", 2, 2),
                                   dense(4, weight_norm=True), TANH, dense(2)], ADAM, l2=0.01,
      max_norm=0.6)
write("fgsm", [3], [dense(9), TANH, dense(4)], ADAM, fgsm=0.2, entropy=0.1)
write("fgsm-conv", [1, 6, 6], [conv(4, 3, pad=1, bias=False), batchnorm, act("silu"),
                               pool("avgpool2d", 2, 2), dense(3)], MOMENTUM, fgsm=0.1, l2=0.01)
write("fgsm-features-bce", [2], [features("x", "y2", "sinx"), dense(6), TANH, dense(1)], MOMENTUM,
      "bce_with_logits", fgsm=0.3)
write("fgsm-residual-tied", [3], [dense(6), TANH, dense(6), TANH, add(1), tied(2), TANH, add(4),
                                  dense(2)], SGD, "mse", fgsm=0.15, max_norm=1.0)
write("mixup", [4], [dense(8), RELU, dense(4)], ADAM, mixup=True)
write("mixup-smooth-fgsm", [4], [dense(8), TANH, dense(3)], MOMENTUM, mixup=True, smoothing=0.1,
      entropy=0.2, fgsm=0.1)
