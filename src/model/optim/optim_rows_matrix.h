// The rows of those that know which weights form a matrix; a part of the table in optim.c.
// clang-format off
    [OPTIM_MUON] = { { "muon", N_("Muon"),
        N_("Momentum whose matrices are made orthogonal: every direction of a layer moves alike."),
        N_("Jordan 2024"),
        PARAMS(LR(0.02), NUMBER(beta, N_("Momentum"), "μ", 0.95, 0, 0.999, PARAM_LINEAR),
          NUMBER(nesterov, N_("Nesterov"), "ν", 1, 0, 1, PARAM_INTEGER),
          NUMBER(ns_steps, N_("Rounds"), "k", 5, 1, 20, PARAM_INTEGER),
          NUMBER(match_rms, N_("As long as Adam's"), "r", 0, 0, 1, PARAM_INTEGER),
          SHRINK(0),
          NUMBER(adam_lr, N_("Rate of the others"), "η₂", 0.01, 1e-12, 1000, PARAM_LOG),
          MOMENTS) },
        OPTIM_GROUP_MATRIX, OPTIM_IN_NETWORKS, OPTIM_GRADIENT | OPTIM_MATRICES, NULL, NULL, NULL, 2,
        N_("hidden weights, out × in:\n"
        "b ← μ b + (1−μ) g\n"
        "u = ν ? (1−μ) g + μ b : b\n"
        "X = u/‖u‖,  k times: S = X Xᵀ,\n"
        "  X ← 3.4445 X − 4.775 S X + 2.0315 S² X\n"
        "c = r ? 0.2 √max(in, out) : √max(1, out/in)\n"
        "W ← W (1 − η λ) − η c X\n"
        "all others: AdamW(η₂, β₁, β₂, ε, λ)"),
        { NULL, "−ηcX" }, .couples = true },
    [OPTIM_ADAFACTOR] = { { "adafactor", N_("Adafactor"),
        N_("Adam's scaling from the mean squares of rows and columns alone, and no momentum."),
        N_("Shazeer & Stern 2018"),
        PARAMS(LR(0.01), NUMBER(beta2_decay, N_("Decay's power"), "τ", -0.8, -1, 0, PARAM_LINEAR),
          NUMBER(eps1, N_("Least root"), "ε₁", 1.1920928955078125e-7, 1e-30, 1, PARAM_LOG),
          NUMBER(eps2, N_("Least scale"), "ε₂", 1e-3, 1e-30, 1, PARAM_LOG),
          NUMBER(d, N_("Largest step"), "d", 1, 0.01, 1000, PARAM_LOG), SHRINK(0)) },
        OPTIM_GROUP_MATRIX, OPTIM_IN_NETWORKS, OPTIM_GRADIENT | OPTIM_MATRICES, NULL, NULL, NULL, 2,
        N_("R, C ← b R, b C + (1−b) mean g² of rows, columns\n"
        "b = 1 − t^τ,  v̂ = R C / mean R\n"
        "u = g / max(√v̂, ε₁),  ρ = min(η, 1/√t)\n"
        "α = ρ max(ε₂, rms x)\n"
        "x ← x (1 − η λ) − α u / max(1, rms(u) / d)"),
        { NULL, "−αu" }, .couples = true },
    // clang-format on
