import type { FittedModel } from '../../lib/messaging/score-work.ts';

/** Formulas as text, the same in every language, with where they come from. */
interface Formula {
  readonly lines: readonly string[];
  readonly source: string;
}

export const CLOCK_FORMULA: Formula = {
  lines: ['S(t) = ∏ (1 − dᵢ / nᵢ)', 'Gq = min { t : 1 − S(t) ≥ q · (1 − S(tmax)) }'],
  source: 'Kaplan & Meier 1958, JASA 53(282)',
};

export const CHURN_TEST_FORMULA: Formula = {
  lines: ['2 · (LL(MBG/NBD) − LL(NBD)) > 5.99'],
  source: 'Wilks 1938, Annals of Mathematical Statistics 9(1); χ², 2 df, 5 %',
};

export const PAIRS_FORMULA: Formula = {
  lines: [
    'support = n(A∩B) / N,   confidence = n(A∩B) / n(A),   lift = N · n(A∩B) / (n(A) · n(B))',
    'p = Σ k ≥ n(A∩B)  C(n(A), k) · C(N − n(A), n(B) − k) / C(N, n(B)),   p(k) ≤ 0.05 · k / pairs',
    'offer(B) = Σ A  n(A∩B) / √(n(A) · n(B)) · n(A∩B) / (n(A∩B) + 10)',
  ],
  source: 'Agrawal & Srikant 1994, VLDB; Benjamini & Hochberg 1995, JRSS B 57(1); Sarwar et al. 2001, WWW10',
};

export const MODEL_FORMULAS: Readonly<Record<FittedModel['name'], Formula>> = {
  nbd: {
    lines: ['ln L = lnΓ(r+x) − lnΓ(r) + r ln α − (r+x) ln(α+T)'],
    source: 'Ehrenberg 1959, Applied Statistics 8(1)',
  },
  'bg-nbd': {
    lines: ['P(alive) = 1 / (1 + a/(b+x−1) · ((α+T)/(α+tx))^(r+x)),  x > 0'],
    source: 'Fader, Hardie & Lee 2005, Marketing Science 24(2)',
  },
  'mbg-nbd': {
    lines: ['P(alive) = 1 / (1 + a/(b+x) · ((α+T)/(α+tx))^(r+x))'],
    source: 'Batislam, Denizel & Filiztekin 2007, IJRM 24(3)',
  },
  'mbg-nbd-map': {
    lines: [
      'P(alive) = 1 / (1 + a/(b+x) · ((α+T)/(α+tx))^(r+x))',
      'P(h) = P(alive) · (1 − ((α+T)/(α+T+h))^(r+x))',
      'max  Σ ln L − ½ Σ (ln θ − μ)²,  θ = (r, α/T̄, a, b),  μ = ln(0.5, 0.25, 0.8, 2.0)',
    ],
    source: 'Batislam, Denizel & Filiztekin 2007, IJRM 24(3); Hoppe & Wagner 2007',
  },
  'gamma-gamma': {
    lines: ['E(M) = p (γ + x z̄) / (p x + q − 1)'],
    source: 'Colombo & Jiang 1999, Journal of Interactive Marketing 13(3); Fader & Hardie 2013',
  },
};

/** What models are called, in every language. */
export const MODEL_NAMES: Readonly<Record<FittedModel['name'], string>> = {
  nbd: 'NBD',
  'bg-nbd': 'BG/NBD',
  'mbg-nbd': 'MBG/NBD',
  'mbg-nbd-map': 'MBG/NBD',
  'gamma-gamma': 'Gamma-Gamma',
};

/** Letters of parameters as they stand in the formulas. */
export const LETTERS: Readonly<Record<string, string>> = { alpha: 'α', gamma: 'γ' };
