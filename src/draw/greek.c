// The letters are rows of a table.
#include "draw/greek.h"

#include "base/base.h"

#include <string.h>

// clang-format off
static const struct {
    const char *name, *letter;
} greek[] = {
    { "alpha", "α" }, { "beta", "β" }, { "gamma", "γ" }, { "delta", "δ" }, { "epsilon", "ε" },
    { "eps", "ε" }, { "zeta", "ζ" }, { "eta", "η" }, { "theta", "θ" }, { "iota", "ι" },
    { "kappa", "κ" }, { "lambda", "λ" }, { "mu", "μ" }, { "nu", "ν" }, { "xi", "ξ" },
    { "pi", "π" }, { "rho", "ρ" }, { "sigma", "σ" }, { "tau", "τ" }, { "upsilon", "υ" },
    { "phi", "φ" }, { "chi", "χ" }, { "psi", "ψ" }, { "omega", "ω" },
    { "Gamma", "Γ" }, { "Delta", "Δ" }, { "Theta", "Θ" }, { "Lambda", "Λ" }, { "Xi", "Ξ" },
    { "Pi", "Π" }, { "Sigma", "Σ" }, { "Phi", "Φ" }, { "Psi", "Ψ" }, { "Omega", "Ω" },
};
// clang-format on

const char *greek_letter(const char *name, int length)
{
    for (size_t i = 0; i < COUNT(greek); i++) {
        if ((int)strlen(greek[i].name) == length &&
            memcmp(greek[i].name, name, (size_t)length) == 0) {
            return greek[i].letter;
        }
    }
    return NULL;
}
