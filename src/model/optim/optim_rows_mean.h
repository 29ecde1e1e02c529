// The rows of further kin of Adam; a part of the table in optim.c.
// clang-format off
    [OPTIM_ADABELIEF] = { { "adabelief", N_("AdaBelief"),
        N_("Adam that divides by how far gradients stray from their mean: where they agree, it strides."),
        N_("Zhuang 2020"),
        PARAMS(LR(0.001), BETA1, BETA2(0.999), NUMBER(eps, N_("Epsilon"), "ε", 1e-16, 1e-30, 1, PARAM_LOG), SHRINK(0)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(adabelief), adam_inside, 2,
        "x ← x − η λ x\n"
        "m ← β₁ m + (1−β₁) g\n"
        "s ← β₂ s + (1−β₂) (g − m)² + ε\n"
        "m̂ = m / (1−β₁ᵗ),  ŝ = s / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√ŝ + ε)",
        { "−ηβ₁m/√ŝ", "−η(1−β₁)g/√ŝ", "−ηλx" },
        .edge = { adamw_border, "(2+2β₁)(1−ηλ/2)/(η(1−β₁))", "√ŝ + ε" } },
    [OPTIM_YOGI] = { { "yogi", N_("Yogi"),
        N_("Adam whose scale changes by g² at most, whether up or down: rates cannot jump up again."),
        N_("Zaheer 2018"), PARAMS(LR(0.01), BETA1, BETA2(0.999), EPS(1e-3)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(yogi), adam_inside, 2,
        N_("m ← β₁ m + (1−β₁) g\n"
        "v ← v − (1−β₂) sign(v − g²) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√v̂ + ε)\n"
        "m = v = 10⁻⁶ at first"),
        { "−ηβ₁m/√v̂", "−η(1−β₁)g/√v̂" },
        .edge = { adam_border, "(2+2β₁)/(η(1−β₁))", "√v̂ + ε" } },
    [OPTIM_ADAN] = { { "adan", N_("Adan"),
        N_("Adam with Nesterov's look ahead made of how the gradient changed since the last step."),
        N_("Xie 2022, algorithm 1"),
        PARAMS(LR(0.001), NUMBER(beta1, N_("Mean decay"), "β₁", 0.98, 0, 0.9999, PARAM_LINEAR),
          NUMBER(beta2, N_("Change decay"), "β₂", 0.92, 0, 0.9999, PARAM_LINEAR),
          NUMBER(beta3, N_("Square decay"), "β₃", 0.99, 0, 0.99999, PARAM_LINEAR), EPS(1e-8), SHRINK(0)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(adan), adan_inside, 4,
        N_("d = g − g₋,  at first d = 0\n"
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) d\n"
        "n ← β₃ n + (1−β₃) (g + β₂ d)²\n"
        "m̂ = m/(1−β₁ᵗ),  v̂ = v/(1−β₂ᵗ),\n"
        "n̂ = n/(1−β₃ᵗ)\n"
        "x ← x − η (m̂ + β₂ v̂) / (√n̂ + ε)\n"
        "x ← x / (1 + η λ)"),
        { "−η(β₁m+β₂²v)/√n̂", "−η…g/√n̂", "−ηλx" }, .means = 3 },
    [OPTIM_ADEMAMIX] = { { "ademamix", N_("AdEMAMix"),
        N_("Adam with a second mean that forgets a hundred times more slowly: old gradients still help."),
        N_("Pagliardini 2024"),
        PARAMS(LR(0.001), BETA1, BETA2(0.999),
          NUMBER(beta3, N_("Slow decay"), "β₃", 0.9999, 0, 0.999999, PARAM_LINEAR),
          NUMBER(alpha, N_("Slow weight"), "α", 5, 0, 100, PARAM_LINEAR), EPS(1e-8), SHRINK(0)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(ademamix), ademamix_inside, 3,
        "x ← x − η λ x\n"
        "m ← β₁ m + (1−β₁) g\n"
        "M ← β₃ M + (1−β₃) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η (m̂ + α M) / (√v̂ + ε)",
        { "−η(β₁m+αβ₃M)/√v̂", "−η…g/√v̂", "−ηλx" }, .means = 3 },
    // clang-format on
