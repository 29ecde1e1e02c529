// The rows of those that find their rate or need no schedule, and of means of points; a part of the
// table in optim.c.
// clang-format off
    [OPTIM_ASGD] = { { "asgd", N_("Averaged SGD"),
        N_("SGD with a falling rate beside which the mean of its points is kept: noise averages out."),
        N_("Polyak & Juditsky 1992"),
        PARAMS(LR(0.01), { "lambd", N_("Decay"), "λ", offsetof(OptimParams, weight_decay), 1e-4, 0, 1, PARAM_LINEAR },
          NUMBER(alpha, N_("Rate's power"), "α", 0.75, 0, 2, PARAM_LINEAR),
          NUMBER(t0, N_("Mean from step"), "t₀", 50, 0, 1e6, PARAM_COUNT)) },
        OPTIM_GROUP_FIRST_ORDER, OPTIM_ANYWHERE, RULES(asgd), NULL, 1,
        "ηₜ = η / (1 + λ η (t−1))^α\n"
        "x ← x − ηₜ (g + λ x)\n"
        "a ← a + (x − a) / max(1, t−1−t₀)",
        { NULL, "−ηₜg", "−ηₜλx" }, .second = asgd_second, .second_name = N_("mean of the points"),
        .advance = optim_fall, .points = 1,
        .edge = { plain_border, "2/ηₜ" } },
    [OPTIM_PRODIGY] = { { "prodigy", N_("Prodigy"),
        N_("Adam that finds its rate: it measures how far it has come from the start and steps in that size."),
        N_("Mishchenko & Defazio 2023"),
        PARAMS(LR(1), BETA1, BETA2(0.999), EPS(1e-8),
          NUMBER(d0, N_("First distance"), "d₀", 1e-6, 1e-12, 1000, PARAM_LOG),
          NUMBER(d_coef, N_("Weight of d"), "c", 1, 1e-3, 1000, PARAM_LOG),
          NUMBER(growth, N_("Most growth"), "κ", 1e12, 1.001, 1e12, PARAM_LOG)) },
        OPTIM_GROUP_NO_RATE, OPTIM_ANYWHERE, RULES(prodigy), prodigy_inside, 4,
        "β = √β₂,  k = η d² / d₀\n"
        "r ← β r + k g·(x₀ − x)\n"
        "s ← β s + k g\n"
        "m ← β₁ m + (1−β₁) d g\n"
        "v ← β₂ v + (1−β₂) d² g²\n"
        "D = max(d, c r / |s|₁),  D ≤ κ d\n"
        "x ← x − η d m / (√v + D ε)\n"
        "d ← D",
        { "−ηdβ₁m/√v", "−ηd²(1−β₁)g/√v" }, .couples = true, .points = 8 },
    [OPTIM_SCHEDULEFREE_SGD] = { { "schedulefree_sgd", N_("Schedule-free SGD"),
        N_("SGD z and its mean x; gradients come from y between them, so that no rate has to fall."),
        N_("Defazio 2024"),
        PARAMS(LR(1), NUMBER(momentum, N_("Mean's share"), "β", 0.9, 0, 0.999, PARAM_LINEAR),
          NUMBER(r, N_("Power of time"), "r", 0, 0, 10, PARAM_LINEAR),
          NUMBER(weight_lr_power, N_("Power of rate"), "p", 2, 0, 10, PARAM_LINEAR), SHRINK(0)) },
        OPTIM_GROUP_SCHEDULE_FREE, OPTIM_ANYWHERE, RULES(schedulefree_sgd), schedulefree_sgd_inside, 2,
        N_("g at y: the path\n"
        "z ← z − η (g + λ y)\n"
        "w = t^r (max η)^p,  W ← W + w\n"
        "x ← x + (z − x) w/W: what counts\n"
        "y = (1−β) z + β x"),
        { "β(z−x)w/W", "−η(1−β+…)g", "−η(…)λy" },
        .second = schedulefree_second, .second_name = N_("the mean x, which counts"),
        .advance = optim_find_share,
        .means = 3, .points = 3, .judged = 2 },
    [OPTIM_SCHEDULEFREE_ADAMW] = { { "schedulefree_adamw", N_("Schedule-free AdamW"),
        N_("RMSProp's scaling for z, and its mean x; gradients come from y between them."),
        N_("Defazio 2024"),
        PARAMS(LR(0.0025), NUMBER(beta1, N_("Mean's share"), "β₁", 0.9, 0, 0.9999, PARAM_LINEAR), BETA2(0.999), EPS(1e-8),
          NUMBER(r, N_("Power of time"), "r", 0, 0, 10, PARAM_LINEAR),
          NUMBER(weight_lr_power, N_("Power of rate"), "p", 2, 0, 10, PARAM_LINEAR), SHRINK(0)) },
        OPTIM_GROUP_SCHEDULE_FREE, OPTIM_ANYWHERE, RULES(schedulefree_adamw), schedulefree_adamw_inside, 3,
        N_("g at y: the path\n"
        "v ← β₂ v + (1−β₂) g²,  v̂ = v/(1−β₂ᵗ)\n"
        "z ← z − η (g / (√v̂ + ε) + λ y)\n"
        "w = t^r (max η)^p,  W ← W + w\n"
        "x ← x + (z − x) w/W: what counts\n"
        "y = (1−β₁) z + β₁ x"),
        { "β₁(z−x)w/W", "−η(1−β₁+…)g/√v̂", "−η(…)λy" },
        .second = schedulefree_second, .second_name = N_("the mean x, which counts"),
        .advance = optim_find_share,
        .means = 3, .points = 3, .judged = 2 },
    // clang-format on
