/**
 * Elementary functions out of additions, multiplications and divisions alone. Browsers' own `Math.log`, `Math.exp` and `Math.pow`
 * differ in the last bits, and a fit carries such a difference on; these give the same bits in every engine, since IEEE 754
 * fixes what the four operations give. Accurate to about one unit in the last place.
 */

const LN2_HIGH = 0.6931471803691238; // its low 32 bits are zero, so that k × it is exact
const LN2_LOW = 1.9082149292705877e-10;
const LN2_INVERSE = Math.LOG2E;
const SQRT2 = Math.SQRT2;
const TWO_54 = 18_014_398_509_481_984;

const double = new Float64Array(1);
// Every machine a browser runs on keeps the low half first.
const halves = new Uint32Array(double.buffer);

/** ln(1 + f) for f around 0: the series of 2 artanh(f / (2 + f)). */
function nearOne(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const tail =
    z *
    (2 / 3 +
      z *
        (2 / 5 +
          z *
            (2 / 7 +
              z *
                (2 / 9 +
                  z *
                    (2 / 11 +
                      z * (2 / 13 + z * (2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21 + z * (2 / 23)))))))))));
  const half = 0.5 * f * f;
  return f - (half - s * (half + tail));
}

/** The natural logarithm. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let k = 0;
  double[0] = x;
  if (x < 2.2250738585072014e-308) {
    double[0] = x * TWO_54;
    k = -54;
  }
  const high = halves[1] as number;
  k += (high >>> 20) - 1023;
  halves[1] = (high & 0xfffff) | 0x3ff00000;
  let m = double[0] as number;
  if (m > SQRT2) {
    m *= 0.5;
    k += 1;
  }
  const f = m - 1;
  return k === 0 ? nearOne(f) : k * LN2_HIGH + (nearOne(f) + k * LN2_LOW);
}

/** ln(1 + x), exact for small x. */
export function log1p(x: number): number {
  if (x > -0.25 && x < 0.4) return nearOne(x);
  const u = 1 + x;
  if (!(u > 0) || u === Number.POSITIVE_INFINITY) return log(u);
  return log(u) + (x - (u - 1)) / u;
}

/** 1/13! … 1/2! of the series of exp. */
function series(r: number): number {
  return (
    0.5 +
    r *
      (1 / 6 +
        r *
          (1 / 24 +
            r *
              (1 / 120 +
                r *
                  (1 / 720 +
                    r *
                      (1 / 5040 +
                        r *
                          (1 / 40_320 +
                            r *
                              (1 / 362_880 +
                                r *
                                  (1 / 3_628_800 +
                                    r * (1 / 39_916_800 + r * (1 / 479_001_600 + r * (1 / 6_227_020_800)))))))))))
  );
}

function power2(k: number): number {
  halves[0] = 0;
  halves[1] = (k + 1023) << 20;
  return double[0] as number;
}

/** e to the x. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const k = Math.floor(x * LN2_INVERSE + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  // What the subtraction lost is small enough to be added as it is.
  const value = 1 + (r + (r * r * series(r) + (high - r - low)));
  if (k < -1021) return value * power2(k + 100) * power2(-100);
  return k > 1022 ? value * power2(k - 1) * 2 : value * power2(k);
}

/** e to the x, less 1, exact for small x. */
export function expm1(x: number): number {
  return x > -0.34 && x < 0.34 ? x + x * x * series(x) : exp(x) - 1;
}

/** ln(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/** 1 / (1 + e^-x). */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
