# The random numbers of Thalweg, so that noise and batches are the same.


class Random:
    """xoshiro256++ (Blackman & Vigna 2019), seeded through SplitMix64 by a seed and a stream."""

    def __init__(self, seed, stream):
        key = self.mixed(self.mixed(seed + 0x9E3779B97F4A7C15) + stream)
        self.state = []
        for _ in range(4):
            key = (key + 0x9E3779B97F4A7C15) % 2**64
            self.state.append(self.mixed(key))

    @staticmethod
    def mixed(z):
        z %= 2**64
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
        return z ^ (z >> 31)

    def bits(self):
        def rotated(bits, left):
            return (bits << left | bits >> 64 - left) % 2**64

        s = self.state
        result = (rotated((s[0] + s[3]) % 2**64, 23) + s[0]) % 2**64
        t = (s[1] << 17) % 2**64
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotated(s[3], 45)
        return result

    def uniform(self):
        return (self.bits() >> 11) * 2.0**-53

    def normal(self):
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())

    def below(self, count):
        bits = self.bits()
        while bits < 2**64 % count:
            bits = self.bits()
        return bits % count


def gradient_noise(seed, t):
    """What step t finds added to its gradient, of strength 1."""
    random = Random(seed, t)
    return torch.tensor([random.normal(), random.normal()])


def batch_of(n, batch, seed, t):
    """Which of n points step t sees: every epoch goes through all of them in a new order."""
    if not 0 < batch < n:
        return slice(None)
    batches = -(-n // batch)
    random, order = Random(seed, (0x6261746368000000 << 8) + t // batches), list(range(n))
    first = t % batches * batch
    for i in range(min(first + batch, n)):
        j = i + random.below(n - i)
        order[i], order[j] = order[j], order[i]
    return order[first : first + batch]


def batch_drawn(n, batch, seed, t):
    """Which of n points step t sees: each is any of them."""
    if not 0 < batch < n:
        return slice(None)
    random = Random(seed, (0x6261746369000000 << 8) + t)
    return [random.below(n) for _ in range(batch)]
