// The rows of plain descent and of momentum; a part of the table in optim.c.
// clang-format off
    [OPTIM_SGD] = { { "sgd", N_("SGD"),
        N_("Straight down the slope: the steeper it is, the longer the step."),
        N_("Robbins & Monro 1951"), PARAMS(LR(0.01)) },
        OPTIM_GROUP_FIRST_ORDER, OPTIM_ANYWHERE, RULES(sgd), NULL, 0,
        "x ← x − η g",
        { NULL, "−ηg" },
        .edge = { plain_border, "2/η" } },
    [OPTIM_MOMENTUM] = { { "momentum", N_("Momentum"),
        N_("A heavy ball: past gradients keep it rolling along valleys and through shallow dents."),
        N_("Polyak 1964"), PARAMS(LR(0.01), BETA,
          NUMBER(dampening, N_("Dampening"), "τ", 0, 0, 1, PARAM_LINEAR),
          SWITCH(ema, N_("Mean, not sum"))) },
        OPTIM_GROUP_MOMENTUM, OPTIM_ANYWHERE, RULES(momentum), momentum_inside, 1,
        N_("b ← μ b + g\n"
        "x ← x − η b\n"
        "τ: (1−τ) g for g after the first g\n"
        "ema: b ← μ b + (1−μ) g"),
        { "−ημb", "−ηg" },
        .edge = { momentum_border, "(2+2μ)/η" } },
    [OPTIM_NESTEROV] = { { "nesterov", N_("Nesterov"),
        N_("Momentum that looks where it will be before it steers, and so overshoots less."),
        N_("Nesterov 1983 in Sutskever 2013's form"),
        PARAMS(LR(0.01), BETA) },
        OPTIM_GROUP_MOMENTUM, OPTIM_ANYWHERE, RULES(nesterov), nesterov_inside, 1,
        "b ← μ b + g\n"
        "x ← x − η (g + μ b)",
        { "−ημ²b", "−η(1+μ)g" },
        .edge = { nesterov_border, "(2+2μ)/(η(1+2μ))" } },
    [OPTIM_QHM] = { { "qhm", N_("QHM"),
        N_("Momentum mixed with the plain gradient: one share between SGD and the heavy ball."),
        N_("Ma & Yarats 2019"),
        PARAMS(LR(0.01), NUMBER(beta, N_("Momentum"), "β", 0.9, 0, 0.999, PARAM_LINEAR),
          SHARE(nu, N_("Buffer share"), "ν", 0.7)) },
        OPTIM_GROUP_MOMENTUM, OPTIM_ANYWHERE, RULES(qhm), qhm_inside, 1,
        "b ← β b + (1−β) g\n"
        "x ← x − η ((1−ν) g + ν b)",
        { "−ηνβb", "−η(1−νβ)g" },
        .edge = { qhm_border, "(2+2β)/(η(1+β−2νβ))" } },
    // clang-format on
