# The race itself.


def landscape_hessian(p):
    """Of the landscape at p."""
    return torch.autograd.functional.hessian(f, p)


def gradient(p, t):
    """The loss that step t sees at p; its gradient is then p.grad."""
    p.grad = None
    loss = f(p)
    loss.backward()
    p.grad += noise * gradient_noise(seed, t)  #? noise
    if not (torch.isfinite(loss) and torch.isfinite(p.grad).all()):  #? search
        p.grad.fill_(math.nan)  #? search
        return torch.tensor(math.inf)  #? search
    return loss


def batch_gradient(p, t, batch):
    """The loss that step t sees at p, of a batch of the points; its gradient is then p.grad."""
    p.grad = None
    loss = f(p, batch_of(len(u), batch, seed, t))  #! replace
    loss = f(p, batch_drawn(len(u), batch, seed, t))  #? replace
    loss.backward()
    p.grad += noise * gradient_noise(seed, t)  #? noise
    if not (torch.isfinite(loss) and torch.isfinite(p.grad).all()):  #? search
        p.grad.fill_(math.nan)  #? search
        return torch.tensor(math.inf)  #? search
    return loss


def race(racers):
    """Every step of every racer as CSV, run by run: the columns of `thalweg trace`."""
    print("run,optimizer,step,x,y,loss,grad_x,grad_y,rate,status")
    for run, racer in enumerate(racers, 1):
        name, make = racer[:2]
        schedule = racer[2]  #? schedule
        batch = racer[-1]  #? data
        p = torch.tensor(start, requires_grad=True)
        optimizer, rate = make(p), 0.0
        for t in range(steps + 1):
            loss = f(p)
            (g,) = torch.autograd.grad(loss, p)
            row = [*p.tolist(), loss.item(), *g.tolist()]
            inside = all(low <= at <= high for at, (low, high) in zip(row, bounds))
            lost = not inside or not all(map(math.isfinite, row))
            numbers = ",".join("%.17g" % number for number in [*row, rate])
            print(f"{run},{name},{t},{numbers},{'lost' if lost else 'ok'}")
            if lost or t == steps:
                break
            if schedule:  #? schedule
                now = schedule(t, loss.item() if t > 0 else None)  #? schedule
                for group in optimizer.param_groups:  #? schedule
                    group.update(now)  #? schedule
            optimizer.step(lambda: gradient(p, t))  #! data
            optimizer.step(lambda: batch_gradient(p, t, batch))  #? data
            rate = rate_of(optimizer)


def rate_of(optimizer):
    """The rate that the last step used: the one that it was given, or that it found."""
    while hasattr(optimizer, "inner"):  #? around
        optimizer = optimizer.inner  #? around
    group = optimizer.param_groups[0]
    if isinstance(optimizer, torch.optim.LBFGS):  #? lbfgs
        return optimizer.state[group["params"][0]].get("t", 0.0)  #? lbfgs
    found = getattr(optimizer, "rate", None)
    return group["lr"] if found is None else found
