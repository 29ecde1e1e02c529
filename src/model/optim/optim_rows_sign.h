// The rows of those that take signs or lengths alone; a part of the table in optim.c.
// clang-format off
    [OPTIM_LION] = { { "lion", N_("Lion"),
        N_("Only the signs of a mean of gradients: every step has the same length."),
        N_("Chen 2023"),
        PARAMS(LR(0.01), BETA1, BETA2(0.99), SHRINK(0)) },
        OPTIM_GROUP_SIGN, OPTIM_ANYWHERE, RULES(lion), lion_inside, 1,
        "u = sign(β₁ m + (1−β₁) g)\n"
        "x ← x − η (u + λ x)\n"
        "m ← β₂ m + (1−β₂) g",
        { "−η(u−sign g)", "−η sign g", "−ηλx" } },
    // clang-format on
