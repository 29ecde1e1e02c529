# What formulas need of functions that torch lacks, or whose gradients are not numbers at a kink.


def sqrt(a):
    """√a, whose gradient at 0 is taken as 0; autograd would say inf."""
    zero = a == 0
    return torch.where(zero, torch.zeros_like(a), torch.sqrt(torch.where(zero, torch.ones_like(a), a)))


def hypot(a, b):
    """√(a² + b²), whose gradient at the origin is taken as 0; autograd would say nan."""
    a, b = torch.broadcast_tensors(torch.as_tensor(a), torch.as_tensor(b))
    zero = (a == 0) & (b == 0)
    one = torch.ones_like(a)
    return torch.where(zero, 0 * a, torch.hypot(torch.where(zero, one, a), torch.where(zero, one, b)))


def atan2(a, b):
    """The angle of (b, a), whose gradient at the origin is taken as 0; autograd would say nan."""
    a, b = torch.broadcast_tensors(torch.as_tensor(a), torch.as_tensor(b))
    zero = (a == 0) & (b == 0)
    angle = torch.atan2(torch.where(zero, 0 * a, a), torch.where(zero, torch.ones_like(b), b))
    return torch.where(zero, torch.atan2(a, b).detach(), angle)


def cbrt(a):
    """∛a, also of negative numbers."""
    return torch.sign(a) * torch.abs(a) ** (1 / 3)


def unit_step(a):
    """0 below 0, 1 above, ½ at 0."""
    return (torch.sign(a) + 1) / 2
