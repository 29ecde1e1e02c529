// The rows of those that look at more than a gradient: curvature, values, other points; a part of
// the table in optim.c.
// clang-format off
    [OPTIM_FULL_ADAGRAD] = { { "full_adagrad", N_("AdaGrad, full matrix"),
        N_("AdaGrad that also sees how coordinates go together, and so can turn with the valley."),
        N_("Duchi, Hazan & Singer 2011, the full matrix"),
        PARAMS(LR(0.1), EPS(1e-4)) },
        OPTIM_GROUP_ADAPTIVE, OPTIM_IN_PLANE, OPTIM_GRADIENT, full_adagrad_plane, NULL, NULL, 2,
        N_("G ← G + g gᵀ,  from ε I\n"
        "x ← x − η G^(−½) g"),
        { NULL, "−ηG^(−½)g" }, .couples = true, .model = full_adagrad_model },
    [OPTIM_POLYAK_STEP] = { { "polyak_step", N_("Polyak's step"),
        N_("Goes as far as a straight line would need to come down to the known minimum."),
        N_("Polyak 1987, section 5.3"),
        PARAMS(NUMBER(f_min, N_("Lowest value"), "f*", 0, -1e12, 1e12, PARAM_LINEAR),
          NUMBER(max, N_("Largest rate"), "ηₘ", 1, 1e-12, 1000, PARAM_LOG),
          NUMBER(scaling, N_("Scaling"), "κ", 1, 0, 10, PARAM_LINEAR),
          NUMBER(eps, N_("Epsilon"), "ε", 0, 0, 1, PARAM_LINEAR)) },
        OPTIM_GROUP_NO_RATE, OPTIM_ANYWHERE, OPTIM_GRADIENT | OPTIM_VALUE, NULL, NULL, NULL, 0,
        "η = κ min(ηₘ, (f − f*) / (g·g + ε))\n"
        "x ← x − η g",
        { NULL, "−ηg" }, .step = polyak_step_double, .step_float = polyak_step_float,
        .couples = true, .all_data = true },
    [OPTIM_BARZILAI_BORWEIN] = { { "barzilai_borwein", N_("Barzilai–Borwein"),
        N_("Takes the rate that the last step's change of the gradient tells; the loss may rise."),
        N_("Barzilai & Borwein 1988"),
        PARAMS(NUMBER(lr, N_("First rate"), "η₁", 0.01, 1e-12, 1000, PARAM_LOG),
          NUMBER(form, N_("Form"), "form", 1, 1, 2, PARAM_INTEGER)) },
        OPTIM_GROUP_NO_RATE, OPTIM_ANYWHERE, OPTIM_GRADIENT, NULL, NULL, NULL, 2,
        N_("s = x − x₋,  y = g − g₋\n"
        "form 1: η = s·s / |s·y|\n"
        "form 2: η = |s·y| / y·y\n"
        "x ← x − η g,  at first η = η₁"),
        { NULL, "−ηg" }, .step = barzilai_borwein_double, .step_float = barzilai_borwein_float,
        .couples = true, .all_data = true },
    [OPTIM_NEWTON] = { { "newton", N_("Newton"),
        N_("Jumps to where the parabola through slope and curvature is flat: a minimum, or a saddle."),
        N_("Newton 1669; saddle-free: Dauphin 2014"),
        PARAMS(LR(1), NUMBER(damping, N_("Damping"), "λ", 0, 0, 1000, PARAM_LINEAR),
          NUMBER(saddle_free, N_("Saddle-free"), "σ", 0, 0, 1, PARAM_INTEGER)) },
        OPTIM_GROUP_SECOND_ORDER, OPTIM_IN_PLANE, OPTIM_GRADIENT | OPTIM_HESSIAN, NULL, NULL, NULL, 0,
        "σ = 0: x ← x − η (H + λ I)⁻¹ g\n"
        "σ = 1: x ← x − η (|H| + λ I)⁻¹ g",
        { NULL, "−ηH⁻¹g" }, .step = newton_plane,
        .couples = true, .all_data = true, .model = newton_model },
    [OPTIM_SOPHIA] = { { "sophia", N_("Sophia"),
        N_("A mean of gradients over the curvature of each coordinate, no step longer than the rate."),
        N_("Liu 2023, algorithm 3"),
        PARAMS(LR(0.01), NUMBER(beta1, N_("Mean decay"), "β₁", 0.965, 0, 0.9999, PARAM_LINEAR),
          BETA2(0.99), NUMBER(gamma, N_("Curvature's share"), "γ", 0.01, 1e-6, 100, PARAM_LOG),
          NUMBER(interval, N_("Interval"), "k", 10, 1, 1000, PARAM_INTEGER), EPS(1e-8), SHRINK(1e-4)) },
        OPTIM_GROUP_SECOND_ORDER, OPTIM_IN_PLANE, OPTIM_GRADIENT | OPTIM_HESSIAN, NULL, NULL,
        sophia_inside, 2,
        N_("m ← β₁ m + (1−β₁) g\n"
        "every k steps:\n"
        "h ← β₂ h + (1−β₂) diag H\n"
        "u = m̂ / max(γ h, ε), cut to ±1\n"
        "x ← x − η (λ x + u)"),
        { NULL, "−ηu" }, .step = sophia_plane },
    [OPTIM_LBFGS] = { { "lbfgs", N_("L-BFGS"),
        N_("Learns the curvature from its last steps, and searches along the way it then knows."),
        N_("Liu & Nocedal 1989"),
        PARAMS(NUMBER(history, N_("History"), "m", 10, 1, OPTIM_PAIRS_MAX, PARAM_INTEGER),
          NUMBER(c2, N_("Flat enough"), "c₂", 0.9, 1e-6, 0.999, PARAM_LINEAR)) },
        OPTIM_GROUP_SECOND_ORDER, OPTIM_ANYWHERE, OPTIM_GRADIENT | OPTIM_VALUE | OPTIM_POINTS, NULL,
        NULL, NULL, 2 * OPTIM_PAIRS_MAX + 4,
        N_("y = H⁻¹ s of the last m steps s\n"
        "d = −H g,  φ(η) = f(x + η d)\n"
        "η: φ falls, |φ′(η)| ≤ c₂ |φ′(0)|\n"
        "x ← x + η d"),
        { NULL, "−ηHg" }, .step = lbfgs_double, .step_float = lbfgs_float,
        .couples = true, .all_data = true, .model = lbfgs_model },
    [OPTIM_CG] = { { "cg", N_("Conjugate gradients"),
        N_("Each way keeps what the one before has won: two searches end a bowl of two coordinates."),
        N_("Polak & Ribière 1969, β ≥ 0"),
        PARAMS(NUMBER(restart, N_("Restart"), "r", 0, 0, 1000, PARAM_INTEGER),
          NUMBER(c2, N_("Flat enough"), "c₂", 0.4, 1e-6, 0.999, PARAM_LINEAR)) },
        OPTIM_GROUP_SECOND_ORDER, OPTIM_ANYWHERE, OPTIM_GRADIENT | OPTIM_VALUE | OPTIM_POINTS, NULL,
        NULL, NULL, 4,
        N_("β = max(0, (g − g₋)·g / g₋·g₋)\n"
        "d ← −g + β d,  all r steps −g\n"
        "φ(η) = f(x + η d)\n"
        "η: φ falls, |φ′(η)| ≤ c₂ |φ′(0)|\n"
        "x ← x + η d"),
        { NULL, "ηd" }, .step = cg_double, .step_float = cg_float,
        .couples = true, .all_data = true },
    // clang-format on
