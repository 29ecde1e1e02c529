// The largest |λ| of a square matrix: by how much what is multiplied by it again and again grows or
// fades in the long run.
#pragma once

// a [n][n], row by row (or column by column: the eigenvalues are the same). By power iteration, at
// the end of which two directions are told apart: a complex pair turns in a plane. Where several
// eigenvalues are about equally large, beyond such a pair, it is good to about a hundredth. 0 where
// powers of a vanish; NAN if a number is not finite.
double spectral_radius(int n, const double *a);
