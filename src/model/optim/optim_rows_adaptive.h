// The rows of those that scale each coordinate by the gradients it has met; a part of the table in
// optim.c.
// clang-format off
    [OPTIM_ADAGRAD] = { { "adagrad", N_("AdaGrad"),
        N_("Each coordinate divides by all the gradients it has met: rates only ever fall."),
        N_("Duchi, Hazan & Singer 2011"),
        PARAMS(LR(0.01), EPS(1e-10)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(adagrad), square_inside, 1,
        "s ← s + g²\n"
        "x ← x − η g / (√s + ε)",
        { NULL, "−ηg/√s" },
        .edge = { plain_border, "2/η", "√s + ε" } },
    [OPTIM_RMSPROP] = { { "rmsprop", N_("RMSProp"),
        N_("Each coordinate divides by the size of its recent gradients, so flat and steep ones go alike."),
        N_("Hinton 2012, lecture 6e"),
        PARAMS(LR(0.01), RHO(0.99), EPS(1e-8),
          NUMBER(momentum, N_("Momentum"), "μ", 0, 0, 0.999, PARAM_LINEAR), SWITCH(centered, N_("Centered"))) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(rmsprop), rmsprop_inside, 3,
        N_("s ← ρ s + (1−ρ) g²\n"
        "x ← x − η g / (√s + ε)\n"
        "centered: a ← ρ a + (1−ρ) g,\n"
        "          s − a² for s\n"
        "μ > 0: b ← μ b + g / (√s + ε)\n"
        "       x ← x − η b"),
        { "−ημb", "−ηg/√s" },
        .edge = { rmsprop_border, "2/η", "√s + ε" } },
    [OPTIM_ADADELTA] = { { "adadelta", N_("AdaDelta"),
        N_("RMSProp whose rate is the size of its own last steps: almost nothing to choose."),
        N_("Zeiler 2012"),
        PARAMS(LR(1), RHO(0.9), EPS(1e-6)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(adadelta), adadelta_inside, 2,
        "s ← ρ s + (1−ρ) g²\n"
        "d = g √(u + ε) / √(s + ε)\n"
        "u ← ρ u + (1−ρ) d²\n"
        "x ← x − η d",
        { NULL, "−ηd" } },
    [OPTIM_ADAM] = { { "adam", N_("Adam"),
        N_("Momentum whose steps are scaled by the size of recent gradients; the usual first choice."),
        N_("Kingma & Ba 2015, algorithm 1"), PARAMS(LR(0.01), MOMENTS) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(adam), adam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√v̂ + ε)",
        { "−ηβ₁m/√v̂", "−η(1−β₁)g/√v̂" },
        .edge = { adam_border, "(2+2β₁)/(η(1−β₁))", "√v̂ + ε" } },
    [OPTIM_AMSGRAD] = { { "amsgrad", N_("AMSGrad"),
        N_("Adam that never forgets the largest gradient, so that its steps cannot grow again."),
        N_("Reddi, Kale & Kumar 2018"),
        PARAMS(LR(0.01), MOMENTS) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(amsgrad), amsgrad_inside, 3,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "w ← max(w, v)\n"
        "m̂ = m / (1−β₁ᵗ),  ŵ = w / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√ŵ + ε)",
        { "−ηβ₁m/√ŵ", "−η(1−β₁)g/√ŵ" },
        .edge = { adam_border, "(2+2β₁)/(η(1−β₁))", "√ŵ + ε" } },
    [OPTIM_ADAMW] = { { "adamw", N_("AdamW"),
        N_("Adam whose weight decay stays outside the scaling: what large networks are trained with."),
        N_("Loshchilov & Hutter 2019"),
        PARAMS(LR(0.01), MOMENTS, SHRINK(0.01)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(adamw), adam_inside, 2,
        "x ← x − η λ x\n"
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√v̂ + ε)",
        { "−ηβ₁m/√v̂", "−η(1−β₁)g/√v̂", "−ηλx" },
        .edge = { adamw_border, "(2+2β₁)(1−ηλ/2)/(η(1−β₁))", "√v̂ + ε" } },
    [OPTIM_NADAM] = { { "nadam", N_("NAdam"),
        N_("Adam with Nesterov's look ahead."),
        N_("Dozat 2016"), PARAMS(LR(0.01), MOMENTS,
          NUMBER(momentum_decay, N_("Decay of μ"), "ψ", 0.004, 0, 1, PARAM_LINEAR)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(nadam), nadam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "μₜ = β₁ (1 − ½·0.96^(tψ))\n"
        "P ← P μₜ,  d = √(v / (1−β₂ᵗ)) + ε\n"
        "x ← x − η (1−μₜ)/(1−P) g/d\n"
        "      − η μₜ₊₁/(1−P μₜ₊₁) m/d",
        { "−η…m/d", "−η…g/d" },
        .edge = { nadam_border, "(2+2β₁)/(η(…))", "d" } },
    [OPTIM_ADAMAX] = { { "adamax", N_("AdaMax"),
        N_("Adam that divides by the largest recent gradient instead of the root of a mean square."),
        N_("Kingma & Ba 2015, algorithm 2"),
        PARAMS(LR(0.01), MOMENTS) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(adamax), adamax_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "u ← max(β₂ u, |g| + ε)\n"
        "x ← x − η / (1−β₁ᵗ) m / u",
        { "−ηβ₁m/u", "−η(1−β₁)g/u" },
        .edge = { adam_border, "(2+2β₁)/(η(1−β₁))", "u" } },
    [OPTIM_RADAM] = { { "radam", N_("RAdam"),
        N_("Adam that does not divide until it has seen enough gradients to trust their scale."),
        N_("Liu 2020"), PARAMS(LR(0.01), MOMENTS) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(radam), radam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  ρ = 2/(1−β₂) − 1\n"
        "ρₜ = ρ − 2 t β₂ᵗ / (1−β₂ᵗ)\n"
        "r² = (ρₜ−4)(ρₜ−2)ρ / ((ρ−4)(ρ−2)ρₜ)\n"
        "ρₜ > 5: d = (√v + ε) / (r √(1−β₂ᵗ))\n"
        "else:   d = 1\n"
        "x ← x − η m̂ / d",
        { "−ηβ₁m/d", "−η(1−β₁)g/d" },
        .edge = { adam_border, "(2+2β₁)/(η(1−β₁))", "d" } },
    [OPTIM_QHADAM] = { { "qhadam", N_("QHAdam"),
        N_("Adam whose mean and mean square are each mixed with the newest gradient."),
        N_("Ma & Yarats 2019"),
        PARAMS(LR(0.01), MOMENTS, SHARE(nu1, N_("Mean's share"), "ν₁", 0.7),
          SHARE(nu2, N_("Square's share"), "ν₂", 1)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_ANYWHERE, RULES(qhadam), qhadam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "d = √((1−ν₂) g² + ν₂ v̂) + ε\n"
        "x ← x − η ((1−ν₁) g + ν₁ m̂) / d",
        { "−ην₁β₁m/d", "−η(1−ν₁β₁)g/d" },
        .edge = { qhadam_border, "(2+2β₁)/(η(1+β₁−2ν₁β₁))", "d" } },
    // clang-format on
