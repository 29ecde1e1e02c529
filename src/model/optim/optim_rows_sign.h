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
        [OPTIM_RPROP] = { { "rprop", N_("Rprop"),
        N_("Steps grow while a coordinate's slope keeps its sign and shrink when it turns; sizes of gradients do not count."),
        N_("Riedmiller & Braun 1993"),
        PARAMS(NUMBER(lr, N_("First step"), "s₀", 0.01, 1e-12, 1000, PARAM_LOG),
          NUMBER(eta_minus, N_("Shrinks by"), "η₋", 0.5, 0.01, 0.99, PARAM_LINEAR),
          NUMBER(eta_plus, N_("Grows by"), "η₊", 1.2, 1.01, 5, PARAM_LINEAR),
          NUMBER(min, N_("Least step"), "smin", 1e-6, 1e-30, 1, PARAM_LOG),
          NUMBER(max, N_("Largest step"), "smax", 50, 1e-6, 1e6, PARAM_LOG)) },
        OPTIM_GROUP_SIGN, OPTIM_ANYWHERE, RULES(rprop), rprop_inside, 2,
        N_("q = g g₋,  s = s₀ at first\n"
        "q > 0: s ← min(η₊ s, smax)\n"
        "q < 0: s ← max(η₋ s, smin),  g ← 0\n"
        "x ← x − s sign(g)\n"
        "g₋ ← g"),
        { NULL, "−s sign g" } },
    [OPTIM_SIGNSGD] = { { "signsgd", N_("SignSGD"),
        N_("Every coordinate moves by η, whichever way its slope points; with a mean of gradients it is Signum."),
        N_("Bernstein 2018"),
        PARAMS(LR(0.01), NUMBER(beta, N_("Mean decay"), "β", 0, 0, 0.999, PARAM_LINEAR)) },
        OPTIM_GROUP_SIGN, OPTIM_ANYWHERE, RULES(signsgd), signsgd_inside, 1,
        "x ← x − η sign(g)\n"
        "β > 0: m ← β m + (1−β) g\n"
        "       x ← x − η sign(m)",
        { "−η(sign m−sign g)", "−η sign g" } },
    [OPTIM_NORMALIZED] = { { "normalized", N_("Normalized GD"),
        N_("Straight down the slope with a step that is always as long, on plateaus as on cliffs."),
        N_("Nesterov 1984"), PARAMS(LR(0.01)) },
        OPTIM_GROUP_SIGN, OPTIM_ANYWHERE, RULES(normalized), NULL, 0,
        "x ← x − η g / |g|",
        { NULL, "−ηg/|g|" }, .couples = true },
    // clang-format on
