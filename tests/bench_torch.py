"""How fast the benchmark's CNN learns beside PyTorch in eager mode on one thread: both in turns, the
best round of each, and their ratio (reach: 4, aim 6).  Usage: bench_torch.py BENCH_NET"""
import os
import re
import subprocess
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
import torch  # noqa: E402  (after the number of threads)
from torch import nn  # noqa: E402

ROUNDS, ROWS, BATCH, STEPS = 10, 1024, 64, 30


def make_step():
    torch.manual_seed(1)
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(256, 32), nn.ReLU(), nn.Linear(32, 10))
    optimizer = torch.optim.Adam(model.parameters())
    loss = nn.CrossEntropyLoss()
    x, y = torch.randn(ROWS, 1, 16, 16), torch.randint(0, 10, (ROWS,))
    order = torch.randperm(ROWS)

    def step(i):
        rows = order[i * BATCH % ROWS:][:BATCH]
        optimizer.zero_grad()
        loss(model(x[rows]), y[rows]).backward()
        optimizer.step()

    return step


def torch_rate(step):
    begin = time.thread_time()  # of processor time, as the benchmark has it
    for i in range(STEPS):
        step(i)
    return STEPS * BATCH / (time.thread_time() - begin)


def own_rate(bench):
    text = subprocess.run([bench, "F"], check=True, capture_output=True, text=True).stdout
    return float(re.search(r"^  F .{38}\s+(\d+)", text, re.MULTILINE).group(1)), text


def main():
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    step = make_step()
    torch_rate(step)
    theirs = own = 0
    for _ in range(ROUNDS):
        theirs = max(theirs, torch_rate(step))
        rate, text = own_rate(sys.argv[1])
        own = max(own, rate)
    print(text, end="")
    print(f"PyTorch {torch.__version__}: {theirs:.0f} samples a second; ours {own:.0f}, "
          f"{own / theirs:.1f} times as many (reach: 4, aim 6)")


if __name__ == "__main__":
    main()
